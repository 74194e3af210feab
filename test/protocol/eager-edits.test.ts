import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CodeAction } from 'vscode-languageserver';
import { EVERY_RULE, LspClient } from '../support/lsp-client.ts';
import { ODD, sampleProject } from '../support/sample-project.ts';
import { TemporaryProject } from '../support/temporary-project.ts';

// Clients that do not declare `codeAction.resolveSupport` (eglot before 1.10) run an action with what it came with.

const project = new TemporaryProject(sampleProject());
let client: LspClient;
let uri = '';
beforeAll(async () => {
  client = await LspClient.start({
    root: project.root,
    init: EVERY_RULE,
    capabilities: {
      textDocument: {
        diagnostic: {},
        codeAction: {
          isPreferredSupport: true,
          codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } },
        },
      },
    },
  });
  uri = client.uri('src/odd.ts');
  await client.open(uri, 'typescript', ODD);
  await client.workspace();
});
afterAll(async () => {
  expect(await client.stop()).toBe(0);
  project.remove();
});

const BINDING = { start: { line: 6, character: 11 }, end: { line: 6, character: 11 } };

function newTexts(action: CodeAction | undefined): readonly string[] {
  const [change] = action?.edit?.documentChanges ?? [];
  return change !== undefined && 'edits' in change
    ? change.edits.flatMap((e) => ('newText' in e ? [e.newText] : []))
    : [];
}

describe('a client that resolves no actions', () => {
  test('gets every action with what it does', async () => {
    const offered = await client.actions(uri, BINDING);
    expect(offered.filter((a) => a.edit === undefined && a.command === undefined)).toEqual([]);
    expect(newTexts(offered.find((a) => a.title.startsWith('Fix: ')))).toEqual(['error', 'error']);
    expect(newTexts(offered.find((a) => a.title.startsWith('Ignore')))).toEqual([
      '  // drift-ignore-next-line drift/pattern/error-catch-binding: \n',
    ]);
    expect(offered.find((a) => a.kind === 'source.fixAll.drift')?.edit).toBeDefined();
  });

  test('is not offered a fix that would do nothing, and is shown no message for it', async () => {
    const taken = ODD.replace('throw e;', 'throw new Error(String(error), { cause: e });');
    await client.change(uri, [{ text: taken }]);
    const offered = await client.actions(uri, BINDING);
    expect(offered.map((a) => a.title).filter((t) => t.startsWith('Fix: '))).toEqual([]);
    expect(offered.some((a) => a.title.startsWith('Ignore'))).toBe(true);
    expect(client.shown).toEqual([]);
  });
});
