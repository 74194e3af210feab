import { expect, test } from 'vitest';
import { toFileId } from '../host/narrow.ts';
import { ContentBook, type Look } from './content-book.ts';
import type { NamedContent } from './errand.ts';

const NAME = String.fromCharCode(...Array.from({ length: 32 }, (_, i) => (i * 8) % 256));
const look = (file: string, sign = '1', changedMs = 0): Look => ({ file: toFileId(file), sign, changedMs });
const text: NamedContent = { name: NAME, isBinary: false };

/** A book that was told of these files, whose time of looking was long after `changedMs: 0`. */
function told(files: readonly Look[], content: NamedContent | null = text): ContentBook {
  const book = ContentBook.of(null);
  book.take(files, () => content, 100_000);
  return book;
}

test('what was told is known after writing and reading, names of any characters included', () => {
  const files = [look('a\nb.go'), look('ü.py')];
  const again = ContentBook.of(told(files).takeBytes());
  expect(files.map((f) => again.contentOf(f))).toEqual([text, text]);
  expect(again.isEmpty).toBe(false);
});

test('binary files stay such', () => {
  const again = ContentBook.of(told([look('a.go')], { name: NAME, isBinary: true }).takeBytes());
  expect(again.contentOf(look('a.go'))).toEqual({ name: NAME, isBinary: true });
});

test.each([
  { what: 'looks different', file: look('a.go', '2') },
  { what: 'is another one', file: look('b.go') },
])('nothing is known of a file that $what', ({ file }) => {
  const book = told([look('a.go')]);
  expect(book.contentOf(file)).toBeNull();
  expect(book.looksSame(file)).toBe(false);
});

test.each([
  { changedMs: 97_999, known: text },
  { changedMs: 98_000, known: null },
  { changedMs: 100_500, known: null },
])('a file that changed at $changedMs ms and was looked at at 100,000 ms', ({ changedMs, known }) => {
  const file = look('a.go', '1', changedMs);
  const book = told([file]);
  expect(book.contentOf(file)).toEqual(known);
  expect(book.looksSame(file)).toBe(true);
});

test('files that are gone or whose content is not known are forgotten', () => {
  const book = told([look('a.go'), look('b.go')]);
  book.take([look('a.go')], () => null, 200_000);
  expect(book.isEmpty).toBe(true);
});

test('bytes are given only where something changed', () => {
  const book = told([look('a.go')]);
  expect(book.takeBytes()).not.toBeNull();
  book.take([look('a.go')], () => text, 200_000);
  expect(book.takeBytes()).toBeNull();
  book.take([look('a.go', '2')], () => text, 200_000);
  expect(book.takeBytes()).not.toBeNull();
});

test.each(['', 'x', 'a\0b\0s', '\0\0\0\0', '\u0001\0\0\0a', '\u0005\0\0\0a\0b\0s'])('%j is an empty book', (no) => {
  expect(ContentBook.of(Buffer.from(no)).isEmpty).toBe(true);
});
