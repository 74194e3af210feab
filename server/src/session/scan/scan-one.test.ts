import { expect, test } from 'vitest';
import { createMemoryHost } from '../../host/memory-host.ts';
import { toFileId } from '../../host/narrow.ts';
import { scanOne } from './scan-one.ts';

const OPTIONS = {
  maxFileSize: 1_000,
  include: [],
  extraIgnore: ['*.skip.ts'],
  followSymlinks: false,
  defaultIgnores: 'smart',
} as const;
const TRACKED = new Set([toFileId('mine/kept.ts')]);
const host = createMemoryHost({
  files: {
    '/w/.gitignore': 'generated/\nmine/\n',
    '/w/src/a.ts': '',
    '/w/src/.driftignore': 'old/\n',
    '/w/package.json': '{}',
  },
});

test.each([
  ['src/new.ts', 'source'],
  ['src/deep/er/new.test.ts', 'test'],
  ['brand/new/folder.py', 'source'],
  ['generated/new.ts', null],
  ['src/old/new.ts', null],
  ['node_modules/x/new.ts', null],
  ['src/new.skip.ts', null],
  ['src/new.txt', null],
])('%s would be %s', async (file, role) => {
  const scanned = await scanOne(host, '/w', toFileId(file), OPTIONS);
  expect(scanned?.role ?? null).toBe(role);
  if (scanned !== null) expect(scanned.path).toBe(`/w/${file}`);
});

test('a file that git tracks is taken although its patterns match', async () => {
  const taken = async (file: string): Promise<boolean> =>
    (await scanOne(host, '/w', toFileId(file), { ...OPTIONS, tracked: TRACKED })) !== null;
  expect(await taken('mine/kept.ts')).toBe(true);
  expect(await taken('mine/other.ts')).toBe(false);
});

test('a file that lies on disk is judged as it lies there', async () => {
  const there = createMemoryHost({
    files: { '/w/large.ts': 'x'.repeat(1_001), '/w/small.ts': 'x', '/w/real/a.ts': '' },
    links: { '/w/link': '/w/real' },
  });
  const one = async (file: string) => (await scanOne(there, '/w', toFileId(file), OPTIONS))?.size ?? null;
  expect(await one('small.ts')).toBe(1);
  expect(await one('large.ts')).toBe(null);
  // What lies behind a link that is not followed takes no part, there or not.
  expect(await one('link/a.ts')).toBe(null);
  expect(await one('link/new.ts')).toBe(null);
});
