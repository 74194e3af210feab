import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sampleProject } from '../support/sample-project.ts';
import { driftProcess, TemporaryProject } from '../support/temporary-project.ts';
import { TemporaryHome } from './warm-run.ts';

let project: TemporaryProject;
let home: TemporaryHome;
beforeEach(() => {
  project = new TemporaryProject(sampleProject());
  home = new TemporaryHome();
});
afterEach(() => {
  project.remove();
  home.remove();
});

const folder = (): string => join(home.path, '.drift/cache/code');
const check = (env: Record<string, string> = {}): string => {
  const { code, stdout, stderr } = driftProcess(project.root, ['check', '--all', '--stable'], { ...home.env, ...env });
  return `${code}\n${stdout}\n${stderr}`;
};
/** What is kept, by script: names and times of writing. */
const kept = (): Map<string, string> =>
  new Map(readdirSync(folder()).map((n) => [n.split('-')[0] ?? '', `${n} ${statSync(join(folder(), n)).mtimeMs}`]));

test('the next start finds the code of every part that ran, takes it and says the same', () => {
  const first = check();
  const before = kept();
  expect([...before.keys()].sort()).toEqual(['drift', 'lsp', 'worker']);
  expect(check()).toBe(first);
  expect(kept()).toEqual(before);
});

test('the part that keeps the history is among them where there is one', () => {
  project.write('.drift/README.txt', 'what the team decided\n');
  check();
  expect([...kept().keys()].sort()).toEqual(['database', 'drift', 'lsp', 'worker']);
});

test('code that is damaged, cut off, or sealed by somebody else is not run but replaced', () => {
  const expected = check();
  const before = kept();
  for (const name of readdirSync(folder())) {
    const path = join(folder(), name);
    const bytes = readFileSync(path);
    if (name.startsWith('lsp')) bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1);
    writeFileSync(path, name.startsWith('drift') ? bytes.subarray(0, 100) : bytes);
  }
  expect(check()).toBe(expected);
  expect(kept().get('lsp')).not.toBe(before.get('lsp'));
  expect(kept().get('drift')).not.toBe(before.get('drift'));
  const own = kept();
  writeFileSync(join(home.path, '.drift/cache.key'), Buffer.alloc(32, 7));
  expect(check()).toBe(expected);
  expect(kept().get('lsp')).not.toBe(own.get('lsp'));
});

test('NODE_DISABLE_COMPILE_CACHE keeps none', () => {
  check({ NODE_DISABLE_COMPILE_CACHE: '1' });
  expect(existsSync(folder())).toBe(false);
});
