import { existsSync, readFileSync } from 'node:fs';
import { LANGUAGES, type LanguageId } from '@drift/shared';
import { expandSecrets, SNIPPET_FILE } from './rules.ts';

/** Where the folders of the rules lie. */
export const PAGES = new URL('../../server/src/rules/', import.meta.url);

/** The folder of a rule's part under one of the roots. */
export function folderOf(id: string, under: URL): URL {
  return new URL(`${id.slice('drift/'.length)}/`, under);
}

/** The page of a rule, or nothing. */
export function pageOf(id: string): string {
  const file = new URL('rule.md', folderOf(id, PAGES));
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** The text under a heading of the second level. */
export function section(page: string, heading: string): string {
  const start = page.indexOf(`\n## ${heading}\n`);
  const end = page.indexOf('\n## ', start + 1);
  return start < 0 ? '' : page.slice(start, end < 0 ? page.length : end);
}

/** A block of code on a page. */
export interface Block {
  readonly language: LanguageId;
  readonly path: string;
  readonly lines: readonly string[];
}

/** Fenced blocks with secrets put in; after the language may stand the path of the file the code is to be in. */
export function blocksOf(text: string): readonly Block[] {
  return [...text.matchAll(/^```(\w*)[ \t]*(\S*)\n([\s\S]*?)^```$/gm)].map((m) => {
    const language = LANGUAGES.find((l) => l === m[1]);
    if (language === undefined) throw new Error(`a block in no language: ${m[1]}`);
    const path = m[2] === undefined || m[2] === '' ? SNIPPET_FILE[language] : m[2];
    return { language, path, lines: expandSecrets(m[3] ?? '').split('\n') };
  });
}
