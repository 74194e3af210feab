import { deepEqual, equal } from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { BINDING, NEW_FILE, openAt, PROJECT } from './demo.ts';
import { diagnosticOf, driftDiagnostics, noDiagnosticOf, ruleOf, until, untilTrue, uriOf } from './editor.ts';
import { labelOf, labels, ready, rowAt, rows } from './extension-api.ts';
import { scenario } from './scenario.ts';
import { answer, gesture, message, pick } from './window.ts';

const { executeCommand } = vscode.commands;
const CONVENTION = ['error', 'error-catch-binding'] as const;

scenario('drift.showConventions: shows topics, keys, sides and places', async () => {
  const { conventions } = await ready();
  await executeCommand('drift.showConventions');
  await gesture({ do: 'wait', selector: '.sidebar .monaco-list-row:has-text("error")' });
  const key = await rowAt(conventions, ...CONVENTION);
  const sides = await rows(conventions, key);
  deepEqual(
    sides.map((n) => labelOf(conventions, n)),
    ['Otherwise', 'As usual'],
  );
  const [otherwise] = sides;
  deepEqual(await labels(conventions, otherwise), [`${NEW_FILE}:13`]);
});

scenario('drift.filterConventions: leaves what holds the text', async () => {
  const { conventions } = await ready();
  const done = executeCommand('drift.filterConventions');
  await answer('Drift: filter conventions', 'catch-binding');
  await done;
  await untilTrue('one topic', async () => (await labels(conventions)).length === 1);
  deepEqual(await labels(conventions, await rowAt(conventions, 'error')), ['error-catch-binding']);
});

scenario('drift.clearConventionFilter: shows all again', async () => {
  const { conventions } = await ready();
  await executeCommand('drift.clearConventionFilter');
  await untilTrue('many topics', async () => (await labels(conventions)).length > 1);
});

scenario('drift.groupConventions: groups by what is chosen', async () => {
  const { conventions } = await ready();
  const done = executeCommand('drift.groupConventions');
  await pick('Drift: group conventions', 'By what was decided');
  await done;
  await untilTrue('the groups', async () => (await labels(conventions)).join() === 'learned');
  const back = executeCommand('drift.groupConventions');
  await pick('Drift: group conventions', 'By topic');
  await back;
  await untilTrue('topics', async () => (await labels(conventions)).includes('error'));
});

scenario('drift.showConventionDetail: opens what is known of it', async () => {
  const { conventions } = await ready();
  await executeCommand('drift.showConventionDetail', await rowAt(conventions, ...CONVENTION));
  const text = await until('the text', () => {
    const { document } = vscode.window.activeTextEditor ?? {};
    return document?.uri.scheme === 'drift-text' ? document.getText() : undefined;
  });
  equal(text.includes('error-catch-binding') && text.includes('src/customers/find-customer.ts:10'), true, text);
});

/** What was decided, as it is committed. */
function decisions(): string {
  const file = uriOf(PROJECT, '.drift/conventions.json').fsPath;
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

scenario('drift.rejectConvention: in the tree it takes the finding away', async () => {
  const { conventions } = await ready();
  await openAt(BINDING);
  await executeCommand('drift.rejectConvention', await rowAt(conventions, ...CONVENTION));
  await noDiagnosticOf(uriOf(PROJECT, NEW_FILE), BINDING);
  equal(decisions().includes('"rejected"'), true, decisions());
});

scenario('drift.clearDecision: takes it back', async () => {
  const { conventions } = await ready();
  await executeCommand('drift.clearDecision', await rowAt(conventions, ...CONVENTION));
  await diagnosticOf(uriOf(PROJECT, NEW_FILE), BINDING);
  equal(decisions().includes('"rejected"'), false, decisions());
});

/** What the new file shows, to see that it changed. */
function shown(): string {
  return driftDiagnostics(uriOf(PROJECT, NEW_FILE))
    .map((d) => `${ruleOf(d)} ${d.severity} ${d.message}`)
    .join('\n');
}

scenario('drift.approveConvention: in the tree it changes what the finding says', async () => {
  const { conventions } = await ready();
  await diagnosticOf(uriOf(PROJECT, NEW_FILE), BINDING);
  const before = shown();
  await executeCommand('drift.approveConvention', await rowAt(conventions, ...CONVENTION));
  await untilTrue('other findings', () => shown() !== before && shown().includes(BINDING));
  equal(decisions().includes('"approved"'), true, decisions());
  await executeCommand('drift.clearDecision', await rowAt(conventions, ...CONVENTION));
  await untilTrue('the findings of before', () => shown() === before);
});

scenario('drift.conventions.decide: writes the decision of a code action', async () => {
  const uri = uriOf(PROJECT, '').toString();
  const where = { key: 'error-catch-binding', language: 'typescript', population: 'source', uri };
  await executeCommand('drift.conventions.decide', { ...where, status: 'rejected', value: 'error' });
  await noDiagnosticOf(uriOf(PROJECT, NEW_FILE), BINDING);
  await executeCommand('drift.conventions.decide', { ...where, status: 'cleared' });
  await diagnosticOf(uriOf(PROJECT, NEW_FILE), BINDING);
  await executeCommand('drift.conventions.decide', { ...where, key: 'no-such-key', status: 'approved' });
  await message('no-such-key');
  await executeCommand('notifications.clearAll');
});

scenario('drift.exportConventions: writes them as JSON', async () => {
  const done = executeCommand('drift.exportConventions');
  await gesture({ do: 'wait', selector: '.quick-input-widget:has-text("Drift: export conventions")' });
  await gesture({ do: 'press', keys: 'Enter' });
  await done;
  const file = uriOf(PROJECT, 'drift-conventions.json');
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  equal(text.includes('"error-catch-binding"'), true, text.slice(0, 300));
  await executeCommand('workbench.action.closeActiveEditor');
  await vscode.workspace.fs.delete(file);
});

scenario('drift.showFindings: shows files and what is found in them', async () => {
  const { findings } = await ready();
  await executeCommand('drift.showFindings');
  await gesture({ do: 'wait', selector: '.sidebar .monaco-list-row:has-text("refund-order.ts")' });
  const [file] = await rows(findings);
  const below = await labels(findings, file);
  equal(
    below.some((label) => label.startsWith('Hard-coded AWS access key id')),
    true,
    below.join('\n'),
  );
});

scenario('drift.groupFindings: groups by what is chosen', async () => {
  const { findings } = await ready();
  const done = executeCommand('drift.groupFindings');
  await pick('Drift: group findings', 'By rule');
  await done;
  await untilTrue('rules', async () => (await labels(findings)).includes(BINDING));
  const back = executeCommand('drift.groupFindings');
  await pick('Drift: group findings', 'By file');
  await back;
  await untilTrue('files', async () => !(await labels(findings)).includes(BINDING));
});

scenario('the view of gates shows the verdict, then every gate', async () => {
  const { gates, status } = await ready();
  await executeCommand('drift.gates.focus');
  const told = await until('a verdict', () => status()?.roots[0]?.gates ?? undefined);
  await rowAt(gates, `${told.policy}: `);
  const [verdict, ...each] = await labels(gates);
  equal(verdict?.startsWith(`${told.policy}: `), true, verdict);
  deepEqual(
    each.map((label) => label.split(': ')[0]),
    told.gates.map((g) => g.id),
  );
  await gesture({ do: 'wait', selector: `.sidebar .monaco-list-row:has-text("${verdict}")` });
});
