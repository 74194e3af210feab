import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CodePlace, runScript } from './code-cache.ts';

let folder = '';
let script = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'drift-code-'));
  script = join(folder, 'script.cjs');
  writeFileSync(script, 'exports.sum = (a, b) => a + b; exports.path = require("node:path").basename(__filename);');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function place(name = 'script-1'): CodePlace {
  return { path: join(folder, 'code', name), open: (bytes) => bytes, seal: (code) => code };
}

test('runs a script as require does', () => {
  expect(runScript(script, place()).exports).toMatchObject({ path: 'script.cjs', sum: expect.any(Function) });
});

test('the second start takes the code of the first and keeps nothing', () => {
  const first = runScript(script, place());
  first.keep?.();
  expect(readdirSync(join(folder, 'code'))).toEqual(['script-1']);
  const second = runScript(script, place());
  expect(second.keep).toBeNull();
  expect(second.exports).toMatchObject({ path: 'script.cjs' });
});

test('what cannot be opened, or is no code, is compiled anew and replaced', () => {
  runScript(script, place()).keep?.();
  expect(runScript(script, { ...place(), open: () => null }).keep).not.toBeNull();
  writeFileSync(place().path, 'no code');
  const again = runScript(script, place());
  expect(again.exports).toMatchObject({ path: 'script.cjs' });
  again.keep?.();
  expect(runScript(script, place()).keep).toBeNull();
});

test('where nothing may be kept or written, nothing is, and nobody fails', () => {
  runScript(script, { ...place(), seal: () => null }).keep?.();
  expect(readdirSync(folder)).toEqual(['script.cjs']);
  writeFileSync(join(folder, 'code'), 'a file in the way');
  expect(() => runScript(script, place()).keep?.()).not.toThrow();
  expect(readdirSync(folder)).toEqual(['code', 'script.cjs']);
});

test('code of the last four builds stays', () => {
  for (let build = 1; build <= 6; build++) {
    runScript(script, place(`script-${build}`)).keep?.();
    utimesSync(place(`script-${build}`).path, build, build);
  }
  expect(readdirSync(join(folder, 'code')).sort()).toEqual(['script-3', 'script-4', 'script-5', 'script-6']);
});
