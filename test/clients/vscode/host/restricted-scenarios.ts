import { equal } from 'node:assert/strict';
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { diagnosticOf, open, untilTrue, uriOf } from './editor.ts';
import { api, labelOf, labels, ready, rowAt, rows, statusTexts } from './extension-api.ts';
import { scenario } from './scenario.ts';
import { message } from './window.ts';

const PROJECT = 'large';
const FILE = 'shop/orders/refund_order.py';
const { executeCommand } = vscode.commands;

scenario('a folder that is not trusted is analysed, and its progress shown', async () => {
  equal(vscode.workspace.isTrusted, false);
  const given = await api();
  const seen = await statusTexts(given, async () => {
    await open(PROJECT, FILE);
    await ready();
    await untilTrue('what was found', () => /Drift [1-9]/.test(given.statusLine()?.text ?? ''));
  });
  equal(
    seen.some((text) => /^\$\(sync~spin\) Drift \d+\/\d+$/.test(text)),
    true,
    seen.join('\n'),
  );
  await diagnosticOf(uriOf(PROJECT, FILE), 'drift/secret/vendor-token');
});

scenario('the program of the settings is not started in a folder that is not trusted', async () => {
  // The machine's settings name one that writes a file.
  const { DRIFT_SCRATCH: scratch = '' } = process.env;
  equal((await api()).state().kind, 'connected');
  equal(existsSync(`${scratch}/started`), false);
});

scenario('what writes files is refused in a folder that is not trusted', async () => {
  await executeCommand('drift.setup');
  await message('the folder is not trusted');
  equal(existsSync(uriOf(PROJECT, 'drift.toml').fsPath), false);
  await executeCommand('notifications.clearAll');
});

scenario('drift.showMore: shows the next rows of a long list', async () => {
  const { conventions } = await ready();
  await executeCommand('drift.showConventions');
  const side = await rowAt(conventions, 'error', 'error-catch-binding', 'As usual');
  const first = await rows(conventions, side);
  equal(first.length, 201);
  const more = first.at(-1);
  if (more === undefined) throw new Error('there is no last row');
  equal(/^\d+ more…$/.test(labelOf(conventions, more)), true);
  await executeCommand('drift.showMore', more);
  equal((await labels(conventions, side)).length, 401);
});
