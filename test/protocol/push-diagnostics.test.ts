import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EVERY_RULE, LspClient } from '../support/lsp-client.ts';
import { ODD, ODD_RULES, sampleProject } from '../support/sample-project.ts';
import { TemporaryProject } from '../support/temporary-project.ts';

const project = new TemporaryProject(sampleProject());
let client: LspClient;
beforeAll(async () => {
  client = await LspClient.start({ root: project.root, init: EVERY_RULE, diagnostics: 'push' });
  await client.request('drift/check/digest');
});
afterAll(async () => {
  expect(await client.stop()).toBe(0);
  project.remove();
});

const codesOf = (uri: string): unknown[] => client.published.get(uri)?.diagnostics.map((d) => d.code) ?? ['none'];

describe('push diagnostics', () => {
  test('an opened document is published with its version', async () => {
    const uri = client.uri('src/m1.ts');
    await client.open(uri, 'typescript', ODD);
    await client.until(() => client.published.has(uri) && codesOf(uri).length === ODD_RULES.length);
    expect(codesOf(uri)).toEqual(ODD_RULES);
    expect(client.published.get(uri)?.version).toBeTypeOf('number');
    await client.close(uri);
    await client.until(() => codesOf(uri).length === 0);
  });

  test('twenty quick edits are told once or twice, the last time for the last version', async () => {
    const uri = client.uri('src/m2.ts');
    await client.open(uri, 'typescript', 'export const a = 1;\n');
    await client.until(() => client.published.has(uri));
    const before = client.publications.length;
    for (let version = 1_001; version <= 1_020; version++) {
      await client.notify('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ text: version === 1_020 ? ODD : `export const a = ${version};\n` }],
      });
    }
    await client.until(() => client.settled.some((s) => s.lane === 'fast' && s.uri === uri && codesOf(uri).length > 0));
    const told = client.publications.slice(before).filter((p) => p.uri === uri);
    expect(told.length).toBeLessThanOrEqual(3);
    expect(told.at(-1)?.version).toBe(1_020);
    expect(codesOf(uri)).toEqual(ODD_RULES);
    await client.close(uri);
  });

  test('no version is published where the client gave none', async () => {
    const uri = client.uri('src/m3.ts');
    await client.notify('textDocument/didOpen', {
      textDocument: { uri, languageId: 'typescript', version: null, text: ODD },
    });
    await client.until(() => codesOf(uri).length === ODD_RULES.length);
    expect(client.published.get(uri)?.version).toBeUndefined();
    await client.close(uri);
  });

  test('of a text that is left out the log says so, once a document, and there is no diagnostic', async () => {
    const uri = client.uri('src/long.ts');
    const told = (): number =>
      client.messages.filter((m) => m.includes('src/long.ts: the file has a line over')).length;
    const long = `${ODD}export const a = '${'x'.repeat(20_001)}';\n`;
    await client.open(uri, 'typescript', long);
    await client.until(() => told() === 1 && client.published.has(uri));
    await client.notify('textDocument/didChange', {
      textDocument: { uri, version: 2_000 },
      contentChanges: [{ text: `${long}export const b = 1;\n` }],
    });
    await client.until(() => client.published.get(uri)?.version === 2_000);
    expect(codesOf(uri)).toEqual([]);
    expect(told()).toBe(1);
    await client.close(uri);
  });

  test('pulling is not offered', async () => {
    await expect(client.pull(client.uri('src/m1.ts'))).rejects.toMatchObject({ code: -32601 });
  });
});
