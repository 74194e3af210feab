import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { pathToUri } from '../../server/src/protocol/uri.ts';
import { ODD, sampleProject } from '../support/sample-project.ts';
import { TemporaryProject } from '../support/temporary-project.ts';
import { frame, RawServer } from './raw-server.ts';

const project = new TemporaryProject(sampleProject());
let server: RawServer | null = null;
afterEach(() => server?.process.kill('SIGKILL'));
afterAll(() => project.remove());

async function started(): Promise<RawServer> {
  const raw = new RawServer();
  server = raw;
  raw.send({
    id: 1,
    method: 'initialize',
    params: {
      processId: process.pid,
      rootUri: pathToUri(project.root),
      capabilities: { textDocument: { diagnostic: {} } },
      initializationOptions: { flags: { 'analysis.incubating': 'all' } },
    },
  });
  await raw.answer(1);
  raw.send({ method: 'initialized', params: {} });
  return raw;
}

async function isAlive(raw: RawServer, id: number): Promise<boolean> {
  raw.send({ id, method: 'drift/rules', params: {} });
  return (await raw.answer(id)).result !== undefined;
}

/** What follows a bad header in the same read waits for the next one, so a request is sent at each look. */
let nextId = 1_000;
function answersAgain(raw: RawServer): boolean {
  const known = nextId;
  raw.send({ id: ++nextId, method: 'drift/rules', params: {} });
  return raw.messages().some((m) => m.id === known && m.result !== undefined);
}

async function ended(raw: RawServer): Promise<number | null> {
  raw.send({ id: 900, method: 'shutdown' });
  await raw.answer(900);
  raw.send({ method: 'exit' });
  return raw.exitCode;
}

