import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver';
import { EVERY_RULE, LspClient } from '../support/lsp-client.ts';
import { ODD, ODD_RULES, sampleProject } from '../support/sample-project.ts';
import { TemporaryProject } from '../support/temporary-project.ts';

const project = new TemporaryProject(sampleProject());
let client: LspClient;
let uri = '';
beforeAll(async () => {
  client = await LspClient.start({ root: project.root, init: EVERY_RULE });
  await client.workspace();
});
afterAll(async () => {
  expect(await client.stop()).toBe(0);
  project.remove();
});
let next = 0;
beforeEach(() => {
  uri = client.uri(`src/m${next++}.ts`);
});

const codes = (items: readonly Diagnostic[]): unknown[] => items.map((d) => d.code);
const at = (line: number, character: number): object => ({ line, character });

function change(version: unknown, contentChanges: unknown): Promise<void> {
  return client.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
}

describe('text documents', () => {
  test('open, change, close, open again', async () => {
    expect(codes(await client.diagnostics(uri))).toEqual([]);
    await client.open(uri, 'typescript', ODD);
    expect(codes(await client.diagnostics(uri))).toEqual(ODD_RULES);
    await client.change(uri, [{ range: { start: at(12, 21), end: at(12, 24) }, text: 'sha512' }]);
    await client.change(uri, [{ range: { start: at(6, 11), end: at(6, 12) }, text: 'error' }]);
    expect(codes(await client.diagnostics(uri))).toContain('drift/error-handling/empty-handler');
    expect(codes(await client.diagnostics(uri))).not.toContain('drift/pattern/error-catch-binding');
    await client.close(uri);
    expect(codes(await client.diagnostics(uri))).toEqual([]);
    await client.open(uri, 'typescript', ODD);
    expect(codes(await client.diagnostics(uri))).toEqual(ODD_RULES);
    await client.close(uri);
  });

  test('several changes in one message apply one after the other', async () => {
    await client.open(uri, 'typescript', '');
    await client.change(uri, [
      { text: 'x' },
      { range: { start: at(0, 0), end: at(0, 1) }, text: `${ODD}//` },
      { range: { start: at(0, 0), end: at(0, 0) }, text: '\n' },
    ]);
    expect((await client.diagnostics(uri)).map((d) => d.range.start.line)).toEqual([7, 13, 19]);
    await client.close(uri);
  });

  test('edits before the open and after the close are passed over', async () => {
    await change(1, [{ text: 'eval(x)' }]);
    await client.open(uri, 'typescript', ODD);
    expect(codes(await client.diagnostics(uri))).toEqual(ODD_RULES);
    await client.close(uri);
    await change(3, [{ text: ODD }]);
    expect(codes(await client.diagnostics(uri))).toEqual([]);
    await client.close(uri);
    await client.close('file:///nowhere/at/all.ts');
    await client.close('nonsense');
    expect(codes(await client.diagnostics(uri))).toEqual([]);
  });

  test('opening twice takes the second text', async () => {
    await client.open(uri, 'typescript', 'export const a = 1;\n');
    await client.open(uri, 'typescript', ODD);
    expect(codes(await client.diagnostics(uri))).toEqual(ODD_RULES);
    await client.close(uri);
    expect(codes(await client.diagnostics(uri))).toEqual([]);
  });

  test.each([
    ['falling', [9, 5, 1]],
    ['equal', [4, 4, 4]],
    ['null', [null, null, null]],
    ['missing', [undefined, undefined, undefined]],
    ['no number', ['a', {}, true]],
  ])('versions that are %s do not matter: the last text counts', async (_name, versions) => {
    await client.open(uri, 'typescript', 'export const a = 1;\n');
    for (const [i, version] of versions.entries())
      await change(version, [{ text: i === versions.length - 1 ? ODD : `export const a = ${i};\n` }]);
    expect(codes(await client.diagnostics(uri))).toEqual(ODD_RULES);
    await client.close(uri);
  });

  test('positions outside the text mean its nearest place', async () => {
    await client.open(uri, 'typescript', '');
    await change(2, [{ range: { start: at(99, 99), end: at(100, 0) }, text: ODD }]);
    expect(codes(await client.diagnostics(uri))).toEqual(ODD_RULES);
    await change(3, [{ range: { start: at(12, 9_999), end: at(12, 9_999) }, text: ' // tail' }]);
    await change(4, [{ range: { start: at(-5, -5), end: at(-1, 0) }, text: '// head\n' }]);
    const found = await client.diagnostics(uri);
    expect(found.map((d) => d.range.start.line)).toEqual([7, 13, 19]);
    expect(await client.hover(uri, 999, 999)).toBeNull();
    expect(
      await client.actions(uri, { start: { line: 500, character: 0 }, end: { line: 600, character: 0 } }),
    ).toBeInstanceOf(Array);
    await client.close(uri);
  });

  test('malformed changes leave the text as it was, and a full text mends everything', async () => {
    await client.open(uri, 'typescript', ODD);
    const bad = [null, undefined, 'text', [{}], [{ text: 5 }], [null], [{ text: '', range: { start: null } }]];
    for (const [i, contentChanges] of bad.entries()) await change(i, contentChanges);
    expect(codes(await client.diagnostics(uri))).toEqual(ODD_RULES);
    await change(9, [{ range: null, text: 'export const a = 1;\n' }]);
    expect(codes(await client.diagnostics(uri))).toEqual([]);
    await client.close(uri);
  });

  test('untitled documents are judged by the language the editor names', async () => {
    const findings = new Map<string, unknown[]>();
    for (const [languageId, text] of [
      ['typescript', ODD],
      ['typescriptreact', ODD],
      ['javascript', 'try { f(); } catch {}\n'],
      ['python', 'try:\n    f()\nexcept Exception:\n    pass\n'],
      ['plaintext', ODD],
    ] as const) {
      const name = `untitled:Untitled-${languageId}`;
      await client.open(name, languageId, text);
      findings.set(languageId, codes(await client.diagnostics(name)));
      await client.change(name, [{ text: '' }]);
      expect(await client.diagnostics(name)).toEqual([]);
      await client.close(name);
    }
    const own = ODD_RULES.slice(1);
    expect(Object.fromEntries(findings)).toEqual({
      typescript: own,
      typescriptreact: own,
      javascript: ['drift/error-handling/empty-handler'],
      python: ['drift/error-handling/empty-handler'],
      plaintext: [],
    });
  });

  test('other schemes are ignored from open to close', async () => {
    const name = 'git:/repository/src/odd.ts?ref=HEAD';
    await client.open(name, 'typescript', ODD);
    await client.change(name, [{ text: ODD }]);
    expect(await client.diagnostics(name)).toEqual([]);
    expect(await client.hover(name, 12, 12)).toBeNull();
    await client.close(name);
  });

  test('a file outside every root is judged on its own', async () => {
    const name = 'file:///elsewhere/odd.ts';
    await client.open(name, 'typescript', ODD);
    expect(codes(await client.diagnostics(name))).toEqual(ODD_RULES.slice(1));
    await client.close(name);
    expect(await client.diagnostics(name)).toEqual([]);
  });
});

