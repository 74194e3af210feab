import { expect, test } from 'vitest';
import { toFileId } from '../host/narrow.ts';
import { LateOpening } from './late-opening.ts';

const file = toFileId('a.go');
const book = { looksSame: ({ sign }: { readonly sign: string }) => sign === 'as it was' };
const same = { file, sign: 'as it was' };
const other = { file, sign: 'other' };

test.each([
  { what: 'without a book at once', from: null, files: [], begins: 1 },
  { what: 'at a file that does not look as it did', from: book, files: [same, other], begins: 1 },
  { what: 'not at files that look as they did', from: book, files: [same, same], begins: 0 },
])('what is kept is opened $what', ({ from, files, begins }) => {
  let opened = 0;
  const opening = new LateOpening(from, async () => void opened++);
  opening.met(files);
  opening.met(files);
  expect(opened).toBe(begins);
});

test('whoever needs it opens it, and only once', async () => {
  let opened = 0;
  const opening = new LateOpening(book, async () => void opened++);
  await opening.begin();
  opening.met([other]);
  await opening.begin();
  expect(opened).toBe(1);
});
