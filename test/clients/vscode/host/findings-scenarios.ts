import { equal } from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  actionAt,
  apply,
  besideProject,
  diagnosticOf,
  driftDiagnostics,
  noDiagnosticOf,
  open,
  ruleOf,
  untilTrue,
  uriOf,
} from './editor.ts';
import { scenario } from './scenario.ts';

const TYPESCRIPT = ['demo-typescript', 'src/orders/refund-order.ts'] as const;
const BINDING = 'drift/pattern/error-catch-binding';
const SEVERITY = ['error', 'warning', 'info', 'hint'] as const;

/** What a file shows, in the words of `NAME.findings.txt`. */
function shown(folderName: string, path: string): string {
  const uri = uriOf(folderName, path);
  const document = vscode.workspace.textDocuments.find((d) => d.uri.toString() === uri.toString());
  return driftDiagnostics(uri)
    .map((d) => {
      const { start, end } = d.range;
      const place = `${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}`;
      const [marked = ''] = document?.getText(d.range).split('\n') ?? [];
      return `${path} ${place} ${SEVERITY[d.severity]} ${ruleOf(d)}\n    ${marked}\n    ${d.message}\n`;
    })
    .join('');
}

/** Opens every file that is named beside a project, and compares what it shows. */
async function showsWhatIsWritten(folderName: string): Promise<void> {
  const wanted = besideProject(`${folderName}.findings.txt`);
  const paths = [...new Set([...wanted.matchAll(/^(\S+) \d/gm)].map((m) => String(m[1])))];
  for (const path of paths) await open(folderName, path);
  const all = (): string => paths.map((path) => shown(folderName, path)).join('');
  try {
    await untilTrue('the findings', () => all() === wanted);
  } catch {
    equal(all(), wanted);
  }
}

scenario('findings of a TypeScript project stand at their ranges with their severities', () =>
  showsWhatIsWritten('demo-typescript'),
);
scenario('findings of a Python project stand at their ranges with their severities', () =>
  showsWhatIsWritten('demo-python'),
);
scenario('findings of a Java, Go and JavaScript project stand at their ranges with their severities', () =>
  showsWhatIsWritten('demo-mixed'),
);

scenario('a hover gives the evidence', async () => {
  const { document } = await open(...TYPESCRIPT);
  const { range } = await diagnosticOf(document.uri, BINDING);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    range.start,
  );
  const text = hovers.flatMap((h) => h.contents.map((c) => (typeof c === 'string' ? c : c.value))).join('\n');
  equal(text.includes('32 of 32 handlers'), true, text);
});

scenario('a quick fix makes the golden bytes, and its finding goes', async () => {
  const { document } = await open(...TYPESCRIPT);
  const { range } = await diagnosticOf(document.uri, BINDING);
  const before = document.getText();
  await apply(await actionAt(document.uri, range, /^Fix: /));
  equal(document.getText(), besideProject('demo-typescript.fixed.ts'));
  await noDiagnosticOf(document.uri, BINDING);
  await vscode.commands.executeCommand('undo');
  equal(document.getText(), before);
  await diagnosticOf(document.uri, BINDING);
});

scenario('a finding ignored with a reason goes and stays away when the file is opened again', async () => {
  const { document } = await open(...TYPESCRIPT);
  const rule = 'drift/error-handling/empty-handler';
  const { range } = await diagnosticOf(document.uri, rule);
  await apply(await actionAt(document.uri, range, /^Ignore this .*empty-handler/));
  // Without a reason the comment has no effect, and that is told.
  const unfinished = await diagnosticOf(document.uri, 'drift/config/suppression-reason');
  await diagnosticOf(document.uri, rule);
  const edit = new vscode.WorkspaceEdit();
  const { end } = document.lineAt(unfinished.range.start.line).range;
  edit.insert(document.uri, end, 'the customer hears of it by post');
  await vscode.workspace.applyEdit(edit);
  await noDiagnosticOf(document.uri, rule);
  await document.save();
  equal(document.getText(), besideProject('demo-typescript.ignored.ts'));
  await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  const again = await open(...TYPESCRIPT);
  await diagnosticOf(again.document.uri, BINDING);
  await noDiagnosticOf(again.document.uri, rule);
});

scenario('a document that was never saved has findings', async () => {
  const content = `KEY = "AKIA${'QX5ZJ7RLM3PT4WVN'}"\n`;
  const document = await vscode.workspace.openTextDocument({ language: 'python', content });
  await vscode.window.showTextDocument(document);
  await diagnosticOf(document.uri, 'drift/secret/vendor-token');
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
});
