import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CodeAction, Range, TextEdit } from 'vscode-languageserver';
import { report } from '../support/habits.ts';
import { EVERY_RULE, LAZY_ACTIONS, LspClient } from '../support/lsp-client.ts';
import { following, hashing, ODD, sampleProject } from '../support/sample-project.ts';
import { drift, TemporaryProject } from '../support/temporary-project.ts';

const project = new TemporaryProject(sampleProject());
let client: LspClient;
let uri = '';
let next = 0;
beforeAll(async () => {
  client = await LspClient.start({ root: project.root, init: EVERY_RULE });
  await client.workspace();
});
beforeEach(async () => {
  uri = client.uri(`src/m${next++}.ts`);
  await client.open(uri, 'typescript', ODD);
});
afterEach(() => client.close(uri));
afterAll(async () => {
  expect(await client.stop()).toBe(0);
  project.remove();
});

const HASH: Range = { start: { line: 12, character: 12 }, end: { line: 12, character: 12 } };
const BINDING: Range = { start: { line: 6, character: 11 }, end: { line: 6, character: 11 } };
const WHOLE: Range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

function editsOf(action: CodeAction): readonly TextEdit[] {
  const [change] = action.edit?.documentChanges ?? [];
  if (change === undefined || !('edits' in change)) return [];
  expect(change.textDocument.uri).toBe(uri);
  expect(change.textDocument.version).toBeTypeOf('number');
  return change.edits.flatMap((e) => ('newText' in e ? [e] : []));
}

async function resolved(range: Range, title: RegExp): Promise<CodeAction> {
  const action = (await client.actions(uri, range)).find((a) => title.test(a.title));
  if (action === undefined) throw new Error(`no action ${title}`);
  return client.resolve(action);
}

async function apply(edits: readonly TextEdit[]): Promise<void> {
  const last = [...edits].sort(
    (a, b) => b.range.start.line - a.range.start.line || b.range.start.character - a.range.start.character,
  );
  await client.change(
    uri,
    last.map((e) => ({ range: e.range, text: e.newText })),
  );
}

const codes = async (): Promise<unknown[]> => (await client.diagnostics(uri)).map((d) => d.code);

