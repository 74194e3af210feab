import { type ConventionsAnswer, conventionsAnswerSchema, DECISIONS_FILE } from '@drift/shared';
import { afterEach, expect, test } from 'vitest';
import { LspClient } from '../support/lsp-client.ts';
import { drift, TemporaryProject } from '../support/temporary-project.ts';

// A convention that is off is not even observed, until somebody asks for it.
const KEY = 'naming-boolean';
const ODD = 'export function first(ready: boolean): boolean {\n  return ready;\n}\n';

let project: TemporaryProject;
let client: LspClient;

afterEach(async () => {
  await client.stop();
  project.remove();
});

async function start(settings: Record<string, string> = {}): Promise<void> {
  const files: Record<string, string> = { 'src/odd.ts': ODD, ...settings };
  for (let i = 0; i < 60; i++)
    files[`src/d${i % 10}/m${i}.ts`] =
      `export function take${i}(isOpen: boolean, hasMore: boolean): boolean {\n  return isOpen && hasMore;\n}\n`;
  project = new TemporaryProject(files);
  client = await LspClient.start({ root: project.root });
  await client.open(client.uri('src/odd.ts'), 'typescript', ODD);
  await client.request('drift/check/digest');
}

const listed = async (): Promise<ConventionsAnswer['conventions']> =>
  conventionsAnswerSchema.parse(await client.request('drift/conventions')).conventions.filter((c) => c.key === KEY);
const codes = async (): Promise<unknown[]> =>
  (await client.diagnostics(client.uri('src/odd.ts'))).filter((d) => String(d.code).endsWith(KEY)).map((d) => d.code);

test('an editor neither learns nor tells what is off; a list on the command line shows it', async () => {
  await start();
  expect(await listed()).toEqual([]);
  expect(await codes()).toEqual([]);
  const run = drift(project.root, ['conventions', 'list', '--json']);
  const rows = conventionsAnswerSchema.parse(JSON.parse(run.stdout)).conventions.filter((c) => c.key === KEY);
  expect(rows).toMatchObject([{ language: 'typescript', maturity: 'incubating', severity: null }]);
});

test('a decision that arrives turns it on in a running editor, as in a check', async () => {
  await start();
  const [row] = conventionsAnswerSchema
    .parse(JSON.parse(drift(project.root, ['conventions', 'list', '--json']).stdout))
    .conventions.filter((c) => c.key === KEY);
  project.write(
    DECISIONS_FILE,
    JSON.stringify({ version: 1, conventions: [{ key: KEY, status: 'pinned', value: row?.leaderValue }] }),
  );
  await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: client.uri(DECISIONS_FILE), type: 1 }] });
  await client.request('drift/check/digest');
  const here = (await listed()).filter((c) => c.language === 'typescript' && c.population === 'source');
  expect(here).toMatchObject([{ status: 'pinned', sites: 121, conforming: 120 }]);
  expect(await codes()).toEqual([`drift/pattern/${KEY}`]);
  expect(drift(project.root, ['check', '--all', '--json']).stdout).toContain(`drift/pattern/${KEY}`);
});

test('configuration turns it on', async () => {
  await start({ 'drift.toml': `[analysis]\nincubating = ["drift/pattern/${KEY}"]\n` });
  expect(await codes()).toEqual([`drift/pattern/${KEY}`]);
});
