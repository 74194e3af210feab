import { expect, test } from 'vitest';
import { toFileId } from '../host/narrow.ts';
import { ContentNames } from './content-names.ts';
import type { ContentsRequest, NamedContent } from './errand.ts';
import type { ScannedFile } from './scan/scan-result.ts';

const scanned = (file: string): ScannedFile => ({
  file: toFileId(file),
  path: `/w/${file}`,
  size: 1,
  sign: file,
  changedMs: 0,
  grammar: 'go',
  role: 'source',
});

/** A pool that notes which paths it was asked for, and names each after itself. */
function notingPool(asked: string[]) {
  return {
    errand: async ({ files }: ContentsRequest): Promise<readonly NamedContent[]> => {
      asked.push(...files.map((f) => f.path));
      return files.map((f) => ({ name: f.path, isBinary: false }));
    },
  };
}

/** A book that knows what one file holds. */
const bookOf = (known: string) => ({
  contentOf: ({ file }: { readonly file: string }) => (file === known ? { name: 'kept', isBinary: false } : null),
});

test('every file is named once, whether it was told of ahead or not', async () => {
  const asked: string[] = [];
  const names = new ContentNames(notingPool(asked), bookOf('none'), new AbortController().signal);
  const files = ['a.go', 'b.go', 'c.go'].map(scanned);
  names.add([scanned('c.go'), scanned('gone.go')]);
  const contents = await names.of(files);
  expect(asked).toEqual(['/w/c.go', '/w/gone.go', '/w/a.go', '/w/b.go']);
  expect(files.map(({ file }) => contents.get(file)?.name)).toEqual(files.map((f) => f.path));
});

test.each(['a.go', 'b.go'])('what the book knows of %s is not read', async (known) => {
  const asked: string[] = [];
  const names = new ContentNames(notingPool(asked), bookOf(known), new AbortController().signal);
  names.add([scanned('a.go')]);
  const contents = await names.of(['a.go', 'b.go'].map(scanned));
  expect(asked).toEqual(['/w/a.go', '/w/b.go'].filter((path) => path !== `/w/${known}`));
  expect(contents.get(toFileId(known))?.name).toBe('kept');
});
