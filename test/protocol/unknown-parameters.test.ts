import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Method } from '@drift/shared';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pathToUri } from '../../server/src/protocol/uri.ts';
import { LspClient } from '../support/lsp-client.ts';
import { hashing } from '../support/sample-project.ts';
import { TemporaryProject } from '../support/temporary-project.ts';

const first = new TemporaryProject({ 'a.ts': hashing(1), '.drift/conventions.json': '{}\n' });
const second = new TemporaryProject({ 'b.ts': hashing(1), '.drift/conventions.json': '{}\n' });
let client: LspClient;

beforeAll(async () => {
  client = await LspClient.start({ roots: [first.root, second.root] });
}, 60_000);
afterAll(async () => {
  await client.stop();
  first.remove();
  second.remove();
});

/** What the server sends and nobody asks for. */
const TOLD: readonly string[] = [Method.settled, Method.notice];
const methods = Object.values(Method).filter((method) => !TOLD.includes(method));

describe('a parameter that a request does not know', () => {
  test.each(methods)('is refused by name: %s', async (method) => {
    await expect(client.request(method, { root: pathToUri(second.root) })).rejects.toMatchObject({
      code: -32602,
      message: `${method}: Unrecognized key: "root"`,
    });
  });

  test('takes nothing away from the first root', async () => {
    const asked = client.request(Method.wsDelete, { root: pathToUri(second.root), confirm: 'DELETE' });
    await expect(asked).rejects.toMatchObject({ code: -32602 });
    expect(existsSync(join(first.root, '.drift/conventions.json'))).toBe(true);
  });

  test('is refused in a command as well', async () => {
    const asked = client.request('workspace/executeCommand', {
      command: 'drift.setup',
      arguments: [{ root: pathToUri(second.root) }],
    });
    await expect(asked).rejects.toMatchObject({ code: -32602 });
    expect(existsSync(join(first.root, 'drift.toml'))).toBe(false);
  });

  test('may be a token of the protocol', async () => {
    const tokens = { workDoneToken: 'w', partialResultToken: 1 };
    expect(await client.request(Method.wsContext, tokens)).toMatchObject({ project: { path: first.root } });
    expect(await client.request(Method.rules, tokens)).toHaveProperty('rules');
  });
});
