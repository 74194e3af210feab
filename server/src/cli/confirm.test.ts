import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { unconfirmed } from './confirm.ts';
import { type Typed, typedInto } from './terminal.ts';

async function answered(typed: Typed): Promise<readonly [code: number | null, told: string]> {
  let told = '';
  const terminal = {
    clearProgress() {},
    complain(text: string) {
      told += text;
    },
    question: async () => typed,
  };
  const code = await unconfirmed(terminal, 'Delete it?', false);
  return [code, told];
}

test('only the word goes on; breaking off is told from refusing by the exit code', async () => {
  expect(await answered({ kind: 'line', text: ' DELETE ' })).toEqual([null, '']);
  expect(await answered({ kind: 'line', text: 'yes' })).toEqual([2, 'drift: nothing was done\n']);
  expect(await answered({ kind: 'nobody' })).toEqual([2, expect.stringContaining('say --yes')]);
  expect(await answered({ kind: 'interrupted' })).toEqual([130, 'drift: interrupted, nothing was done\n']);
});

test.each([
  ['DELETE\r', { kind: 'line', text: 'DELETE' }, 0],
  ['\r', { kind: 'line', text: '' }, 0],
  ['\u0003', { kind: 'interrupted' }, 1],
  ['\u0004', { kind: 'interrupted' }, 1],
])('%j at a terminal', async (keys, typed, breaks) => {
  const input = new PassThrough();
  let broken = 0;
  const lines = createInterface({ input, output: new PassThrough(), terminal: true });
  const answer = typedInto(lines, 'Delete it? ', () => broken++);
  input.write(keys);
  expect([await answer, broken]).toEqual([typed, breaks]);
});
