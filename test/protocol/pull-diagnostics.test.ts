import { chmodSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import type { Diagnostic, DocumentDiagnosticReport, WorkspaceDiagnosticReport } from 'vscode-languageserver';
import { pathToUri } from '../../server/src/protocol/uri.ts';
import { EVERY_RULE, LspClient } from '../support/lsp-client.ts';
import { hashing, ODD, ODD_RULES, sampleProject } from '../support/sample-project.ts';
import { TemporaryProject } from '../support/temporary-project.ts';

const project = new TemporaryProject(sampleProject());
let client: LspClient;
beforeAll(async () => {
  client = await LspClient.start({ root: project.root, init: EVERY_RULE });
});
afterAll(async () => {
  expect(client.publications).toEqual([]);
  expect(await client.stop()).toBe(0);
  project.remove();
});

const codes = (items: readonly Diagnostic[]): unknown[] => items.map((d) => d.code);
const itemsOf = (report: DocumentDiagnosticReport): Diagnostic[] => (report.kind === 'full' ? report.items : []);

describe('textDocument/diagnostic', () => {
  test('gives a full report, then says that nothing changed, then a full one again', async () => {
    await client.workspace();
    const uri = client.uri('src/odd.ts');
    await client.open(uri, 'typescript', ODD);
    const first = await client.pull(uri);
    expect(codes(itemsOf(first))).toEqual(ODD_RULES);
    expect(first.resultId).toMatch(/^[0-9a-f]{16}$/);
    expect(await client.pull(uri, first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
    await client.change(uri, [{ text: ODD.replace("createHash('md5')", "createHash('sha512')") }]);
    const third = await client.pull(uri, first.resultId);
    expect(third.resultId).not.toBe(first.resultId);
    expect(codes(itemsOf(third))).not.toContain('drift/crypto/weak-hash');
    await client.close(uri);
    expect(codes(itemsOf(await client.pull(uri)))).toEqual(ODD_RULES);
  });

  test('names the place, the severity, the evidence and examples', async () => {
    const [binding, hash] = await client.diagnostics(client.uri('src/odd.ts'));
    expect(binding).toMatchObject({
      range: { start: { line: 6, character: 11 }, end: { line: 6, character: 12 } },
      // Information: the sample's files all lie in one directory.
      severity: 3,
      source: 'drift',
      message: 'Expected `error` (80 of 81 handlers), found `e`',
      data: { conforming: 80, deviating: 1, expected: 'error', actual: 'e', isNew: true },
    });
    expect(binding?.relatedInformation?.length).toBe(2);
    expect(hash).toMatchObject({ severity: 1, data: { cwe: expect.arrayContaining(['CWE-328']) } });
  });

  test('answers with nothing for files of other schemes, unknown files and files without a language', async () => {
    for (const uri of ['git:/src/odd.ts?ref=HEAD', client.uri('src/none.ts'), client.uri('README.md'), 'nonsense'])
      expect(itemsOf(await client.pull(uri))).toEqual([]);
  });
});

test('an open file is told of before the project is read', async () => {
  const other = new TemporaryProject({ 'src/odd.ts': ODD, '.gitignore': 'made/\n', 'made/a.ts': ODD });
  other.git('init', '-q');
  const programs = new TemporaryProject();
  const gate = join(programs.root, 'gate');
  // Reading a project takes as long as its git does: this one waits until it may go on.
  programs.write('git', `#!/bin/sh\nwhile [ ! -e '${gate}' ]; do sleep 0.02; done\nexit 1\n`);
  chmodSync(join(programs.root, 'git'), 0o755);
  const waiting = await LspClient.start({
    root: other.root,
    init: EVERY_RULE,
    capabilities: { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } },
    env: { PATH: `${programs.root}${delimiter}${process.env['PATH']}` },
  });
  try {
    const [odd, made] = [waiting.uri('src/odd.ts'), waiting.uri('made/a.ts')];
    await waiting.open(odd, 'typescript', ODD);
    await waiting.open(made, 'typescript', ODD);
    expect(codes(itemsOf(await waiting.pull(odd)))).toContain('drift/crypto/weak-hash');
    // Whether git tracks an ignored file all the same only git knows.
    let isTold = false;
    const later = waiting.pull(made).then((report) => {
      isTold = true;
      return report;
    });
    expect(codes(itemsOf(await waiting.pull(odd)))).toContain('drift/crypto/weak-hash');
    expect(isTold).toBe(false);
    // Nor is anybody left waiting for a scan that is called off.
    const removed = [{ uri: pathToUri(other.root), name: 'other' }];
    await waiting.notify('workspace/didChangeWorkspaceFolders', { event: { added: [], removed } });
    expect(itemsOf(await later)).toEqual([]);
  } finally {
    writeFileSync(gate, '');
    await waiting.stop();
    other.remove();
    programs.remove();
  }
});

describe('workspace/diagnostic', () => {
  test('leaves out what the client holds already and clears what is gone', async () => {
    const uri = client.uri('src/odd.ts');
    const all = await client.pullWorkspace([]);
    expect(all.items.map((i) => i.uri)).toEqual([uri]);
    const gone = client.uri('src/gone.ts');
    const next = await client.pullWorkspace([
      { uri, value: all.items[0]?.resultId ?? '' },
      { uri: gone, value: 'anything' },
    ]);
    expect(next.items).toEqual([{ kind: 'full', uri: gone, version: null, items: [] }]);
  });

  test('streams partial results and answers with nothing more', async () => {
    const parts: WorkspaceDiagnosticReport[] = [];
    const listener = client.connection.onNotification(
      '$/progress',
      (p: { token: string; value: WorkspaceDiagnosticReport }) => {
        if (p.token === 'part-1') parts.push(p.value);
      },
    );
    const answer = await client.request<WorkspaceDiagnosticReport>('workspace/diagnostic', {
      previousResultIds: [],
      partialResultToken: 'part-1',
    });
    listener.dispose();
    expect(answer.items).toEqual([]);
    expect(parts.flatMap((p) => p.items.map((i) => i.uri))).toEqual([client.uri('src/odd.ts')]);
  });

  test('a second poll stays open until something changes', async () => {
    const first = await client.pullWorkspace([]);
    const known = first.items.map((i) => ({ uri: i.uri, value: i.resultId ?? '' }));
    let answered = false;
    const poll = client.pullWorkspace(known).then((r) => {
      answered = true;
      return r;
    });
    // Requests that come after it are answered meanwhile.
    for (let k = 0; k < 5; k++) await client.pull(client.uri('src/m1.ts'));
    expect(answered).toBe(false);
    const uri = client.uri('src/m1.ts');
    await client.open(uri, 'typescript', ODD);
    const changed = await poll;
    expect(changed.items.map((i) => i.uri)).toContain(uri);
    expect(changed.items.find((i) => i.uri === uri)?.version).toBeTypeOf('number');
    await client.close(uri);
  });

  test('an open poll ends when it is cancelled', async () => {
    const first = await client.pullWorkspace([]);
    const known = first.items.map((i) => ({ uri: i.uri, value: i.resultId ?? '' }));
    const source = new CancellationTokenSource();
    const poll = client.connection.sendRequest<WorkspaceDiagnosticReport>(
      'workspace/diagnostic',
      { previousResultIds: known },
      source.token,
    );
    await client.pull(client.uri('src/odd.ts'));
    source.cancel();
    await expect(poll).rejects.toMatchObject({ code: -32800 });
  });

  test('what is cancelled while files are read is answered at once', async () => {
    const files = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`src/f${i}.ts`, hashing(40)]));
    const own = new TemporaryProject(files);
    const other = await LspClient.start({ root: own.root, init: { threads: 1 } });
    const source = new CancellationTokenSource();
    const order: string[] = [];
    const asked = (method: string, params: object): Promise<unknown> =>
      other.connection.sendRequest(method, params, source.token).finally(() => order.push('cancelled'));
    const polls = [
      asked('workspace/diagnostic', { previousResultIds: [] }),
      asked('textDocument/diagnostic', { textDocument: { uri: other.uri('src/f1.ts') } }),
    ].map((poll) => expect(poll).rejects.toMatchObject({ code: -32800 }));
    const whole = other.workspace().then(() => order.push('read'));
    // Answered while files are read, so the others are being worked on.
    await other.request('drift/rules');
    source.cancel();
    await Promise.all([...polls, whole]);
    expect(order).toEqual(['cancelled', 'cancelled', 'read']);
    expect(await other.stop()).toBe(0);
    own.remove();
  });
});

