import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { LspClient } from '../support/lsp-client.ts';
import { sampleProject } from '../support/sample-project.ts';
import { drift, TemporaryProject } from '../support/temporary-project.ts';
import { TemporaryHome, type WarmRun, warmRun } from './warm-run.ts';

const home = new TemporaryHome();
let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject(sampleProject());
});
afterEach(() => {
  home.forget();
  project.remove();
});
afterAll(() => home.remove());

const FILES = Object.keys(sampleProject()).filter((f) => f.endsWith('.ts')).length;
const run = (flags: Record<string, string> = {}): Promise<WarmRun> => warmRun({ root: project.root, home, flags });
const counts = ({ parsed, judged, kept }: WarmRun) => ({ parsed, judged, kept });

describe('how much is worked out', () => {
  test('everything at the first start, nothing at the second, with the same report', async () => {
    const cold = await run();
    expect(counts(cold)).toEqual({ parsed: FILES, judged: 0, kept: 0 });
    const warm = await run();
    expect(counts(warm)).toEqual({ parsed: 0, judged: 0, kept: FILES });
    expect(warm.report).toBe(cold.report);
    expect(warm.notes).toEqual([]);
  });

  test('of a changed file only that one, and its old text is known when it comes back', async () => {
    await run();
    const [file = ''] = Object.keys(sampleProject()).filter((f) => f.endsWith('.ts'));
    const before = sampleProject()[file] ?? '';
    project.write(file, `${before}export const more = 1;\n`);
    expect(counts(await run())).toEqual({ parsed: 1, judged: 0, kept: FILES - 1 });
    project.write(file, before);
    expect(counts(await run())).toEqual({ parsed: 0, judged: 0, kept: FILES });
  });

  test('a renamed file is judged anew, for its place may matter, and not parsed', async () => {
    await run();
    const [file = ''] = Object.keys(sampleProject()).filter((f) => f.endsWith('.ts'));
    project.write('elsewhere/renamed.ts', sampleProject()[file] ?? '');
    expect(counts(await run())).toEqual({ parsed: 0, judged: 1, kept: FILES });
  });

  test('other rules judge anew and parse nothing, and say what they would without a cache', async () => {
    await run();
    const other = { 'rules.crypto.weak-hash': 'off', 'analysis.incubating': 'none' };
    const changed = await run(other);
    expect(counts(changed)).toEqual({ parsed: 0, judged: FILES, kept: 0 });
    expect(counts(await run(other))).toEqual({ parsed: 0, judged: 0, kept: FILES });
    const without = await warmRun({ root: project.root, home, flags: other, init: { cache: false } });
    expect(changed.report).toBe(without.report);
    // What the first rules said is still there.
    expect(counts(await run())).toEqual({ parsed: 0, judged: 0, kept: FILES });
  });

  test('texts of git are known by their content too', async () => {
    project.commitAll();
    await run();
    const [file = ''] = Object.keys(sampleProject()).filter((f) => f.endsWith('.ts'));
    project.write(file, `${sampleProject()[file] ?? ''}export const more = 1;\n`);
    const changed = await run();
    // The old text was kept as a file, with what it teaches.
    expect(counts(changed)).toEqual({ parsed: 1, judged: 0, kept: FILES });
    expect(counts(await run())).toEqual({ parsed: 0, judged: 0, kept: FILES + 1 });
  });

  test('without a cache everything each time, and nothing is written', async () => {
    const fresh = new TemporaryHome();
    for (let k = 0; k < 2; k++) {
      const without = await warmRun({ root: project.root, home: fresh, init: { cache: false } });
      expect(counts(without)).toEqual({ parsed: FILES, judged: 0, kept: 0 });
    }
    expect(drift(project.root, ['check', '--no-cache'], fresh.env).stderr).toBe('');
    expect(readdirSync(fresh.path)).toEqual([]);
    fresh.remove();
  });

  test('the command line leaves what the server of an editor finds, and the other way round', async () => {
    drift(project.root, ['check', '--set', 'analysis.incubating=all'], home.env);
    expect(counts(await run())).toEqual({ parsed: 0, judged: 0, kept: FILES });
  });
});

describe('where it lies', () => {
  test('below the home for a plain project, which gets no file', async () => {
    const fresh = new TemporaryHome();
    const key = join(fresh.path, '.drift', 'cache.key');
    const before = readdirSync(project.root, { recursive: true }).sort();
    await warmRun({ root: project.root, home: fresh });
    expect(readdirSync(project.root, { recursive: true }).sort()).toEqual(before);
    expect(fresh.segments()).toHaveLength(1);
    expect(statSync(key).size).toBe(32);
    if (process.platform !== 'win32') expect(statSync(key).mode & 0o777).toBe(0o600);
    fresh.remove();
  });

  test('below .drift where the team has that folder, out of the sight of git', async () => {
    project.write('.drift/README.txt', 'what the team decided\n');
    project.commitAll();
    await warmRun({ root: project.root, home, ownProcess: true });
    expect(home.segments(join(project.root, '.drift', 'cache'))).toHaveLength(1);
    // Drift's own code is the user's, whatever the project.
    expect(readdirSync(join(home.path, '.drift', 'cache'))).toEqual(['code']);
    expect(project.git('status', '--porcelain', '--untracked-files=all')).toBe('');
    expect(counts(await run())).toEqual({ parsed: 0, judged: 0, kept: FILES });
  });

  test('not in a .drift that was deleted while an editor runs', async () => {
    const folder = join(project.root, '.drift');
    project.write('.drift/README.txt', 'what the team decided\n');
    const client = await LspClient.start({ root: project.root, env: home.env });
    const [file = ''] = Object.keys(sampleProject()).filter((f) => f.endsWith('.ts'));
    await client.diagnostics(client.uri(file));
    await vi.waitFor(() => expect(home.segments(folder)).toHaveLength(1), { timeout: 20_000 });
    rmSync(folder, { recursive: true });
    project.write('src/more.ts', 'export const more = 1;\n');
    const changes = [{ uri: client.uri('src/more.ts'), type: 1 }];
    await client.notify('workspace/didChangeWatchedFiles', { changes });
    await client.diagnostics(client.uri('src/more.ts'));
    expect(await client.stop()).toBe(0);
    expect(existsSync(folder)).toBe(false);
  });

  test('what was kept of a project that is gone goes with the next project', async () => {
    await run();
    project.remove();
    project = new TemporaryProject(sampleProject());
    await run();
    expect(home.segments()).toHaveLength(1);
  });
});
