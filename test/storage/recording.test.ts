import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { Method, trendsAnswerSchema } from '@drift/shared';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MIGRATIONS } from '../../server/src/store/database/schema.ts';
import { filesBelow, ROOT } from '../architecture/sources.ts';
import { LspClient } from '../support/lsp-client.ts';
import { ODD, sampleProject } from '../support/sample-project.ts';
import { drift, TemporaryProject } from '../support/temporary-project.ts';
import { rowsIn } from './recorded.ts';

// Through the built program: what a person does is found in the database, and the database in what a person sees.
let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject(sampleProject());
});
afterEach(() => project.remove());

const CHECK = ['check', '--format', 'json', '--stable', '--all'];
const KEY = 'error-catch-binding';

function folder(): string[] {
  return readdirSync(join(project.root, '.drift')).sort();
}

describe('drift check', () => {
  test('records what it found where the root has the folder, and leaves no lock', async () => {
    mkdirSync(join(project.root, '.drift'));
    project.write('package.json', '{"name":"shop"}');
    const run = drift(project.root, CHECK);
    const report = JSON.parse(run.stdout);
    const [scan] = await rowsIn(project.root, 'SELECT * FROM scan_history');
    expect(scan).toMatchObject({
      surface: 'check',
      status: 'complete',
      digest: report.data.digest,
      findings: report.data.findings.length,
      files: report.data.summary.files,
    });
    expect(await rowsIn(project.root, 'SELECT id FROM findings')).toHaveLength(report.data.findings.length);
    expect(await rowsIn(project.root, 'SELECT path, name FROM workspace_packages')).toEqual([
      { path: '', name: 'shop' },
    ]);
    expect(folder()).toEqual(['.gitattributes', '.gitignore', 'cache', 'drift.db', 'drift.db.seal']);
    const ignored = readFileSync(join(project.root, '.drift/.gitignore'), 'utf8');
    expect(ignored).toContain('/drift.db*');
    // Taken away by hand: the next run records anew although nothing else changed, and says the same.
    for (const name of folder().filter((n) => n.startsWith('drift.db'))) rmSync(join(project.root, '.drift', name));
    expect(drift(project.root, CHECK)).toEqual(run);
    expect(await rowsIn(project.root, 'SELECT digest FROM scan_history')).toEqual([{ digest: report.data.digest }]);
  });

  test('says on standard error that the database was damaged, and prints the same report', async () => {
    mkdirSync(join(project.root, '.drift'));
    const whole = drift(project.root, CHECK);
    truncateSync(join(project.root, '.drift/drift.db'), 5_000);
    project.write('src/one-more.ts', 'export const more = 1;\n');
    const without = drift(project.root, [...CHECK, '--no-cache']);
    const run = drift(project.root, CHECK);
    expect(whole.stderr).toBe('');
    expect(run.stdout).toBe(without.stdout);
    expect(run.stderr).toMatch(/^drift: Drift's database was damaged/);
  });

  test('writes nothing where there is no folder', () => {
    drift(project.root, CHECK);
    expect(existsSync(join(project.root, '.drift'))).toBe(false);
  });

  test('records nothing of a part, and nothing with --no-cache', () => {
    mkdirSync(join(project.root, '.drift'));
    drift(project.root, ['check', '--no-cache']);
    drift(project.root, ['check', 'src']);
    expect(existsSync(join(project.root, '.drift/drift.db'))).toBe(false);
  });

  test('prints the same bytes whatever becomes of the database', () => {
    mkdirSync(join(project.root, '.drift'));
    const image = join(project.root, '.drift/drift.db');
    const first = drift(project.root, CHECK);
    const damages: (() => void)[] = [
      () => project.write('.drift/drift.db', readFileSync(image).subarray(0, 5_000)),
      () => {
        rmSync(image);
        mkdirSync(image);
      },
      () => {
        rmSync(image, { recursive: true });
        mkdirSync(join(project.root, '.drift/drift.db.lock'));
      },
    ];
    for (const damage of damages) {
      damage();
      // Nothing of an earlier report: all of it is worked out.
      rmSync(join(project.root, '.drift/cache'), { recursive: true, force: true });
      const { stdout, code } = drift(project.root, CHECK);
      expect({ stdout, code }).toEqual({ stdout: first.stdout, code: first.code });
    }
  });
});

describe('a decision', () => {
  test('is in the journal when it is acknowledged, and in the database after the next scan', async () => {
    mkdirSync(join(project.root, '.drift'));
    drift(project.root, CHECK);
    const decided = drift(project.root, ['conventions', 'pin', KEY, 'error', '--reason', 'so it is']);
    expect(decided.stdout).toContain(`pinned ${KEY} error`);
    const [line = ''] = readFileSync(join(project.root, '.drift/drift.db.journal'), 'utf8').split('\n');
    expect(JSON.parse(line)).toMatchObject({ kind: 'decision', key: KEY, status: 'pinned', value: 'error' });
    drift(project.root, CHECK);
    expect(await rowsIn(project.root, 'SELECT key, status, value, reason FROM decision_audit')).toEqual([
      { key: KEY, status: 'pinned', value: 'error', reason: 'so it is' },
    ]);
  });
});

describe('an editor', () => {
  test('writes the database while it runs; drift check beside it says the same, and its decisions reach it', async () => {
    mkdirSync(join(project.root, '.drift'));
    const client = await LspClient.start({ ownProcess: true, root: project.root });
    try {
      await client.until(() => client.messages.some((m) => m.includes('parsed')));
      await waitFor(() => existsSync(join(project.root, '.drift/drift.db.holder')));
      const alone = drift(project.root, [...CHECK, '--no-cache']);
      expect(drift(project.root, CHECK)).toEqual(alone);
      expect(drift(project.root, ['conventions', 'pin', KEY, 'error']).code).toBe(0);
    } finally {
      await client.stop();
    }
    expect(await rowsIn(project.root, 'SELECT surface FROM scan_history')).toEqual([{ surface: 'editor' }]);
    expect(await rowsIn(project.root, 'SELECT key FROM decision_audit')).toEqual([{ key: KEY }]);
    expect(folder()).not.toContain('drift.db.lock');
  });
});

async function waitFor(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 600 && !holds(); i++) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(holds()).toBe(true);
}

