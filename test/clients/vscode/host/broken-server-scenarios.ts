import { equal } from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { until, untilTrue } from './editor.ts';
import { api, ready } from './extension-api.ts';
import { scenario } from './scenario.ts';
import { message } from './window.ts';

/** Starts of a server that never comes up: the first one and five more. */
const STARTS = 6;

function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
}

/** A file of this run. */
const inScratch = (name: string): string => join(variable('DRIFT_SCRATCH'), name);

/** A program that does what these lines of a shell say. */
function program(name: string, ...lines: readonly string[]): string {
  const file = inScratch(name);
  writeFileSync(file, ['#!/bin/sh', ...lines, ''].join('\n'), { mode: 0o755 });
  return file;
}

const theServer = (): string => `exec '${variable('DRIFT_NODE')}' '${variable('DRIFT_CLI')}' "$@"`;

async function choose(path: string | undefined): Promise<void> {
  await vscode.workspace.getConfiguration('drift').update('server.path', path, vscode.ConfigurationTarget.Global);
}

/** Goes over to a program and gives the process of it once it answers. */
async function runs(path: string): Promise<number> {
  const { serverPid } = await ready();
  const before = serverPid();
  await choose(path);
  await untilTrue('another process', () => serverPid() !== null && serverPid() !== before);
  await ready();
  return until('a process', () => serverPid() ?? undefined);
}

/** Waits until the extension gives up, sees that it says why, and goes back to the server of the package. */
async function givesUp(why: string): Promise<void> {
  const { state, statusLine } = await api();
  await untilTrue('it gives up', () => state().kind === 'failed');
  equal(statusLine()?.text, '$(error) Drift: Failed');
  const told = await message('is not started again');
  equal(told.includes(why), true, told);
  await choose(undefined);
  await ready();
}

scenario('a server that is mute when it is started again is given up', async () => {
  const seen = inScratch('mute.seen');
  const isMute = `if [ -e '${seen}' ]; then exec sleep 600; fi`;
  const pid = await runs(program('mute.sh', isMute, `touch '${seen}'`, theServer()));
  process.env['DRIFT_TEST_ANSWER_MS'] = '300';
  try {
    process.kill(pid, 'SIGKILL');
    await untilTrue('it gives up', async () => (await api()).state().kind === 'failed');
  } finally {
    delete process.env['DRIFT_TEST_ANSWER_MS'];
  }
  await givesUp('did not answer within 0.3 s');
});

scenario('a program that is deleted while it runs is given up', async () => {
  const file = program('deleted.sh', theServer());
  const pid = await runs(file);
  rmSync(file);
  process.kill(pid, 'SIGKILL');
  await givesUp('could not be started');
});

scenario('a program that ends at once is started as often as any other, and how it ended is said', async () => {
  await ready();
  const count = inScratch('ends.count');
  await choose(program('ends.sh', `echo start >> '${count}'`, 'echo "PASSWORD=hunter2 is wrong" >&2', 'exit 3'));
  await givesUp('exit code 3: PASSWORD=<secret> is wrong');
  equal(readFileSync(count, 'utf8').trim().split('\n').length, STARTS);
});