describe('drift.toml', () => {
  test('shows its faults at the keys, and nothing once they are mended', async () => {
    const own = new TemporaryProject({
      'a.ts': 'export const a = 1;\n',
      'drift.toml': '[scan]\nthreads = -2\n\n[analysiss]\nmin_files = 2\n',
    });
    const other = await LspClient.start({ root: own.root });
    const uri = other.uri('drift.toml');
    const faults = await other.diagnostics(uri);
    expect(faults.map((d) => [d.code, d.range.start.line, d.range.start.character])).toEqual([
      ['drift/config/invalid-value', 1, 10],
      ['drift/config/unknown-key', 3, 1],
    ]);
    expect(faults[1]?.message).toContain("Did you mean 'analysis'?");
    const all = await other.pullWorkspace([]);
    expect(all.items.map((i) => i.uri)).toContain(uri);
    own.write('drift.toml', '[scan]\nthreads = 2\n');
    await other.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] });
    await other.pullWorkspace(all.items.map((i) => ({ uri: i.uri, value: i.resultId ?? '' })));
    expect(await other.diagnostics(uri)).toEqual([]);
    expect(await other.stop()).toBe(0);
    own.remove();
  });
});

test('a client that answers refresh with an error is told of later changes all the same', async () => {
  const other = await LspClient.start({
    root: project.root,
    init: EVERY_RULE,
    capabilities: { workspace: { diagnostics: { refreshSupport: true } } },
    onRefresh: () => {
      throw new Error('not now');
    },
  });
  await other.until(() => other.refreshes >= 1);
  for (const n of [2, 3]) {
    await other.open(other.uri(`src/m${n}.ts`), 'typescript', ODD);
    await other.close(other.uri(`src/m${n}.ts`));
    const before = other.refreshes;
    await other.request('drift/check/digest');
    await other.until(() => other.refreshes > before - 1);
  }
  expect(other.refreshes).toBeGreaterThanOrEqual(2);
  expect(await other.stop()).toBe(0);
});
