import { Method } from '@drift/shared';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pathToUri } from '../../server/src/protocol/uri.ts';
import { LspClient } from '../support/lsp-client.ts';
import { ODD, sampleProject } from '../support/sample-project.ts';
import { TemporaryProject } from '../support/temporary-project.ts';

// The first root has nothing to show: whatever answers for it instead of the one named is seen.
const first = new TemporaryProject({ 'src/empty.ts': 'export {};\n' });
const second = new TemporaryProject({
  ...sampleProject(),
  'src/odd.ts': ODD,
  'drift.toml': '[conventions]\nscope = "all"\n',
});
let client: LspClient;
let uri = '';

beforeAll(async () => {
  client = await LspClient.start({
    roots: [first.root, second.root],
    init: { observe: 'all', flags: { 'analysis.incubating': 'all' } },
  });
  uri = pathToUri(second.root) ?? '';
}, 60_000);
afterAll(async () => {
  await client.stop();
  first.remove();
  second.remove();
});

const ask = <T>(method: string, params: object = {}): Promise<T> => client.request<T>(method, params);

describe('with two folders open, a request is about the one it names', () => {
  test('conventions, where they hold, and what changed', async () => {
    const { conventions } = await ask<{ conventions: { key: string }[] }>(Method.conventions, { uri });
    expect((await ask<{ conventions: unknown[] }>(Method.conventions)).conventions).toEqual([]);
    expect(conventions.length).toBeGreaterThan(0);
    const key = 'error-catch-binding';
    const { sites } = await ask<{ sites: unknown[] }>(Method.where, { key, uri });
    expect(sites.length).toBeGreaterThan(0);
    const shown = await ask<{ conventions: unknown[] }>(Method.showConvention, { key, uri });
    expect(shown.conventions.length).toBeGreaterThan(0);
    expect(await ask(Method.diffConventions, { rev: 'HEAD', uri })).toMatchObject({ commits: [] });
  });

  test('findings: explained by their id', async () => {
    const { report } = await ask<{ report: { findings: { id: string }[] } }>(Method.report, {
      paths: [],
      scope: 'all',
      all: true,
      uri,
    });
    const [{ id } = { id: '' }] = report.findings;
    expect(id).not.toBe('');
    expect(await ask(Method.explain, { id })).toMatchObject({ explanation: null });
    expect(await ask(Method.explain, { id, uri })).toMatchObject({ explanation: { id } });
    expect(await ask(Method.fix, { ids: [id], dryRun: true })).toMatchObject({
      unknown: [expect.stringContaining(id)],
    });
    expect(await ask(Method.fix, { ids: [id], dryRun: true, uri })).toMatchObject({ unknown: [] });
  });

  test('settings, numbers, patterns and feedback', async () => {
    const settings = await ask<{ text: string }>(Method.config, { uri });
    expect(settings.text).not.toBe((await ask<{ text: string }>(Method.config)).text);
    const { populations } = await ask<{ populations: unknown[] }>(Method.outliers, { uri });
    const ofFirst = await ask<{ populations: unknown[] }>(Method.outliers);
    expect(populations.length).toBeGreaterThan(ofFirst.populations.length);
    expect(await ask(Method.patterns, { uri })).toHaveProperty('patterns');
    for (const method of [Method.feedbackHealth, Method.feedbackList, Method.feedbackStats])
      expect(await ask(method, { uri })).toBeTypeOf('object');
  });

  test('a folder that is not open is no folder at all', async () => {
    for (const method of [Method.conventions, Method.config, Method.outliers, Method.feedbackList, Method.trends])
      await expect(ask(method, { uri: 'file:///elsewhere' })).rejects.toThrow('is in no workspace folder');
  });
});