describe('the wire', () => {
  test('a body that is not JSON is answered with a parse error and does not end the server', async () => {
    const raw = await started();
    raw.write('Content-Length: 7\r\n\r\n{"a": !');
    expect((await raw.answer(null)).error?.code).toBe(-32_700);
    expect(await isAlive(raw, 2)).toBe(true);
    raw.write('Content-Length: 4\r\n\r\nnull');
    raw.write('Content-Length: 2\r\n\r\n[]');
    raw.write('Content-Length: 2\r\n\r\n{}');
    expect(await isAlive(raw, 3)).toBe(true);
    expect(await ended(raw)).toBe(0);
  });

  test('a header without a length does not end the server', async () => {
    const raw = await started();
    raw.write('Content-Type: application/json\r\n\r\n');
    await expect.poll(() => answersAgain(raw), { timeout: 5_000 }).toBe(true);
    raw.write('Content-Length: many\r\n\r\n');
    await expect.poll(() => answersAgain(raw), { timeout: 5_000 }).toBe(true);
    expect(await ended(raw)).toBe(0);
  });

  test.each([
    ['a length below nothing', 'Content-Length: -4\r\n\r\n'],
    ['a length no message has', 'Content-Length: 99999999999999\r\n\r\n'],
    ['three letters', 'abc'],
    ['bytes of no meaning', `${'\u0000\u0001\r\n\ufffd'.repeat(3_000)}\r\n\r\n`],
  ])('after %s the next request is answered', async (_name, text) => {
    const raw = await started();
    raw.write(text);
    expect(await isAlive(raw, 2)).toBe(true);
    expect((await raw.answer(null)).error?.code).toBe(-32_700);
    expect(await isAlive(raw, 3)).toBe(true);
    expect(await ended(raw)).toBe(0);
  });

  const body = JSON.stringify({ jsonrpc: '2.0', id: 7, method: 'drift/rules', params: {} });
  const length = `Content-Length: ${body.length}`;
  test.each([
    ['what a debugger prints', `Debugger attached.\n${length}\r\n\r\n${body}`],
    ['an empty line', `\r\n${length}\r\n\r\n${body}`],
    ['a folded line', `X-A: b\r\n  folded\r\n${length}\r\n\r\n${body}`],
    ['a line of another protocol', `POST / HTTP/1.1\r\n${length}\r\n\r\n${body}`],
    ['a shorter length before', `Content-Length: 5\r\n${length}\r\n\r\n${body}`],
  ])('a message whose header holds %s is answered, and those after it', async (_name, text) => {
    const raw = await started();
    raw.write(text);
    expect((await raw.answer(7)).result).toBeDefined();
    expect(await isAlive(raw, 8)).toBe(true);
    expect(raw.messages().filter((m) => m.error?.code === -32_700)).toHaveLength(1);
    expect(await ended(raw)).toBe(0);
  });

  test('after a shorter length behind, the next request is answered', async () => {
    const raw = await started();
    raw.write(`${length}\r\nContent-Length: 5\r\n\r\n${body}`);
    await expect.poll(() => answersAgain(raw), { timeout: 5_000 }).toBe(true);
    expect(await ended(raw)).toBe(0);
  });

  test('broken headers without end are told of once and cost no time', async () => {
    const raw = await started();
    raw.write('content-length:x\r\n\r\n'.repeat(200_000));
    expect(await isAlive(raw, 2)).toBe(true);
    expect(raw.messages().filter((m) => m.error?.code === -32_700)).toHaveLength(1);
    expect(await ended(raw)).toBe(0);
  });

  test('a header whose lines end in LF alone is read', async () => {
    const raw = await started();
    raw.write(frame({ jsonrpc: '2.0', id: 2, method: 'drift/rules', params: {} }).replaceAll('\r\n', '\n'));
    expect((await raw.answer(2)).result).toBeDefined();
    expect(await ended(raw)).toBe(0);
  });

  test.each(['[]', '1', 'null', '{"jsonrpc":"2.0","id":{"a":1},"method":"drift/rules"}'])(
    '%s is refused as no message',
    async (body) => {
      const raw = await started();
      raw.write(`Content-Length: ${body.length}\r\n\r\n${body}`);
      expect((await raw.answer(null)).error?.code).toBe(-32_600);
      expect(await ended(raw)).toBe(0);
    },
  );

  test('a message in pieces is one message', async () => {
    const raw = await started();
    const bytes = frame({ jsonrpc: '2.0', id: 2, method: 'drift/rules', params: {} });
    for (const piece of bytes.match(/.{1,7}/gs) ?? []) raw.write(piece);
    expect((await raw.answer(2)).result).toBeDefined();
    expect(await ended(raw)).toBe(0);
  });

  test('half a message at the end of the input ends the server and nothing hangs', async () => {
    const raw = await started();
    raw.write('Content-Length: 500\r\n\r\n{"jsonrpc"');
    raw.process.stdin.end();
    expect(await raw.exitCode).toBe(1);
  });

  test('notifications of a wrong form are passed over', async () => {
    const raw = await started();
    for (const method of [
      'textDocument/didOpen',
      'textDocument/didChange',
      'textDocument/didSave',
      'textDocument/didClose',
      'workspace/didChangeWatchedFiles',
      'workspace/didChangeWorkspaceFolders',
      'workspace/didChangeConfiguration',
      '$/cancelRequest',
      '$/setTrace',
    ]) {
      raw.send({ method });
      raw.send({ method, params: {} });
      raw.send({ method, params: { textDocument: {}, changes: {}, event: {} } });
      raw.send({ method, params: { textDocument: { uri: 7 }, changes: [{}], event: { added: [{}], removed: 3 } } });
    }
    expect(await isAlive(raw, 2)).toBe(true);
    expect(await ended(raw)).toBe(0);
  });

  test('requests of a wrong form are answered, with an error or with nothing', async () => {
    const raw = await started();
    const methods = [
      'textDocument/diagnostic',
      'textDocument/hover',
      'textDocument/codeAction',
      'codeAction/resolve',
      'workspace/executeCommand',
      'drift/report',
      'drift/explain',
    ];
    for (const [i, method] of methods.entries()) {
      raw.send({ id: 100 + i, method });
      raw.send({ id: 200 + i, method, params: {} });
      raw.send({ id: 300 + i, method, params: { textDocument: { uri: 3 }, position: null, range: [], data: 1 } });
    }
    for (const [i] of methods.entries()) {
      for (const base of [100, 200, 300]) {
        const { result, error } = await raw.answer(base + i);
        expect(result !== undefined || typeof error?.code === 'number').toBe(true);
      }
    }
    for (const params of [[], [{ uri: 'file:///a' }]]) {
      raw.send({ id: 400 + params.length, method: 'drift/report', params });
      expect((await raw.answer(400 + params.length)).error).toEqual({
        code: -32602,
        message: 'drift/report: the parameters are a list; they go by name',
      });
    }
    expect(await isAlive(raw, 2)).toBe(true);
    expect(await ended(raw)).toBe(0);
  });

  test('what comes out of order is refused by its code and not run', async () => {
    const raw = new RawServer();
    server = raw;
    const initialize = {
      method: 'initialize',
      params: { processId: process.pid, rootUri: pathToUri(project.root), capabilities: {} },
    };
    const code = async (id: number): Promise<unknown> => (await raw.answer(id)).error?.code;
    raw.send({ id: 1, method: 'textDocument/hover', params: {} });
    raw.send({ id: 2, method: 'drift/report', params: {} });
    raw.send({ method: 'textDocument/didOpen', params: {} });
    expect([await code(1), await code(2)]).toEqual([-32_002, -32_002]);
    raw.send({ id: 3, ...initialize });
    expect((await raw.answer(3)).result).toBeDefined();
    raw.send({ id: 4, ...initialize });
    expect(await code(4)).toBe(-32_600);
    expect(await isAlive(raw, 5)).toBe(true);
    raw.send({ id: 6, method: 'shutdown' });
    raw.send({ id: 7, method: 'drift/report', params: {} });
    raw.send({ id: 8, ...initialize });
    expect((await raw.answer(6)).error).toBeUndefined();
    expect([await code(7), await code(8)]).toEqual([-32_600, -32_600]);
    raw.send({ method: 'exit' });
    expect(await raw.exitCode).toBe(0);
  });

  test('standard output carries frames and nothing else, standard error nothing', async () => {
    const raw = await started();
    let stderr = '';
    raw.process.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    const uri = pathToUri(`${project.root}/src/odd.ts`);
    raw.send({
      method: 'textDocument/didOpen',
      params: { textDocument: { uri, languageId: 'typescript', version: 1, text: ODD } },
    });
    raw.send({ id: 2, method: 'textDocument/diagnostic', params: { textDocument: { uri } } });
    raw.send({ id: 3, method: 'drift/report', params: {} });
    await raw.answer(2);
    await raw.answer(3);
    expect(await ended(raw)).toBe(0);
    expect(raw.messages().length).toBeGreaterThanOrEqual(4);
    expect(raw.rest()).toBe(0);
    expect(stderr).toBe('');
  });
});
