import { expect } from 'vitest';
import type { FileConvention } from '../../server/src/rules/engine/convention.ts';
import type { LibraryRow } from '../../server/src/rules/pattern/library-choice.ts';
import { SNIPPET_FILE, viewOf } from './rules.ts';

/** Each row's example is its library in each of its languages, and nothing once its names end otherwise. */
export async function checkLibraries(convention: FileConvention, rows: readonly LibraryRow[]): Promise<void> {
  const wrong: string[] = [];
  for (const row of rows) {
    for (const language of row.languages) {
      const seen = async (text: string): Promise<string> => {
        const values: (string | null)[] = [];
        convention.observe(await viewOf(SNIPPET_FILE[language], text), (o) => values.push(o.value));
        return values.join(', ');
      };
      const found = await seen(row.example);
      if (found !== row.library) wrong.push(`${language} ${row.library}: its example is ${found}`);
      const other = await seen(
        row.example.replaceAll(/[A-Za-z][\w-]+/g, (word) => (KEYWORDS.has(word) ? word : `${word}Zq`)),
      );
      if (other !== '') wrong.push(`${language} ${row.library}: a name alike is ${other}`);
    }
  }
  expect(wrong).toEqual([]);
  const mixed = rows.filter((r) =>
    rows.some((o) => o.library === r.library && (o.platform !== r.platform || o.runs !== r.runs)),
  );
  expect(
    mixed.map((r) => r.library),
    'a library is of the platform, and runs, alike in all its languages',
  ).toEqual([]);
}

const KEYWORDS: ReadonlySet<string> = new Set(
  'import from const require using use class package func new object val php fn as'.split(' '),
);
