import { afterAll, beforeAll, expect, test } from 'vitest';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import { EVERY_RULE, LspClient } from '../support/lsp-client.ts';
import { ODD, sampleProject } from '../support/sample-project.ts';
import { TemporaryProject } from '../support/temporary-project.ts';
import { at, change, HEAD, insert, ODD_LINE, ODD_RULE, oddPlaces } from './quirk-client.ts';

// Ways in which clients differ from each other and from what the protocol says; each is a case against the built server.
// One pulling client that offers every encoding and can do little else, and one pushed to that counts bytes, serve most.

const project = new TemporaryProject(sampleProject());
let pull: LspClient;
let push: LspClient;
let next = 0;
let uri = '';
const asked: string[] = [];

beforeAll(async () => {
  const base = { root: project.root, init: EVERY_RULE };
  [pull, push] = await Promise.all([
    LspClient.start({ ...base, encodings: ['utf-8', 'utf-32', 'utf-16'] }),
    LspClient.start({ ...base, encodings: ['utf-8'], diagnostics: 'push' }),
  ]);
  for (const client of [pull, push]) client.connection.onRequest((method) => void asked.push(method));
  await Promise.all([pull.workspace(), push.request('drift/check/digest')]);
});
afterAll(async () => {
  expect(await Promise.all([pull.stop(), push.stop()])).toEqual([0, 0]);
  project.remove();
});

/** What is known of clients, by its first words. */
const QUIRKS = [
  'UTF-16 default; client may offer UTF-8/32',
  'Emoji counted as one by the client',
  'Change without a version, or null version',
  'Out-of-order or repeated versions, changes after close, open twice, close unknown',
  'Positions past end of line or file',
  'Several changes in one notification apply sequentially',
  'CRLF, lone CR, U+2028',
  'Byte-order mark',
  'Lone surrogates, NUL',
  'Percent-encoding and drive letters in URIs',
  '`untitled:`, `git:`, notebook cell schemes',
  'Mixed push and pull, 2 s workspace polling',
  'No dynamic registration, no `workspace/configuration`, no watched files',
  'Rapid edits and cancellation storms',
  'Huge and minified files',
  'Deep nesting',
] as const;
const covered = new Set<string>();
/** A case of one quirk; `uri` is a file of the project that no other case uses. */
function quirk(name: (typeof QUIRKS)[number], play: () => Promise<void>): void {
  covered.add(name);
  test(name, async () => {
    uri = pull.uri(`src/m${next++}.ts`);
    await play();
    await pull.close(uri);
  });
}

const codes = async (name = uri): Promise<unknown[]> => (await pull.diagnostics(name)).map((d) => d.code);
const odd = async (name = uri): Promise<string[]> => oddPlaces(await pull.diagnostics(name));
const save = (client: LspClient, name: string): Promise<void> =>
  client.notify('textDocument/didSave', { textDocument: { uri: name } });

quirk('UTF-16 default; client may offer UTF-8/32', async () => {
  const before = '/* 漢字😀é */ ';
  const widths = { 'utf-16': before.length, 'utf-8': Buffer.byteLength(before), 'utf-32': [...before].length };
  const third = await LspClient.start({
    root: project.root,
    init: EVERY_RULE,
    encodings: ['utf-7', 'utf-32', 'utf-8'],
  });
  await third.request('drift/check/digest');
  for (const [client, encoding] of [
    [pull, 'utf-16'],
    [push, 'utf-8'],
    [third, 'utf-32'],
  ] as const) {
    expect(client.initializeResult?.capabilities.positionEncoding).toBe(encoding);
    await client.open(uri, 'typescript', `${HEAD}${before}${ODD_LINE}\n`);
    const here = async (): Promise<string[]> =>
      oddPlaces(client === push ? (push.published.get(uri)?.diagnostics ?? []) : await client.diagnostics(uri));
    if (client === push) await push.until(() => push.published.has(uri));
    expect(await here()).toEqual([`1:${widths[encoding]}`]);
    const version = 1_000;
    await change(client, uri, version, insert(1, widths[encoding], '/*x*/'));
    if (client === push) await push.until(() => push.published.get(uri)?.version === version);
    expect(await here()).toEqual([`1:${widths[encoding] + 5}`]);
  }
  await push.close(uri);
  expect(await third.stop()).toBe(0);
});

