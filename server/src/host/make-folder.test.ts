import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { makeFolder, makeFolderNow } from './make-folder.ts';

const root = mkdtempSync(join(tmpdir(), 'drift-folders-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const WAYS = [makeFolder, async (path: string): Promise<void> => makeFolderNow(path)];

describe.each(WAYS.map((make, i) => ({ make, name: ['waiting', 'at once'][i] })))(
  'a folder made $name',
  ({ make, name }) => {
    test('gets those above it, and may be there already', async () => {
      const path = join(root, `${name}`, 'b', 'c');
      await make(path);
      await make(path);
      expect(statSync(path).isDirectory()).toBe(true);
    });

    test('cannot lie below a file, nor in its place', async () => {
      const file = join(root, `${name} file`);
      writeFileSync(file, '');
      await expect(make(join(file, 'a', 'b'))).rejects.toMatchObject({ code: 'ENOTDIR' });
      await expect(make(file)).rejects.toMatchObject({ code: 'EEXIST' });
    });

    test.runIf(process.platform === 'linux')(
      'where the system lets nobody make one it fails instead of never ending',
      async () => {
        await expect(make('/proc/drift/a/b')).rejects.toMatchObject({ code: 'ENOENT' });
      },
    );
  },
);

test('several at once may make the same', async () => {
  mkdirSync(join(root, 'all'));
  await Promise.all(Array.from({ length: 20 }, (_, i) => makeFolder(join(root, 'all', 'a', 'b', `${i % 3}`))));
  expect(statSync(join(root, 'all/a/b/2')).isDirectory()).toBe(true);
});
