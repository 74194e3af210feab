import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pathToUri } from '../../server/src/protocol/uri.ts';
import { EVERY_RULE, LspClient } from '../support/lsp-client.ts';
import { hashing } from '../support/sample-project.ts';
import { TemporaryProject } from '../support/temporary-project.ts';

const project = new TemporaryProject({ 'a.ts': 'export const a = 1;\n' });
afterAll(() => project.remove());

const PULL_CAPABILITIES = {
  positionEncoding: 'utf-16',
  textDocumentSync: { openClose: true, change: 2, save: { includeText: false } },
  diagnosticProvider: { identifier: 'drift', interFileDependencies: true, workspaceDiagnostics: true },
  hoverProvider: true,
  codeActionProvider: {
    codeActionKinds: ['quickfix', 'refactor.rewrite.drift', 'source.fixAll.drift'],
    resolveProvider: true,
  },
  executeCommandProvider: {
    commands: [
      'drift.rescan',
      'drift.setup',
      'drift.doctor',
      'drift.backup',
      'drift.conventions.decide',
      'drift.feedback.record',
      'drift.feedback.undo',
    ],
  },
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
};

describe('initialize', () => {
  test('answers with the capabilities of a pull client', async () => {
    const client = await LspClient.start({ root: project.root, init: EVERY_RULE });
    expect(client.initializeResult?.capabilities).toMatchObject(PULL_CAPABILITIES);
    expect(client.initializeResult?.serverInfo?.name).toBe('drift');
    expect(client.initializeResult?.serverInfo?.version).toMatch(/^\d+\.\d+\.\d+/);
    expect(await client.stop()).toBe(0);
  });

  test('offers no pulling to a push client', async () => {
    const client = await LspClient.start({ root: project.root, diagnostics: 'push' });
    expect(client.initializeResult?.capabilities.diagnosticProvider).toBeUndefined();
    expect(await client.stop()).toBe(0);
  });

  test.each([
    ['no options', undefined],
    ['null', null],
    ['an empty object', {}],
    ['every option', { mode: 'batch', flags: { 'analysis.incubating': 'all' }, base: 'HEAD', threads: 1 }],
    ['options of a later version', { mode: 'editor', somethingNew: { a: 1 } }],
  ])('answers under %s', async (_name, rawInit) => {
    const client = await LspClient.start({ root: project.root, ...(rawInit === undefined ? {} : { rawInit }) });
    expect(client.initializeResult?.capabilities.hoverProvider).toBe(true);
    expect((await client.workspace()).size).toBe(0);
    expect(await client.stop()).toBe(0);
  });

  test('refuses bad options with InvalidParams that names the option, and takes good ones after', async () => {
    const client = LspClient.launch({ root: project.root });
    for (const [rawInit, name] of [
      [{ mode: 'fast' }, 'mode'],
      [{ flags: { a: 1 } }, 'flags.a'],
      [{ threads: -1 }, 'threads'],
      [{ threads: 'many' }, 'threads'],
      ['text', 'initializationOptions'],
    ] as const) {
      await expect(client.initialize({ root: project.root, rawInit })).rejects.toMatchObject({
        code: -32602,
        message: expect.stringContaining(name),
      });
    }
    expect((await client.initialize({ root: project.root })).capabilities.hoverProvider).toBe(true);
    expect(await client.stop()).toBe(0);
  });

  test('works without a folder', async () => {
    const client = await LspClient.start({ init: EVERY_RULE });
    await expect(client.request('drift/report')).rejects.toMatchObject({ code: -32602 });
    expect(await client.stop()).toBe(0);
  });

  test('asks a client that can watch to watch sources and what steers the scan', async () => {
    const client = await LspClient.start({
      root: project.root,
      capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } },
    });
    await client.until(() => client.registrations.includes('workspace/didChangeWatchedFiles'));
    expect(await client.stop()).toBe(0);
  });
});

describe('the end of the process', () => {
  test('exit without shutdown ends with 1', async () => {
    const client = await LspClient.start({ root: project.root, ownProcess: true });
    await client.notify('exit', {});
    expect(await client.exitCode).toBe(1);
    client.kill();
  });

  test('a closed input ends the server', async () => {
    const client = await LspClient.start({ root: project.root, ownProcess: true });
    client.process.stdin.end();
    expect(await client.exitCode).toBe(1);
    client.kill();
  });

  test('the server follows a parent that is gone', async () => {
    const gone = spawnSync(process.execPath, ['-e', '0']).pid;
    const client = await LspClient.start({ root: project.root, processId: gone, ownProcess: true });
    expect(await client.exitCode).toBe(1);
    client.kill();
  });
});

describe('requests', () => {
  let client: LspClient;
  beforeAll(async () => {
    client = await LspClient.start({ root: project.root });
  });
  afterAll(async () => expect(await client.stop()).toBe(0));

  test('an unknown method is answered with MethodNotFound', async () => {
    await expect(client.request('drift/nothing')).rejects.toMatchObject({ code: -32601 });
    await expect(client.request('textDocument/nothing')).rejects.toMatchObject({ code: -32601 });
    await client.notify('drift/unknownNotification', {});
    await client.notify('$/unknown', {});
  });

  test('parameters of a wrong form are InvalidParams that name the place', async () => {
    await expect(client.request('drift/report', { paths: 'src' })).rejects.toMatchObject({
      code: -32602,
      message: expect.stringContaining('paths'),
    });
    await expect(client.request('drift/explain', {})).rejects.toMatchObject({ code: -32602 });
    await expect(client.request('drift/fix', { ids: [1] })).rejects.toMatchObject({ code: -32602 });
    await expect(client.request('drift/check/digest', { uri: 5 })).rejects.toMatchObject({ code: -32602 });
  });

  test.each([
    ['textDocument/hover', 'textDocument'],
    ['textDocument/codeAction', 'textDocument'],
    ['textDocument/diagnostic', 'textDocument'],
    ['workspace/diagnostic', 'previousResultIds'],
    ['workspace/executeCommand', 'command'],
    ['codeAction/resolve', 'title'],
  ])('%s without its parameters is InvalidParams and names %s', async (method, name) => {
    await expect(client.request(method)).rejects.toMatchObject({
      code: -32602,
      message: expect.stringContaining(name),
    });
  });

  test('the digest is that of the root asked for, and of all roots without one', async () => {
    const second = new TemporaryProject({ 'b.ts': hashing(2) });
    const both = await LspClient.start({ roots: [project.root, second.root], init: EVERY_RULE });
    const digest = (params: object): Promise<{ digest: string; findings: number }> =>
      both.request('drift/check/digest', params);
    const of = (root: string, file: string) => digest({ uri: pathToUri(`${root}${file}`) });
    const alone = await LspClient.start({ root: second.root, init: EVERY_RULE });
    const expected = await alone.request('drift/check/digest');
    expect(await alone.stop()).toBe(0);
    expect(await of(second.root, '/b.ts')).toEqual(expected);
    expect(await of(second.root, '')).toEqual(expected);
    const all = await digest({});
    expect(all.findings).toBe(2);
    expect([(await of(project.root, '/a.ts')).digest, (await of(second.root, '')).digest]).not.toContain(all.digest);
    await expect(of('/elsewhere', '/c.ts')).rejects.toMatchObject({ code: -32602 });
    expect(await both.stop()).toBe(0);
    second.remove();
  });
});