quirk('Emoji counted as one by the client', async () => {
  await pull.open(uri, 'typescript', `${HEAD}/* 😀😀 */ ${ODD_LINE}\n`);
  // Inside the first emoji, which stays whole.
  await change(pull, uri, 2, insert(1, 4, 'x'));
  expect(await odd()).toEqual(['1:12']);
  // The client takes both away and says that they were two; here they are four.
  await change(pull, uri, 3, { range: { start: at(1, 3), end: at(1, 8) }, rangeLength: 3, text: '' });
  await change(pull, uri, 4, insert(1, 7, 'y'));
  const meant = `${HEAD}/*  y*/ ${ODD_LINE}\n`;
  project.write(uri.slice(pull.uri('').length), meant);
  await save(pull, uri);
  expect(await odd()).toEqual(['1:8']);
  await change(pull, uri, 5, insert(1, 0, '  '));
  expect(await odd()).toEqual(['1:10']);
});

quirk('Change without a version, or null version', async () => {
  await pull.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'typescript', text: HEAD } });
  await change(pull, uri, undefined, insert(1, 0, ODD_LINE));
  await change(pull, uri, null, insert(1, 0, '  '));
  expect(await odd()).toEqual(['1:2']);
});

quirk('Out-of-order or repeated versions, changes after close, open twice, close unknown', async () => {
  await pull.open(uri, 'typescript', '');
  await pull.open(uri, 'typescript', HEAD);
  for (const [i, version] of [9, 9, 3, -1].entries())
    await change(pull, uri, version, insert(1, 0, i === 0 ? ODD_LINE : ' '));
  expect(await odd()).toEqual(['1:3']);
  await pull.close(uri);
  await change(pull, uri, 10, { text: ODD });
  await pull.close(uri);
  await pull.close('file:///nowhere.ts');
  expect(await codes()).toEqual([]);
  await pull.open(uri, 'typescript', HEAD + ODD_LINE);
  expect(await odd()).toEqual(['1:0']);
});

quirk('Positions past end of line or file', async () => {
  await pull.open(uri, 'typescript', HEAD);
  await change(pull, uri, 2, { range: { start: at(70, 7), end: at(2 ** 31 - 1, 2 ** 31 - 1) }, text: ODD_LINE });
  await change(pull, uri, 3, insert(1, 9_999, ' // end'));
  expect(await odd()).toEqual(['1:0']);
  expect(await pull.hover(uri, 5_000, 5_000)).toBeNull();
});

quirk('Several changes in one notification apply sequentially', async () => {
  await pull.open(uri, 'typescript', '');
  await change(
    pull,
    uri,
    2,
    { text: 'x' },
    { range: { start: at(0, 0), end: at(0, 1) }, text: HEAD },
    insert(1, 0, ODD_LINE),
    insert(1, 0, '   '),
    insert(0, 0, '\n'),
  );
  expect(await odd()).toEqual(['2:3']);
});

quirk('CRLF, lone CR, U+2028', async () => {
  await pull.open(uri, 'typescript', `${HEAD.trimEnd()}\r\n// a\r// b\u2028\r\n  ${ODD_LINE}\r`);
  expect(await odd()).toEqual(['3:2']);
  await change(
    pull,
    uri,
    2,
    { range: { start: at(0, 9_999), end: at(1, 0) }, text: '\r' },
    insert(3, 0, ' '),
    insert(4, 0, ODD_LINE.replace('h =', 'g =')),
  );
  expect(await odd()).toEqual(['3:3', '4:0']);
});

quirk('Byte-order mark', async () => {
  const text = `/**/ ${HEAD.trimEnd()} ${ODD_LINE}\n`;
  const column = `0:${text.indexOf('export')}`;
  const file = uri.slice(pull.uri('').length);
  project.write(file, `\ufeff${text}`);
  await save(pull, uri);
  await pull.request('drift/check/digest');
  expect(await odd()).toEqual([column]);
  await pull.open(uri, 'typescript', text);
  expect(await odd()).toEqual([column]);
  await change(pull, uri, 2, { text: `\ufeff${text}` });
  expect(await odd()).toEqual([`0:${text.indexOf('export') + 1}`]);
});