describe('position encodings', () => {
  const before = '/* 😀é */ ';
  const line = `${before}export const h = (password: string) => createHash('md5').update(password).digest('hex');`;
  const text = `import { createHash } from 'node:crypto';\n${line}\n`;
  const widths = { 'utf-16': before.length, 'utf-8': Buffer.byteLength(before), 'utf-32': [...before].length };
  test.each(['utf-16', 'utf-8', 'utf-32'] as const)('%s counts what stands before a finding', async (encoding) => {
    const other = await LspClient.start({
      root: project.root,
      init: EVERY_RULE,
      encodings: encoding === 'utf-16' ? [] : [encoding],
    });
    expect(other.initializeResult?.capabilities.positionEncoding).toBe(encoding);
    const name = other.uri('src/work.ts');
    await other.open(name, 'typescript', text);
    const shift = widths[encoding] - before.length;
    const start = line.indexOf('createHash') + shift;
    const hash = (await other.diagnostics(name)).find((d) => d.code === 'drift/crypto/weak-hash');
    expect(hash?.range.start).toEqual({ line: 1, character: start });
    expect(await other.hover(name, 1, start + 1)).not.toBeNull();
    const md5 = line.indexOf('md5') + shift;
    await other.change(name, [{ range: { start: at(1, md5), end: at(1, md5 + 3) }, text: 'sha512' }]);
    expect(codes(await other.diagnostics(name))).not.toContain('drift/crypto/weak-hash');
    expect(await other.stop()).toBe(0);
  });
});
