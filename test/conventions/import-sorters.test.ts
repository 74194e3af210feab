import { showConventionAnswerSchema } from '@drift/shared';
import { afterEach, expect, test } from 'vitest';
import { FileChangeType } from 'vscode-languageserver';
import { rowsOf, told } from '../support/habits.ts';
import { LspClient } from '../support/lsp-client.ts';
import { drift, TemporaryProject } from '../support/temporary-project.ts';

// Where a tool sorts imports, their order is no habit of people.
const KEY = 'import-order';
const SORTING = '{ "assist": { "actions": { "source": { "organizeImports": "on" } } } }';
const STRAY = 'src/d0/stray.ts:3 external-first/mixed warning new';
let project: TemporaryProject;

afterEach(() => project.remove());

function start(files: Record<string, string> = {}, base = ''): void {
  const order = (sources: readonly string[]): string =>
    sources.map((s, i) => `import { a${i} } from '${s}';\n`).join('');
  const sorted = order(['zod', 'react', './a', './b']);
  const many = Array.from({ length: 40 }, (_, i) => [`${base}src/d${i % 20}/m${i}.ts`, sorted]);
  project = new TemporaryProject({
    ...Object.fromEntries(many),
    [`${base}src/d0/stray.ts`]: order(['react', './a', 'zod', './b']),
    ...files,
  });
}

test('the order of imports is told without such a tool', () => {
  start({ 'biome.json': '{ "organizeImports": { "enabled": false } }' });
  expect(told(project.root)).toEqual([STRAY]);
});

test.each([
  ['biome.json', SORTING],
  ['.prettierrc', '{ "plugins": ["@trivago/prettier-plugin-sort-imports"] }'],
  ['eslint.config.mjs', "export default [{ rules: { 'perfectionist/sort-imports': 'error' } }];"],
  ['package.json', '{ "name": "a", "eslintConfig": { "rules": { "import/order": "error" } } }'],
])('%s leaves it to a tool', (file, text) => {
  start({ [file]: text });
  expect(told(project.root)).toEqual([]);
  expect(rowsOf(project.root, KEY)).toEqual([]);
});

test('the reason is told by every list', () => {
  start({ 'biome.json': SORTING });
  const line = 'import-order in typescript: off in 41 files, left to Biome (biome.json)\n';
  expect(drift(project.root, ['conventions', 'list', '--threads', '1']).stdout).toContain(line);
  expect(drift(project.root, ['conventions', 'show', KEY, '--threads', '1']).stdout).toContain(line);
  const shown = drift(project.root, ['conventions', 'show', KEY, '--json', '--threads', '1']).stdout;
  expect(showConventionAnswerSchema.parse(JSON.parse(shown)).leftToTools).toEqual([
    { key: KEY, language: 'typescript', tool: 'Biome', path: 'biome.json', files: 41 },
  ]);
  expect(drift(project.root, ['where', KEY, '--threads', '1']).stdout).toContain('left to Biome (biome.json)');
});

test('a directory below the settings is left to the tool, its neighbour is not', () => {
  start({ 'src/d0/biome.json': SORTING });
  expect(told(project.root)).toEqual([]);
  project.write(
    'src/d1/stray.ts',
    "import a from 'a';\nimport b from './b';\nimport c from 'c';\nimport d from './d';\n",
  );
  expect(told(project.root)).toEqual(['src/d1/stray.ts:3 external-first/mixed warning new']);
});

test('the nearest settings hold, and only for the files they name', () => {
  start({ 'biome.json': SORTING, 'src/d0/biome.json': '{ "assist": { "enabled": false } }' });
  const left = (): string => drift(project.root, ['where', KEY, '--threads', '1']).stdout;
  expect(left()).toContain('not asked in 38 files (left to Biome (biome.json))');
  const files = '"files": { "includes": ["src/**", "!!src/d{0,2,3,4,5,6,7,8,9}", "**/*.ts"] }';
  const overrides = '"overrides": [{ "includes": ["src/d1/**"], "assist": { "enabled": false } }]';
  project.write('biome.json', `{ ${files}, ${overrides} }`);
  expect(left()).toContain('not asked in 20 files (left to Biome (biome.json))');
});

test('what the team decided or gave a severity is told all the same', () => {
  start({ 'biome.json': SORTING });
  project.write('drift.toml', '[analysis.severity]\n"drift/pattern/import-order" = "info"\n');
  expect(told(project.root)).toEqual([STRAY.replace('warning', 'info')]);
  project.write('drift.toml', '');
  expect(drift(project.root, ['conventions', 'pin', KEY, 'external-first', '--unseen']).code).toBe(0);
  expect(told(project.root)).toEqual([STRAY]);
});

test('the editor agrees, and judges again when the settings change', async () => {
  start();
  const client = await LspClient.start({ root: project.root, init: { threads: 1 } });
  const uri = client.uri('src/d0/stray.ts');
  const shown = async (): Promise<number> =>
    (await client.diagnostics(uri)).filter((d) => String(d.code).endsWith(KEY)).length;
  const changed = async (type: FileChangeType): Promise<void> => {
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: client.uri('biome.json'), type }] });
    await client.request('drift/check/digest');
  };
  await client.request('drift/check/digest');
  expect(await shown()).toBe(1);
  project.write('biome.json', SORTING);
  await changed(FileChangeType.Created);
  expect(await shown()).toBe(0);
  expect(told(project.root)).toEqual([]);
  project.write('biome.json', '{ "assist": { "enabled": false } }');
  await changed(FileChangeType.Changed);
  expect(await shown()).toBe(1);
  await client.stop();
});