quirk('Lone surrogates, NUL', async () => {
  await pull.open(uri, 'typescript', `${HEAD}const a = '\ud83d'; const b = '\udc00\0';\n${ODD_LINE}\n`);
  expect(await odd()).toEqual(['2:0']);
  await change(pull, uri, 2, insert(1, 12, '\ud800'));
  expect(await odd()).toEqual(['2:0']);
  const report = await pull.request<object>('drift/report/render', { format: 'json', command: 'check' });
  expect(JSON.stringify(report)).not.toMatch(/\\ud[89a-f]/i);
});

quirk('Percent-encoding and drive letters in URIs', async () => {
  const spelled = [uri, uri.replace('.ts', '%2Ets'), uri.replace('/src/', '/%73rc/'), uri.replace('.ts', '%2ets')];
  for (const [i, name] of spelled.entries()) {
    await pull.open(name, 'typescript', HEAD);
    const other = spelled[(i + 1) % spelled.length] ?? uri;
    await change(pull, other, 100 + i, insert(1, 0, ODD_LINE));
    expect(await odd(uri)).toEqual(['1:0']);
    await pull.close(other);
    expect(await codes(name)).toEqual([]);
  }
  await pull.open('file:///c%3A/x/a.ts', 'typescript', HEAD);
  await change(pull, 'file:///C:/x/a.ts', 2, insert(1, 0, ODD_LINE));
  expect(await odd('file:///C%3a/x/a.ts')).toEqual(['1:0']);
  await pull.close('file:///c:/x/a.ts');
});

quirk('`untitled:`, `git:`, notebook cell schemes', async () => {
  const cell = `vscode-notebook-cell:${new URL(uri).pathname}#W0sZmlsZQ%3D%3D`;
  for (const name of ['untitled:Untitled-1', cell]) {
    await pull.open(name, 'python', 'import hashlib\ndef f(password):\n  return hashlib.md5(password).hexdigest()\n');
    expect(await codes(name)).toEqual([ODD_RULE]);
    await pull.close(name);
    expect(await codes(name)).toEqual([]);
  }
  for (const name of [`git:${new URL(uri).pathname}?ref=HEAD`, 'output:extension-output-1', 'nonsense']) {
    await pull.open(name, 'typescript', HEAD + ODD_LINE);
    await change(pull, name, 2, insert(0, 0, '\n'));
    expect(await codes(name)).toEqual([]);
    await pull.close(name);
  }
});

quirk('Mixed push and pull, 2 s workspace polling', async () => {
  const held = [...(await pull.workspace())].map(([u]) => u);
  expect(held).toContain(pull.uri('src/odd.ts'));
  await pull.open(uri, 'typescript', HEAD);
  const first = await pull.pullWorkspace([]);
  const known = first.items.flatMap((i) => (i.resultId == null ? [] : [{ uri: i.uri, value: i.resultId }]));
  let isAnswered = false;
  const poll = pull.pullWorkspace(known).finally(() => {
    isAnswered = true;
  });
  await pull.request('drift/check/digest');
  expect(isAnswered).toBe(false);
  await change(pull, uri, 2, insert(1, 0, ODD_LINE));
  expect((await poll).items.map((i) => i.uri)).toContain(uri);
  expect(pull.publications).toEqual([]);
  expect(push.initializeResult?.capabilities.diagnosticProvider).toBeUndefined();
  await expect(push.pull(uri)).rejects.toMatchObject({ code: -32601 });
});

