import { expect, test } from 'vitest';
import { DOCUMENT_LANGUAGES, DOCUMENT_SELECTOR } from './document-languages.ts';

test('documents of every language are sent, saved or not yet', () => {
  for (const scheme of ['file', 'untitled']) {
    const languages = DOCUMENT_SELECTOR.flatMap((f) => ('language' in f && f.scheme === scheme ? [f.language] : []));
    expect(languages).toEqual(DOCUMENT_LANGUAGES);
  }
});

test('no other documents are sent than these and the two files of Drift itself', () => {
  const rest = DOCUMENT_SELECTOR.flatMap((f) => ('language' in f ? [] : [`${f.scheme} ${f.pattern}`]));
  expect(rest).toEqual(['file **/drift.toml', 'file **/.drift/conventions.json']);
  expect([...new Set(DOCUMENT_SELECTOR.map((f) => f.scheme))]).toEqual(['file', 'untitled']);
});
