import { afterEach, expect, test } from 'vitest';
import type { CodeAction, Command, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { EVERY_RULE, LspClient } from '../support/lsp-client.ts';
import { ODD, ODD_RULES, sampleProject } from '../support/sample-project.ts';
import { drift, TemporaryProject } from '../support/temporary-project.ts';

// Clients that can do next to nothing: they are pushed to, register nothing, have no configuration, ask for no edit later,
// and never say `initialized`. What the protocol lets them do must do what a person asks.

const LITERALS = { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } };
const BINDING = { start: { line: 6, character: 11 }, end: { line: 6, character: 11 } };
const HASH = { start: { line: 12, character: 12 }, end: { line: 12, character: 12 } };
const QUIET = { start: { line: 18, character: 5 }, end: { line: 18, character: 5 } };

let project: TemporaryProject;
let client: LspClient;
let uri = '';
let text = '';
let version = 1;
let asked: string[] = [];

/** A client that names its folder by a path alone, saves before it opens, and opens `src/odd.ts`. */
async function begin(capabilities: object): Promise<void> {
  project = new TemporaryProject(sampleProject());
  client = LspClient.launch({ root: project.root });
  asked = [];
  client.connection.onRequest((method) => void asked.push(method));
  client.initializeResult = await client.request('initialize', {
    processId: null,
    rootPath: project.root,
    rootUri: null,
    capabilities,
    initializationOptions: EVERY_RULE,
  });
  uri = client.uri('src/odd.ts');
  text = ODD;
  await client.notify('textDocument/didSave', { textDocument: { uri } });
  await client.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'typescript', version, text } });
  await shows([...ODD_RULES]);
}

afterEach(async () => {
  expect([client.registrations, client.refreshes]).toEqual([[], 0]);
  expect(await client.stop()).toBe(0);
  project.remove();
});

const shows = (codes: readonly string[]): Promise<void> =>
  client.until(
    () => JSON.stringify(client.published.get(uri)?.diagnostics.map((d) => d.code)) === JSON.stringify(codes),
  );

/** Makes an edit as such a client does, and sends the whole text. */
async function make({ changes, documentChanges }: WorkspaceEdit, reason = ''): Promise<void> {
  expect(documentChanges).toBeUndefined();
  expect(Object.keys(changes ?? {})).toEqual([uri]);
  const lines = text.split('\n');
  const offset = ({ line, character }: TextEdit['range']['start']): number =>
    lines.slice(0, line).join('\n').length + (line > 0 ? 1 : 0) + character;
  const edits = (changes?.[uri] ?? []).map((e) => ({ ...e, from: offset(e.range.start), to: offset(e.range.end) }));
  for (const { from, to, newText } of edits.sort((a, b) => b.from - a.from))
    text = text.slice(0, from) + newText.replace(/: \n$/, `: ${reason}\n`) + text.slice(to);
  await client.notify('textDocument/didChange', {
    textDocument: { uri, version: ++version },
    contentChanges: [{ text }],
  });
}

async function offered(range: typeof HASH): Promise<(CodeAction | Command)[]> {
  return client.request('textDocument/codeAction', { textDocument: { uri }, range, context: { diagnostics: [] } });
}

const find = (actions: readonly (CodeAction | Command)[], title: RegExp): CodeAction | Command => {
  const found = actions.find((a) => title.test(a.title));
  if (found === undefined) throw new Error(`no ${title} among ${actions.map((a) => a.title).join(' | ')}`);
  return found;
};

test('a client that asks for no edit later gets it at once, and everything it has works', async () => {
  await begin({ textDocument: { codeAction: LITERALS } });
  expect(client.initializeResult?.capabilities.codeActionProvider).toMatchObject({ resolveProvider: false });
  const fix = find(await offered(BINDING), /^Fix: /);
  expect(fix).toHaveProperty('edit');
  await make('edit' in fix && fix.edit !== undefined ? fix.edit : {});
  await shows(ODD_RULES.slice(1));
  const ignore = find(await offered(HASH), /^Ignore /);
  await make('edit' in ignore && ignore.edit !== undefined ? ignore.edit : {}, 'a checksum');
  await shows(ODD_RULES.slice(2));
  const dismiss = find(
    await offered({ start: { line: 19, character: 5 }, end: { line: 19, character: 5 } }),
    /^Not useful: false positive/,
  );
  // Whoever ignores what comes of a command finds it done all the same.
  void client.request('workspace/executeCommand', typeof dismiss.command === 'object' ? dismiss.command : {});
  await shows([]);
  void client.request('workspace/executeCommand', { command: 'drift.rescan' });
  project.write('src/odd.ts', text);
  await client.notify('textDocument/didSave', { textDocument: { uri } });
  await client.request('drift/check/digest');
  const check = drift(project.root, ['check', '--all', '--set', 'analysis.incubating=all', 'src/odd.ts']);
  expect(check.stdout).toContain('No findings');
  expect(asked).toEqual([]);
});

test('an action that would do nothing is not offered to it', async () => {
  await begin({ textDocument: { codeAction: LITERALS } });
  const taken = ODD.replace('throw e;', 'throw new Error(String(error), { cause: e });');
  await client.notify('textDocument/didChange', {
    textDocument: { uri, version: 9 },
    contentChanges: [{ text: taken }],
  });
  await client.until(() => client.published.get(uri)?.version === 9);
  expect((await offered(BINDING)).filter((a) => a.title.startsWith('Fix: '))).toEqual([]);
  expect(client.shown).toEqual([]);
});

test('a client that knows commands only is asked to make the edit', async () => {
  await begin({ workspace: { applyEdit: true } });
  const edits: WorkspaceEdit[] = [];
  client.connection.onRequest('workspace/applyEdit', ({ edit }: { edit: WorkspaceEdit }) => {
    edits.push(edit);
    return { applied: edits.length === 1, failureReason: 'the buffer is read-only' };
  });
  expect(client.initializeResult?.capabilities.executeCommandProvider?.commands).toContain('drift.applyAction');
  const actions = await offered(BINDING);
  expect(actions.every((a) => typeof a.command === 'string' && !('kind' in a))).toBe(true);
  const fix = find(actions, /^Fix: /);
  expect(await client.request('workspace/executeCommand', fix)).toEqual({
    success: true,
    message: 'The change is made.',
  });
  await make(edits[0] ?? {});
  await shows(ODD_RULES.slice(1));
  const reason = 'The editor did not make the change: the buffer is read-only.';
  expect(await client.request('workspace/executeCommand', find(await offered(HASH), /^Ignore /))).toEqual({
    success: false,
    message: reason,
  });
  const late = 'The text has changed; there is nothing to do here any more.';
  expect(await client.request('workspace/executeCommand', fix)).toEqual({ success: false, message: late });
  expect(client.shown).toEqual([`Drift: ${reason}`, `Drift: ${late}`]);
  await expect(client.request('workspace/executeCommand', { command: 'drift.applyAction' })).rejects.toMatchObject({
    code: -32602,
  });
});

test('a client that can do nothing at all gets findings, and the actions that need no edit', async () => {
  await begin({});
  const actions = await offered(QUIET);
  expect(new Set(actions.map((a) => a.command))).toEqual(new Set(['drift.feedback.record']));
  const hover = await client.hover(uri, 12, 12);
  expect(hover?.contents).toMatchObject({ kind: 'plaintext' });
  void client.request('workspace/executeCommand', find(actions, /^Not useful: duplicate|told already/));
  await shows(ODD_RULES.slice(0, 2));
  expect(asked).toEqual([]);
});
