import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';

// What every scenario asks of the editor. Nothing here knows how the extension does its work.

const DEADLINE_MS = 30_000;
/** Most things that are waited for have no event that an extension could hear. */
const LOOK_AGAIN_MS = 25;

/** Resolves to what `look` gives once it gives something; looked for after each event of the editor and in between. */
export async function until<T>(what: string, look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const end = Date.now() + DEADLINE_MS;
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    if (Date.now() > end) throw new Error(`not seen after ${DEADLINE_MS} ms: ${what}`);
    await nextEvent();
  }
}

function nextEvent(): Promise<void> {
  return new Promise((resolve) => {
    const heard = vscode.languages.onDidChangeDiagnostics(done);
    const timer = setTimeout(done, LOOK_AGAIN_MS);
    function done(): void {
      heard.dispose();
      clearTimeout(timer);
      resolve();
    }
  });
}

/** Waits until something holds. */
export async function untilTrue(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  await until(what, async () => ((await holds()) ? true : undefined));
}

/** Starts the extension where nothing has yet; gives what it exports. */
export async function activated(): Promise<unknown> {
  const extension = vscode.extensions.getExtension('drift.drift-vscode');
  if (extension === undefined) throw new Error('the extension is not there');
  return extension.activate();
}

/** The folder of the workspace with this name. */
export function folder(name: string): vscode.WorkspaceFolder {
  const found = vscode.workspace.workspaceFolders?.find((f) => f.name === name);
  if (found === undefined) throw new Error(`no folder ${name} is open`);
  return found;
}

/** The address of a file of a folder. */
export function uriOf(folderName: string, path: string): vscode.Uri {
  return vscode.Uri.joinPath(folder(folderName).uri, path);
}

/** Opens a file in an editor. */
export async function open(folderName: string, path: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uriOf(folderName, path)));
}

/** What Drift tells of a file, in order of place. */
export function driftDiagnostics(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter((d) => d.source === 'drift')
    .sort((a, b) => a.range.start.compareTo(b.range.start) || a.range.end.compareTo(b.range.end));
}

/** The rule a diagnostic is of. */
export function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** Waits until a file has a diagnostic of a rule. */
export function diagnosticOf(uri: vscode.Uri, rule: string): Promise<vscode.Diagnostic> {
  return until(`${rule} in ${uri.path}`, () => driftDiagnostics(uri).find((d) => ruleOf(d) === rule));
}

/** Waits until a file has none of a rule. */
export function noDiagnosticOf(uri: vscode.Uri, rule: string): Promise<void> {
  return untilTrue(`no ${rule} in ${uri.path}`, () => !driftDiagnostics(uri).some((d) => ruleOf(d) === rule));
}

/** The code actions the editor offers at a place. */
export async function actionsAt(uri: vscode.Uri, range: vscode.Range): Promise<vscode.CodeAction[]> {
  const given = await vscode.commands.executeCommand<(vscode.CodeAction | vscode.Command)[]>(
    'vscode.executeCodeActionProvider',
    uri,
    range,
    undefined,
    20,
  );
  return given.filter((a) => a instanceof vscode.CodeAction);
}

/** Does what choosing an action does. */
export async function apply(action: vscode.CodeAction): Promise<void> {
  if (action.edit !== undefined && !(await vscode.workspace.applyEdit(action.edit))) {
    throw new Error(`the editor did not make the edit of "${action.title}"`);
  }
  if (action.command !== undefined) {
    await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
  }
}

/** The action at a place whose title matches. */
export async function actionAt(uri: vscode.Uri, range: vscode.Range, title: RegExp): Promise<vscode.CodeAction> {
  const actions = await actionsAt(uri, range);
  const found = actions.find((a) => title.test(a.title));
  if (found === undefined) throw new Error(`no action ${title} among:\n${actions.map((a) => a.title).join('\n')}`);
  return found;
}

/** A text of the fixtures that lies beside a demo project. */
export function besideProject(name: string): string {
  return readFileSync(join(fixtures(), name), 'utf8');
}

function fixtures(): string {
  const folderOfFixtures = process.env['DRIFT_FIXTURES'];
  if (folderOfFixtures === undefined) throw new Error('DRIFT_FIXTURES names no folder');
  return folderOfFixtures;
}