describe('drift conventions trends', () => {
  test('says how the share of an answer moved, and before the third scan that it cannot', async () => {
    mkdirSync(join(project.root, '.drift'));
    const none = drift(project.root, ['conventions', 'trends', KEY]);
    expect(none).toMatchObject({ code: 0, stdout: expect.stringContaining('not enough scans: no recorded scan') });
    expect(existsSync(join(project.root, '.drift/drift.db'))).toBe(false);
    for (let i = 0; i < 3; i++) {
      for (let k = 0; k < 6; k++) project.write(`src/odd${i}${k}.ts`, ODD);
      drift(project.root, CHECK);
      if (i === 0) continue;
      const asked = drift(project.root, ['conventions', 'trends', KEY, '--json']);
      const { scans, trends, problem } = trendsAnswerSchema.parse(JSON.parse(asked.stdout));
      expect(scans).toHaveLength(i + 1);
      expect(problem === '').toBe(i === 2);
      const e = trends.find((t) => t.name === 'e');
      expect(e?.shares).toEqual([...(e?.shares ?? [])].sort((a, b) => a - b));
      expect(e?.direction).toBe(i === 2 ? 'rising' : 'unknown');
    }
    expect(drift(project.root, ['conventions', 'trends']).stdout).toContain(KEY);
    const client = await LspClient.start({ ownProcess: true, root: project.root });
    await expect(client.request(Method.trends, { key: 'no-such-key' })).rejects.toMatchObject({ code: -32602 });
    await client.stop();
  });
});

describe('every table', () => {
  test('has a writer and a reader in what ships', () => {
    const sources = filesBelow(['server/src/store/database'], '.ts')
      .filter((p) => !p.endsWith('.test.ts') && !p.endsWith('schema.ts'))
      .map((p) => readFileSync(join(ROOT, p), 'utf8'))
      .join('\n');
    const tables = MIGRATIONS.flatMap((m) => [...m.sql.matchAll(/CREATE TABLE (\w+)/g)].map((t) => t[1] ?? ''));
    expect(tables.length).toBeGreaterThan(5);
    const writes = tables.filter((t) => !new RegExp(`INSERT (?:OR IGNORE )?INTO ${t}\\b`).test(sources));
    const reads = tables.filter((t) => !new RegExp(`(?:FROM|from: ')\\s*${t}\\b`).test(sources));
    expect({ writes, reads }).toEqual({ writes: [], reads: [] });
  });
});