describe('code actions', () => {
  test('are offered without an edit, which comes on asking', async () => {
    const offered = await client.actions(uri, BINDING);
    const isFeedback = (a: CodeAction): boolean => a.command?.command === 'drift.feedback.record';
    expect(offered.filter(isFeedback)).toHaveLength(4);
    const others = offered.filter((a) => !isFeedback(a));
    expect(others.map((a) => a.kind)).toEqual([...Array(5).fill('quickfix'), 'source.fixAll.drift']);
    expect(others.map((a) => a.title).filter((t) => /directory|convention/.test(t))).toEqual([
      'This directory does it differently: `e` in src',
      'Approve this convention: `error` for typescript in the whole project',
      'Reject this convention: `error` is no rule for typescript in the whole project',
    ]);
    expect(offered.every((a) => a.edit === undefined)).toBe(true);
    expect(offered[0]?.diagnostics?.[0]?.code).toBe('drift/pattern/error-catch-binding');
    expect(editsOf(await client.resolve(offered[0] ?? { title: '' })).length).toBe(2);
  });

  test('`only` filters by kind and by the kinds below it', async () => {
    const kinds = async (only: string[]): Promise<unknown[]> =>
      (await client.actions(uri, WHOLE, only)).map((a) => a.kind);
    expect(new Set(await kinds(['quickfix']))).toEqual(new Set(['quickfix']));
    expect(await kinds(['source.fixAll'])).toEqual(['source.fixAll.drift']);
    expect(await kinds(['source'])).toEqual(['source.fixAll.drift']);
    expect(await kinds(['refactor'])).toEqual([]);
    expect(await kinds(['quick'])).toEqual([]);
  });

  test('an applied fix removes the finding', async () => {
    await apply(editsOf(await resolved(BINDING, /^Fix: /)));
    expect(await codes()).toEqual(['drift/crypto/weak-hash', 'drift/error-handling/empty-handler']);
  });

  test('a fix is there for a handler that calls a member of the expected name', async () => {
    await client.change(uri, [{ text: ODD.replace(/(catch \(e\) \{\n)/, "$1    console.error('failed', e);\n") }]);
    await apply(editsOf(await resolved(BINDING, /^Fix: /)));
    expect(await codes()).not.toContain('drift/pattern/error-catch-binding');
  });

  test('all safe fixes of the file at once', async () => {
    const twice = ODD.replace(
      'export function quiet',
      'export function again(): void {\n  try {\n    work(3);\n  } catch (e) {\n    throw e;\n  }\n}\n\nexport function quiet',
    );
    await client.change(uri, [{ text: twice + following(2) }]);
    expect((await codes()).filter((c) => c === 'drift/pattern/error-catch-binding').length).toBe(2);
    await apply(editsOf(await resolved(WHOLE, /^Fix all safe/)));
    expect(await codes()).not.toContain('drift/pattern/error-catch-binding');
  });

  test('all fixes of a rule at once, however many are not shown', async () => {
    const one = (i: number): string => `  try {\n    work(${i});\n  } catch (e) {\n    throw e;\n  }\n`;
    const six = [1, 2, 3, 4, 5, 6].map(one).join('');
    await client.change(uri, [
      { text: `import { work } from './work.js';\n\nexport function six(): void {\n${six}}\n${following(6)}` },
    ]);
    const deviations = async (): Promise<unknown[]> =>
      (await codes()).filter((c) => c === 'drift/pattern/error-catch-binding');
    expect(await deviations()).toHaveLength(3);
    const edits = editsOf(
      await resolved({ start: { line: 5, character: 11 }, end: { line: 5, character: 11 } }, /^Fix all "/),
    );
    expect(edits.length).toBe(12);
    await apply(edits);
    expect(await deviations()).toEqual([]);
  });

  test('ignoring asks for a reason and has no effect without one', async () => {
    const action = await resolved(HASH, /^Ignore/);
    const [edit] = editsOf(action);
    expect(edit?.newText).toBe('  // drift-ignore-next-line drift/crypto/weak-hash: \n');
    await apply(editsOf(action));
    expect(await codes()).toContain('drift/crypto/weak-hash');
    expect(await codes()).toContain('drift/config/suppression-reason');
    const end = { line: 12, character: (edit?.newText.length ?? 1) - 1 };
    await client.change(uri, [{ range: { start: end, end }, text: 'a checksum, not a password' }]);
    expect(await codes()).toEqual(['drift/pattern/error-catch-binding', 'drift/error-handling/empty-handler']);
  });

  test('an action whose finding is gone is disabled, not wrong', async () => {
    const [fix] = await client.actions(uri, BINDING);
    await client.change(uri, [{ text: 'export const a = 1;\n' }]);
    const late = await client.resolve(fix ?? { title: '' });
    expect(late.edit).toBeUndefined();
    expect(late.disabled?.reason).toContain('changed');
  });

  test('a client without document changes gets plain changes', async () => {
    const other = await LspClient.start({ root: project.root, init: EVERY_RULE, capabilities: { workspace: {} } });
    await other.workspace();
    const name = other.uri('src/odd.ts');
    await other.open(name, 'typescript', ODD);
    const [fix] = await other.actions(name, BINDING);
    const { edit } = await other.resolve(fix ?? { title: '' });
    expect(Object.keys(edit?.changes ?? {})).toEqual([name]);
    expect(await other.stop()).toBe(0);
  });
});

describe('hover', () => {
  test('tells the evidence of a finding', async () => {
    const hover = await client.hover(uri, 6, 11);
    const text = JSON.stringify(hover?.contents);
    expect(text).toContain('drift/pattern/error-catch-binding');
    expect(text).toMatch(/drift explain [0-9a-f]{16}/);
    expect(text).toContain('this one uses `e`');
    expect(hover?.range?.start).toEqual({ line: 6, character: 11 });
  });

  test('tells which convention a place follows, and nothing elsewhere', async () => {
    await client.change(uri, [{ text: ODD.replace('catch (e) {\n    throw e;', 'catch (error) {\n    throw error;') }]);
    expect(JSON.stringify((await client.hover(uri, 6, 12))?.contents)).toContain(
      'follows `drift/pattern/error-catch-binding`: \\\\`error\\\\`',
    );
    expect(await client.hover(uri, 5, 5)).toBeNull();
  });
});

describe('commands', () => {
  test('rescan reads again what changed behind the back', async () => {
    project.write('src/late.ts', hashing(1));
    expect(await client.diagnostics(client.uri('src/late.ts'))).toEqual([]);
    const answer = await client.request<{ success: boolean }>('workspace/executeCommand', { command: 'drift.rescan' });
    expect(answer.success).toBe(true);
    expect((await client.diagnostics(client.uri('src/late.ts'))).map((d) => d.code)).toContain(
      'drift/crypto/weak-hash',
    );
  });

  test('an unknown command is InvalidParams and names the known ones', async () => {
    await expect(client.request('workspace/executeCommand', { command: 'drift.nothing' })).rejects.toMatchObject({
      code: -32602,
      message: expect.stringContaining('drift.rescan'),
    });
  });
});

describe('a fix that is refused', () => {
  const TAKEN = ODD.replace('throw e;', 'throw new Error(String(error), { cause: e });');

  test('is disabled with the true reason, and the reason is shown', async () => {
    await client.change(uri, [{ text: TAKEN }]);
    const before = client.shown.length;
    const action = await resolved(BINDING, /^Fix: /);
    expect(action.edit).toBeUndefined();
    expect(action.disabled?.reason).toBe('Not fixed: `error` is in use already on line 8.');
    expect(client.shown.slice(before)).toEqual(['Drift: Not fixed: `error` is in use already on line 8.']);
  });

  test('is offered as such, with the reason, before anybody chooses it', async () => {
    await client.change(uri, [{ text: TAKEN }]);
    const offered = (await client.actions(uri, BINDING)).find((a) => a.title.startsWith('Fix: '));
    expect(offered?.disabled?.reason).toBe('Not fixed: `error` is in use already on line 8.');
    expect(offered?.isPreferred).toBeUndefined();
  });

  test('tells the reason to a client that knows no disabled actions', async () => {
    const own = new TemporaryProject(sampleProject());
    const plain = await LspClient.start({
      root: own.root,
      init: EVERY_RULE,
      capabilities: { textDocument: { diagnostic: {}, codeAction: { ...LAZY_ACTIONS, disabledSupport: false } } },
    });
    const file = plain.uri('src/odd.ts');
    await plain.open(file, 'typescript', TAKEN);
    await plain.request('drift/check/digest');
    const action = (await plain.actions(file, BINDING)).find((a) => a.title.startsWith('Fix: '));
    const refused = await plain.resolve(action ?? { title: '' });
    expect(refused.edit).toBeUndefined();
    expect(refused.disabled).toBeUndefined();
    expect(plain.shown).toEqual(['Drift: Not fixed: `error` is in use already on line 8.']);
    expect(await plain.stop()).toBe(0);
    own.remove();
  });
});

test('an unsafe fix says what to look at and is never part of fixing all', async () => {
  const declared = (form: (n: number) => string, n: number): string =>
    Array.from({ length: 3 }, (_, i) => form(n * 3 + i)).join('\n');
  const types = new TemporaryProject({ 'drift.toml': '[analysis]\nincubating = "all"\n' });
  for (let i = 0; i < 40; i++)
    types.write(
      `src/d${i % 8}/t${i}.ts`,
      declared((n) => `export interface T${n} {\n  a: string;\n}`, i),
    );
  const odd =
    'export type A = { a: string };\nexport type B = { b: string };\nexport interface C {\n  c: A;\n}\nexport interface D {\n  d: B;\n}\n';
  types.write('src/odd.ts', odd);
  const editor = await LspClient.start({ root: types.root, init: EVERY_RULE });
  await editor.workspace();
  const file = editor.uri('src/odd.ts');
  await editor.open(file, 'typescript', odd);
  const titles = (await editor.actions(file, WHOLE)).map((a) => a.title);
  expect(await editor.stop()).toBe(0);
  const fixes = titles.filter((t) => t.startsWith('Fix'));
  expect(fixes).toHaveLength(2);
  for (const title of fixes)
    expect(title).toContain(
      'Fix, to be checked (an interface has no index signature, and declarations of its name merge): Expected',
    );
  const findings = report(types.root).findings.filter((f) => f.ruleId.endsWith('type-object-decl'));
  const [first] = findings.map((f) => f.id);
  expect(drift(types.root, ['fix']).stderr).toContain('0 findings fixed, 0 refused');
  expect(drift(types.root, ['fix', '--id', first ?? '']).stderr).toContain('--unsafe applies it');
  expect(readFileSync(`${types.root}/src/odd.ts`, 'utf8')).toBe(odd);
  expect(drift(types.root, ['fix', '--unsafe', '--id', first ?? '']).stderr).toContain('1 finding fixed, 0 refused');
  expect(readFileSync(`${types.root}/src/odd.ts`, 'utf8')).toContain('export interface A { a: string }');
  types.remove();
});
