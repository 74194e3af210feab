import { expect, test } from 'vitest';
import { toFileId } from '../host/narrow.ts';
import { ContentNames } from './content-names.ts';
import type { ContentsRequest, NamedContent } from './errand.ts';
import type { ScannedFile } from './scan/scan-result.ts';

const scanned = (file: string): ScannedFile => ({
  file: toFileId(file),
  path: `/w/${file}`,
  size: 1,
  mtimeMs: 0,
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

test('every file is named once, whether it was told of ahead or not', async () => {
  const asked: string[] = [];
  const names = new ContentNames(notingPool(asked), new AbortController().signal);
  const files = ['a.go', 'b.go', 'c.go'].map(scanned);
  names.add([scanned('c.go'), scanned('gone.go')]);
  const contents = await names.of(files);
  expect(asked).toEqual(['/w/c.go', '/w/gone.go', '/w/a.go', '/w/b.go']);
  expect([...contents].map(([file, { name }]) => [file, name])).toEqual(files.map((f) => [f.file, f.path]));
});