quirk('No dynamic registration, no `workspace/configuration`, no watched files', async () => {
  const other = pull.uri('src/elsewhere.ts');
  project.write('src/elsewhere.ts', HEAD + ODD_LINE);
  project.write('src/m39.ts', HEAD + ODD_LINE);
  await pull.open(uri, 'typescript', HEAD);
  expect([await odd(other), await odd(pull.uri('src/m39.ts'))]).toEqual([[], []]);
  const held = new Map<string, string>();
  const seen = async (want: number, name: string): Promise<void> => {
    while ((await odd(name)).length !== want) {
      // Stays open until there is something new.
      const { items } = await pull.pullWorkspace([...held].map(([file, value]) => ({ uri: file, value })));
      for (const { uri: file, resultId } of items) held.set(file, resultId ?? '');
    }
  };
  await save(pull, uri);
  await seen(1, other);
  await seen(1, pull.uri('src/m39.ts'));
  project.write('drift.toml', `[analysis.severity]\n"${ODD_RULE}" = "off"\n`);
  await save(pull, uri);
  await seen(0, other);
  project.write('drift.toml', '');
  await save(pull, uri);
  await seen(1, other);
  for (const client of [pull, push])
    expect({ ...client, asked }).toMatchObject({ registrations: [], refreshes: 0, asked: [] });
});

quirk('Rapid edits and cancellation storms', async () => {
  await pull.open(uri, 'typescript', HEAD);
  const storm: Promise<unknown>[] = [];
  for (let i = 0; i < 100; i++) {
    await change(pull, uri, i + 2, insert(1, 0, i < 99 ? ' ' : ODD_LINE));
    const source = new CancellationTokenSource();
    const answer = pull.connection.sendRequest<{ kind: string }>(
      'textDocument/diagnostic',
      { textDocument: { uri } },
      source.token,
    );
    storm.push(
      answer.then(
        (r) => r.kind,
        (e: { code: number }) => e.code,
      ),
    );
    source.cancel();
  }
  for (const outcome of await Promise.all(storm)) expect(['full', -32800]).toContain(outcome);
  expect(await odd()).toEqual(['1:0']);
  // The question is about a text that is another one by the time it could be answered.
  const hover = pull.hover(uri, 1, 50).then(
    () => 'answered',
    (e: { code: number }) => e.code,
  );
  await change(pull, uri, 200, insert(0, 0, '\n'));
  expect(['answered', -32801]).toContain(await hover);
  const before = push.publications.length;
  await push.open(uri, 'typescript', HEAD);
  for (let version = 2_001; version <= 2_100; version++)
    await change(push, uri, version, insert(1, 0, version < 2_100 ? ' ' : ODD_LINE));
  await push.until(() => push.published.get(uri)?.version === 2_100);
  const versions = push.publications.slice(before).flatMap((p) => (p.uri === uri ? [p.version ?? 0] : []));
  expect(versions).toEqual([...versions].sort((a, b) => a - b));
  expect(versions.length).toBeLessThan(10);
  await push.close(uri);
});

quirk('Huge and minified files', async () => {
  const minified = `${HEAD}${'var a=function(b){return b+1};'.repeat(60_000)}\n${ODD_LINE}\n`;
  const name = pull.uri('src/minified.ts');
  await pull.open(name, 'typescript', minified);
  await pull.open(uri, 'typescript', HEAD + ODD_LINE);
  expect(await odd()).toEqual(['1:0']);
  expect(await codes(name)).toEqual([]);
  await pull.until(() => pull.messages.some((m) => m.includes('src/minified.ts: the file has a line over')));
  await change(pull, name, 2, { text: HEAD + ODD_LINE });
  expect(await odd(name)).toEqual(['1:0']);
  await pull.close(name);
});

quirk('Deep nesting', async () => {
  const name = pull.uri('src/deep.ts');
  await pull.open(name, 'typescript', `${HEAD}const d = ${'['.repeat(50_000)}${']'.repeat(50_000)};\n${ODD_LINE}\n`);
  await pull.open(uri, 'typescript', HEAD + ODD_LINE);
  expect(await odd()).toEqual(['1:0']);
  expect(await codes(name)).toEqual([]);
  for (let i = 0; i < 200; i++) await change(pull, name, i + 2, insert(1, 0, 'if (a) { '));
  await change(pull, name, 500, { text: HEAD + ODD_LINE });
  expect(await odd(name)).toEqual(['1:0']);
  await pull.close(name);
});

test('every quirk that is known has its case', () => {
  expect([...covered].sort()).toEqual([...QUIRKS].sort());
});
