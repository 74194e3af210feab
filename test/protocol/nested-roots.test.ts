import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Method, type ReportAnswer } from '@drift/shared';
import { afterEach, expect, test } from 'vitest';
import { pathToUri } from '../../server/src/protocol/uri.ts';
import { EVERY_RULE, LspClient } from '../support/lsp-client.ts';
import { hashing } from '../support/sample-project.ts';
import { TemporaryProject } from '../support/temporary-project.ts';

let outer = new TemporaryProject();
let client: LspClient | null = null;
afterEach(async () => {
  await client?.stop();
  client = null;
  outer.remove();
});

const DECIDED = '{ "version": 1, "conventions": [] }\n';

interface Nested {
  readonly ask: <T>(method: string, params?: object) => Promise<T>;
  readonly uri: (path: string) => string;
  readonly editor: LspClient;
}

/** A server with a folder and one inside it, in the order given. */
async function nested(order: 'outer first' | 'inner first'): Promise<Nested> {
  outer = new TemporaryProject({
    'out.ts': hashing(1),
    'nested/in.ts': hashing(2),
    '.drift/conventions.json': DECIDED,
    'nested/.drift/conventions.json': DECIDED,
  });
  const roots = [outer.root, join(outer.root, 'nested')];
  const editor = await LspClient.start({ roots: order === 'outer first' ? roots : roots.reverse(), init: EVERY_RULE });
  client = editor;
  return {
    ask: (method, params = {}) => editor.request(method, params),
    uri: (path) => pathToUri(join(outer.root, path)) ?? '',
    editor,
  };
}

const paths = ({ report }: ReportAnswer): string[] => [...new Set(report.findings.map((f) => f.path))];
const ALL = { paths: [], scope: 'all', all: true };

test.each(['outer first', 'inner first'] as const)(
  'a folder inside another is meant where it or what it holds is named (%s)',
  async (order) => {
    const { ask, uri } = await nested(order);
    const inner = join(outer.root, 'nested');
    for (const name of ['nested', 'nested/', 'nested/in.ts', 'nested/no-such.ts']) {
      expect(await ask(Method.wsContext, { uri: uri(name) })).toMatchObject({ project: { path: inner } });
      expect(paths(await ask(Method.report, { ...ALL, uri: uri(name) }))).toEqual(['in.ts']);
    }
    for (const name of ['.', 'out.ts', 'nested-not']) {
      expect(await ask(Method.wsContext, { uri: uri(name) })).toMatchObject({ project: { path: outer.root } });
      expect(paths(await ask(Method.report, { ...ALL, uri: uri(name) }))).toEqual(['nested/in.ts', 'out.ts']);
    }
  },
);

test('deleting what is kept of the inner folder leaves the outer alone', async () => {
  const { ask, uri } = await nested('outer first');
  await ask(Method.wsDelete, { uri: uri('nested'), confirm: 'DELETE' });
  expect(existsSync(join(outer.root, 'nested/.drift'))).toBe(false);
  expect(existsSync(join(outer.root, '.drift/conventions.json'))).toBe(true);
});

test('what takes something away is asked of a folder itself, never of what lies in it', async () => {
  const { ask, uri } = await nested('outer first');
  for (const named of [{ uri: uri('below') }, { uri: uri('out.ts') }, {}])
    await expect(ask(Method.wsDelete, { ...named, confirm: 'DELETE' })).rejects.toMatchObject({ code: -32602 });
  expect(existsSync(join(outer.root, '.drift/conventions.json'))).toBe(true);
  expect(existsSync(join(outer.root, 'nested/.drift'))).toBe(true);
});

test('a document is told once, as the inner folder sees it', async () => {
  const { editor, uri } = await nested('outer first');
  const { items } = await editor.pullWorkspace([]);
  expect(items.map((i) => i.uri).sort()).toEqual([uri('nested/in.ts'), uri('out.ts')]);
});

test('a file that changes on disk changes in every folder that reads it', async () => {
  const { ask, editor, uri } = await nested('outer first');
  const count = async (name: string): Promise<number> =>
    (await ask<ReportAnswer>(Method.report, { ...ALL, uri: uri(name) })).report.summary.findings;
  expect([await count('.'), await count('nested')]).toEqual([3, 2]);
  outer.write('nested/in.ts', hashing(4));
  await editor.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uri('nested/in.ts'), type: 2 }] });
  expect([await count('.'), await count('nested')]).toEqual([5, 4]);
});

test('feedback for a folder inside another is kept there', async () => {
  const { ask, uri } = await nested('outer first');
  const { report } = await ask<ReportAnswer>(Method.report, { ...ALL, uri: uri('nested') });
  const id = report.findings[0]?.id ?? '';
  expect(
    await ask(Method.feedbackRecord, {
      uri: uri('nested'),
      id,
      action: 'dismissed',
      reason: 'wont_fix',
      text: 'as it is',
    }),
  ).toMatchObject({ ok: true });
  expect(existsSync(join(outer.root, 'nested/.drift/feedback.jsonl'))).toBe(true);
  expect(existsSync(join(outer.root, '.drift/feedback.jsonl'))).toBe(false);
});
