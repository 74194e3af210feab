import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { removeFolder } from '../../support/remove-folder.mjs';

// The scenarios run in a VS Code of their own (`run.mjs`); here each is a test of its name.
const here = fileURLToPath(new URL('.', import.meta.url));
const resultsSchema = z.object({
  problem: z.string().nullable(),
  results: z.array(z.object({ window: z.string(), name: z.string(), ok: z.boolean(), error: z.string() })),
});
type Results = z.infer<typeof resultsSchema>;

/** Names of the scenarios in the sources: one that was never run has no result, and is seen to be missing. */
function scenarioNames(): string[] {
  return ['hands', 'host']
    .flatMap((folder) => readdirSync(join(here, folder)).map((file) => join(here, folder, file)))
    .filter((file) => /-scenarios\.(?:ts|mjs)$/.test(file))
    .sort()
    .flatMap((file) => {
      const text = readFileSync(file, 'utf8');
      return [...text.matchAll(/^scenario\(\s*'([^'\n]+)'/gm)].map((m) => m[1] ?? '');
    });
}

function runWindows(): Promise<Results> {
  const folder = mkdtempSync(join(tmpdir(), 'drift-vscode-'));
  const file = join(folder, 'results.json');
  const child = spawn(process.execPath, [join(here, 'run.mjs'), '--results', file], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += String(chunk)));
  return new Promise((resolve, reject) => {
    child.on('close', () => {
      try {
        resolve(resultsSchema.parse(JSON.parse(readFileSync(file, 'utf8'))));
      } catch (error) {
        reject(new Error(printed, { cause: error }));
      } finally {
        removeFolder(folder);
      }
    });
  });
}

const names = scenarioNames();
let results: Results = { problem: 'not run', results: [] };
beforeAll(async () => {
  results = await runWindows();
}, 900_000);

test('every scenario has a name of its own, and none ran that is not listed here', () => {
  expect(names.length).toBeGreaterThan(0);
  expect([...new Set(names)]).toEqual(names);
  expect(results.problem).toBeNull();
  expect(results.results.map((r) => r.name).filter((name) => !names.includes(name))).toEqual([]);
});

test('every command of the manifest has a scenario of its own', () => {
  const text = readFileSync(join(here, '../../../client-vscode/package.json'), 'utf8');
  const { contributes } = z
    .object({ contributes: z.object({ commands: z.array(z.object({ command: z.string() })) }) })
    .parse(JSON.parse(text));
  const missing = contributes.commands.filter((c) => !names.some((name) => name.startsWith(`${c.command}: `)));
  expect(missing).toEqual([]);
});

test.each(names)('%s', (name) => {
  expect(results.problem).toBeNull();
  const found = results.results.filter((r) => r.name === name);
  expect(found.map((r) => `${r.window}: ${r.ok ? 'passed' : r.error}`)).toEqual(
    found.map((r) => `${r.window}: passed`),
  );
  expect(found.length, 'no result: the window ended before').toBeGreaterThan(0);
});
