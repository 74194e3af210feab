import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CodeAction, Range, TextDocumentEdit, TextEdit } from 'vscode-languageserver';
import { EVERY_RULE, LspClient } from '../support/lsp-client.ts';
import { DECLARING, renamingProject, USING } from '../support/renaming-project.ts';
import { TemporaryProject } from '../support/temporary-project.ts';

const project = new TemporaryProject(renamingProject());
let client: LspClient;
let uri = '';
beforeAll(async () => {
  client = await LspClient.start({ root: project.root, init: EVERY_RULE });
  await client.workspace();
  uri = client.uri('src/declaring.ts');
  await client.open(uri, 'typescript', DECLARING);
});
afterAll(async () => {
  expect(await client.stop()).toBe(0);
  project.remove();
});

const NAME: Range = { start: { line: 0, character: 18 }, end: { line: 0, character: 18 } };
const PARAMETER: Range = { start: { line: 0, character: 27 }, end: { line: 0, character: 27 } };

async function offered(at: Range): Promise<CodeAction> {
  const action = (await client.actions(uri, at)).find((a) => a.title.startsWith('Rename '));
  if (action === undefined) throw new Error('no rename is offered');
  return action;
}

function changesOf(action: CodeAction): TextDocumentEdit[] {
  return (action.edit?.documentChanges ?? []).flatMap((c) => ('edits' in c ? [c] : []));
}

function applied(text: string, edits: readonly TextEdit[]): string {
  const lines = text.split('\n');
  const last = [...edits].sort(
    (a, b) => b.range.start.line - a.range.start.line || b.range.start.character - a.range.start.character,
  );
  for (const e of last) {
    const line = lines[e.range.start.line] ?? '';
    lines[e.range.start.line] = line.slice(0, e.range.start.character) + e.newText + line.slice(e.range.end.character);
  }
  return lines.join('\n');
}

const textEdits = (change: TextDocumentEdit): TextEdit[] => change.edits.flatMap((e) => ('newText' in e ? [e] : []));

describe('renaming to the convention', () => {
  test('is offered without an edit and resolved over all files, with versions for open ones', async () => {
    const action = await offered(NAME);
    expect(action).toMatchObject({ title: 'Rename `get_user` to `getUser` (convention)', kind: 'quickfix' });
    expect(action.edit).toBeUndefined();
    expect(action.diagnostics?.[0]?.code).toBe('drift/pattern/naming-function');
    const resolved = await client.resolve(action);
    expect(resolved.disabled).toBeUndefined();
    const changes = changesOf(resolved);
    expect(changes.map((c) => [c.textDocument.uri, typeof c.textDocument.version])).toEqual([
      [uri, 'number'],
      [client.uri('src/using.ts'), 'object'],
    ]);
    const [own, other] = changes;
    if (own === undefined || other === undefined) throw new Error('two files were to change');
    expect(applied(DECLARING, textEdits(own))).toBe(DECLARING.replace('get_user', 'getUser'));
    expect(applied(USING, textEdits(other))).toBe(
      USING.replace('{ get_user } from', '{ getUser } from')
        .replace('{ get_user };', '{ get_user: getUser };')
        .replace("get_user('1')", "getUser('1')"),
    );
  });

  test('of a parameter stays in its file', async () => {
    const resolved = await client.resolve(await offered(PARAMETER));
    expect(resolved.title).toBe('Rename `user_id` to `userId` (convention)');
    expect(changesOf(resolved).map((c) => [c.textDocument.uri, c.edits.length])).toEqual([[uri, 2]]);
  });

  test('is disabled with the reason where another file makes it doubtful', async () => {
    const action = await offered(NAME);
    const using = client.uri('src/using.ts');
    await client.open(using, 'typescript', `${USING}export const getUser = 1;\n`);
    expect((await client.resolve(action)).disabled?.reason).toBe(
      'Not renamed: `getUser` exists already in src/using.ts:5.',
    );
    await client.change(using, [{ text: USING }]);
    const again = await client.resolve(action);
    expect(changesOf(again).map((c) => typeof c.textDocument.version)).toEqual(['number', 'number']);
    await client.close(using);
    project.write('src/page.html', '<a onclick="get_user()">\n');
    expect((await client.resolve(action)).disabled?.reason).toBe('Not renamed: src/page.html mentions `get_user`.');
    project.write('src/page.html', '');
  });

  test('once applied leaves no finding, and the old action says so', async () => {
    const action = await offered(NAME);
    for (const change of changesOf(await client.resolve(action))) {
      const isOwn = change.textDocument.uri === uri;
      const after = applied(isOwn ? DECLARING : USING, textEdits(change));
      if (isOwn) await client.change(uri, [{ text: after }]);
      else project.write('src/using.ts', after);
    }
    const codes = (await client.diagnostics(uri)).map((d) => d.code);
    expect(codes).not.toContain('drift/pattern/naming-function');
    expect((await client.resolve(action)).disabled?.reason).toContain('nothing to do here');
  });
});
