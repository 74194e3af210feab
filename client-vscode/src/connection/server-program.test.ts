import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';
import { ServerProgram } from './server-program.ts';

const LIMIT_MS = 20_000;

function program(source: string): ServerProgram {
  return new ServerProgram(spawn(process.execPath, ['-e', source], { stdio: ['pipe', 'pipe', 'pipe'] }));
}

test('an end is told by its exit code and the first line of the error output, without what is private', async () => {
  const ended = program('console.error("\\nno key in /home/ada/x, TOKEN=hunter2\\nmore"); process.exitCode = 3');
  expect(await ended.end(LIMIT_MS)).toEqual({ how: 'exit code 3', line: 'no key in ~/x, TOKEN=<secret>' });
});

test('a program that still runs has not ended, and one that is killed tells the signal', async () => {
  const mute = program('setInterval(() => undefined, 1000)');
  expect(await mute.end(0)).toBeNull();
  mute.kill();
  expect(await mute.end(LIMIT_MS)).toEqual({ how: 'signal SIGKILL', line: '' });
});
