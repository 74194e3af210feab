import { equal } from 'node:assert/strict';
import * as vscode from 'vscode';
import { NEW_FILE, PROJECT, SECRET } from './demo.ts';
import { diagnosticOf, open, until, untilTrue, uriOf } from './editor.ts';
import { ready } from './extension-api.ts';
import { scenario } from './scenario.ts';
import { choose, message } from './window.ts';

/** Ends of the server that the extension makes good again. */
const RESTARTS = 5;

async function kill(): Promise<number> {
  const { serverPid } = await ready();
  const pid = await until('a process', () => serverPid() ?? undefined);
  process.kill(pid, 'SIGKILL');
  return pid;
}

scenario('a server that is killed comes back, five times', async () => {
  await vscode.commands.executeCommand('drift.restartServer');
  await open(PROJECT, NEW_FILE);
  for (let i = 0; i < RESTARTS; i++) {
    const pid = await kill();
    const { serverPid } = await ready();
    await untilTrue('another process', () => serverPid() !== null && serverPid() !== pid);
    await ready();
    await diagnosticOf(uriOf(PROJECT, NEW_FILE), SECRET);
  }
});

scenario('the sixth time it says so, and a retry works', async () => {
  const { state, statusLine, isStale } = await ready();
  await kill();
  await untilTrue('it gives up', () => state().kind === 'failed');
  equal(statusLine()?.text, '$(error) Drift: Failed');
  equal(isStale(), true);
  await message('is not started again');
  await choose('Retry');
  await ready();
  await diagnosticOf(uriOf(PROJECT, NEW_FILE), SECRET);
  equal(isStale(), false);
});
