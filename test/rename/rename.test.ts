import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { renamed } from '../support/rename.ts';

// fixtures/rename/<topic>.txt: `=== what -> new name`, a project text with `$0` before the name, `---`, the files that
// change or `refused: ` with the reason. UPDATE_GOLDEN=1 rewrites what follows `---`; read the difference.
const update = process.env['UPDATE_GOLDEN'] === '1';
const root = new URL('../../fixtures/rename/', import.meta.url);

interface Case {
  readonly title: string;
  readonly to: string;
  readonly project: string;
  readonly expected: string;
}

function casesOf(text: string): Case[] {
  return text
    .split(/^=== /m)
    .slice(1)
    .map((part) => {
      const [head = '', ...lines] = part.split('\n');
      const [title = '', to = ''] = head.split(' -> ');
      const [project = '', expected = ''] = lines.join('\n').split(/^---\n/m);
      return { title, to, project, expected: `${expected.trimEnd()}\n` };
    });
}

for (const name of readdirSync(root).sort()) {
  const file = new URL(name, root);
  const cases = casesOf(readFileSync(file, 'utf8'));
  describe(name, () => {
    test.each(cases.map((c) => [c.title, c] as const))('%s', async (_, c) => {
      const actual = `${(await renamed(c.project, c.to)).trimEnd()}\n`;
      if (update) {
        const text = readFileSync(file, 'utf8');
        const head = `=== ${c.title} -> ${c.to}\n${c.project}---\n`;
        const at = text.indexOf(head) + head.length;
        const next = text.indexOf('\n=== ', at);
        writeFileSync(file, `${text.slice(0, at)}${actual}${next < 0 ? '' : text.slice(next)}`);
      } else expect(actual).toBe(c.expected);
    });
  });
}

test('the fixtures cover at least six languages and fifteen reasons', () => {
  const all = readdirSync(root).flatMap((name) => casesOf(readFileSync(new URL(name, root), 'utf8')));
  const endings = all.flatMap((c) => (c.expected.startsWith('refused: ') ? [] : [/\.(\w+)$/m.exec(c.project)?.[1]]));
  expect(new Set(endings).size).toBeGreaterThanOrEqual(6);
  const reasons = all.flatMap(
    (c) => /^refused: (.*)/.exec(c.expected)?.[1]?.replace(/`[^`]*`|\S*\/\S*|\d+/g, '_') ?? [],
  );
  expect(new Set(reasons).size).toBeGreaterThanOrEqual(15);
});
