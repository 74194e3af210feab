import { deepEqual, equal } from 'node:assert/strict';
import * as vscode from 'vscode';
import { diagnosticOf, driftDiagnostics, noDiagnosticOf, uriOf } from './editor.ts';
import { labels, ready, rowAt } from './extension-api.ts';
import { scenario } from './scenario.ts';
import { message, pick } from './window.ts';

const FOLDERS = ['demo-typescript', 'demo-python', 'demo-mixed'];
const BINDING = 'drift/pattern/error-catch-binding';

scenario('several folders stand above what was found and learned in each', async () => {
  const { findings, conventions, status } = await ready();
  await vscode.commands.executeCommand('drift.showFindings');
  await rowAt(findings, 'demo-python', 'refund_order.py');
  deepEqual([...(await labels(findings))].sort(), [...FOLDERS].sort());
  await rowAt(conventions, 'demo-mixed', 'error', 'error-catch-binding');
  deepEqual([...(await labels(conventions))].sort(), [...FOLDERS].sort());
  deepEqual(
    status()
      ?.roots.map((r) => r.name)
      .sort(),
    [...FOLDERS].sort(),
  );
});

scenario('a decision holds in its own folder', async () => {
  const { conventions } = await ready();
  const python = uriOf('demo-python', 'shop/orders/refund_order.py');
  const java = uriOf('demo-mixed', 'service/src/main/java/shop/orders/RefundOrder.java');
  await diagnosticOf(python, BINDING);
  const row = await rowAt(conventions, 'demo-python', 'error', 'error-catch-binding');
  await vscode.commands.executeCommand('drift.rejectConvention', row);
  await noDiagnosticOf(python, BINDING);
  await diagnosticOf(java, BINDING);
  const again = await rowAt(conventions, 'demo-python', 'error', 'error-catch-binding');
  await vscode.commands.executeCommand('drift.clearDecision', again);
  await diagnosticOf(python, BINDING);
});

scenario('a command about a project asks which folder is meant', async () => {
  await ready();
  const done = vscode.commands.executeCommand('drift.runCheck');
  await pick('Drift: check which folder?', 'demo-python');
  const text = await message('Digest');
  await vscode.commands.executeCommand('notifications.clearAll');
  await done;
  equal(/4 new findings/.test(text), true, text);
  equal(driftDiagnostics(uriOf('demo-python', 'shop/database.py')).length, 0);
});
