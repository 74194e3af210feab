import { spawn } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { conventionsAnswerSchema, wsPackagesAnswerSchema, wsProjectsAnswerSchema } from '@drift/shared';
import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { catching, told } from '../support/habits.ts';
import { hashing } from '../support/sample-project.ts';
import { drift, TemporaryProject } from '../support/temporary-project.ts';

const DRIFT = fileURLToPath(new URL('../../server/bin/drift.js', import.meta.url));
const FILES = ['.drift/.gitattributes', '.drift/.gitignore', '.driftignore', 'drift.toml'];

const outcomeSchema = z.object({
  state: z.string(),
  written: z.array(z.string()),
  kept: z.array(z.string()),
  scanned: z
    .object({
      files: z.number(),
      findings: z.number(),
      new: z.number(),
      older: z.number(),
      enforced: z.number(),
      digest: z.string(),
    })
    .nullable(),
  approved: z.array(z.string()),
  detected: z.object({ languages: z.array(z.object({ language: z.string(), share: z.number() })) }),
  plan: z.array(z.object({ path: z.string(), action: z.string() })),
});

const projects: TemporaryProject[] = [];
afterEach(() => {
  for (const p of projects.splice(0)) p.remove();
});

function made(files: Record<string, string> = {}): TemporaryProject {
  const project = new TemporaryProject(files);
  projects.push(project);
  return project;
}

const exists = (project: TemporaryProject, path: string): boolean => existsSync(join(project.root, path));
const read = (project: TemporaryProject, path: string): string => readFileSync(join(project.root, path), 'utf8');
const setup = (project: TemporaryProject, ...args: string[]) =>
  drift(project.root, ['-C', project.root, 'setup', ...args]);
const outcome = (project: TemporaryProject, ...args: string[]) =>
  outcomeSchema.parse(JSON.parse(setup(project, '--json', ...args).stdout));

describe('setup', () => {
  test('without a terminal and without -y says what it would write, and writes nothing', () => {
    const project = made({ 'a.ts': 'export const a = 1;\n' });
    const run = setup(project);
    expect(run.code).toBe(2);
    for (const path of FILES) expect(run.stdout).toContain(`create      ${path}\n`);
    expect(run.stderr).toContain('-y writes these files');
    expect(readdirSync(project.root)).toEqual(['a.ts']);
  });

  test('--dry-run shows every line and writes nothing', () => {
    const project = made({ 'a.ts': 'export const a = 1;\n' });
    const run = setup(project, '--dry-run', '-y', '--template', 'strict');
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('+++ b/drift.toml\n@@ -0,0 +1,9 @@\n');
    expect(run.stdout).toContain('+fail_on = "warning"\n');
    expect(readdirSync(project.root)).toEqual(['a.ts']);
  });

  test('-y writes what is missing, reads the code once, and has nothing to do the second time', () => {
    const project = made({ 'src/a.ts': 'export const a = 1;\n', 'b.py': 'b = 1\n' });
    project.commitAll();
    const first = outcome(project, '-y');
    expect(first).toMatchObject({ state: 'done', kept: [], approved: [], scanned: { files: 2 } });
    expect(first.written.toSorted()).toEqual([...FILES, '.gitignore'].toSorted());
    expect(first.detected.languages.map((l) => l.share)).toEqual([0.5, 0.5]);
    expect(
      project
        .git('status', '--short', '-uall')
        .trim()
        .split('\n')
        .map((l) => l.slice(3))
        .toSorted(),
    ).toEqual([...FILES, '.gitignore'].toSorted());
    const second = setup(project, '-y');
    expect(second.stdout).toContain('Nothing to do: this project is set up.\n');
    expect(second.stdout).not.toContain('To write');
    // What was worked out is what a check finds, and setting up changes no finding.
    const check = drift(project.root, ['check', '--digest']);
    expect(check.stdout.trim()).toBe(first.scanned?.digest);
  });

  test('tells what was there before as older findings, and counts it as the history does', () => {
    const project = made({ 'first.ts': hashing(3), 'drift.toml': '[analysis]\nincubating = "all"\n' });
    project.commitAll();
    project.write('second.ts', hashing(2));
    const first = outcome(project, '-y');
    expect(first.scanned).toMatchObject({ findings: 5, new: 2, older: 3 });
    const history = drift(project.root, ['ws', 'history', '--json']);
    expect(JSON.parse(history.stdout)).toMatchObject({ items: [{ findings: 5, newFindings: 2 }] });
    rmSync(join(project.root, '.drift'), { recursive: true });
    expect(setup(project, '-y').stdout).toMatch(/, 2 new findings, 3 older\n/);
  });

  test('a drift.toml that says something else is shown, kept with -y, and replaced only by force', () => {
    const own = '[analysis]\nmin_files = 3\n';
    const project = made({ 'drift.toml': own });
    const kept = setup(project, '-y', '--no-scan', '--template', 'ci');
    expect(kept.code).toBe(0);
    expect(kept.stdout).toContain(
      'drift.toml says something else than the template and stays as it is; --force replaces it.',
    );
    expect(read(project, 'drift.toml')).toBe(own);
    expect(setup(project, '--force', '--template', 'ci').code).toBe(2);
    expect(read(project, 'drift.toml')).toBe(own);
    const forced = setup(project, '-y', '--no-scan', '--force', '--template', 'ci', '--editor', 'neovim');
    expect(forced.stdout).toContain("vim.lsp.enable('drift')");
    expect(forced.stdout).toContain('-min_files = 3\n');
    expect(read(project, 'drift.toml')).toContain('fail_on = "warning"');
  });

  test('a drift.toml that cannot be used stays, and the project does not count as set up', () => {
    const broken = '[analysis\n';
    const project = made({ 'drift.toml': broken });
    const run = setup(project, '-y', '--no-scan');
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('not set up before drift.toml can be used');
    expect(run.stdout).not.toContain('this project is set up');
    expect(readdirSync(project.root)).toEqual(['drift.toml']);
    expect(read(project, 'drift.toml')).toBe(broken);
    expect(setup(project, '-y', '--no-scan', '--force').code).toBe(0);
  });

  test('a folder that cannot be written is said to be, and nothing is left behind', () => {
    const project = made({ 'a.ts': 'export const a = 1;\n' });
    chmodSync(project.root, 0o555);
    const run = project.unprivileged(['setup', '-y']);
    // `unprivileged` opens the folder for reading by everybody; it still belongs to somebody else.
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('could not be written');
    chmodSync(project.root, 0o755);
    expect(readdirSync(project.root)).toEqual(['a.ts']);
  });

  test('works in an empty folder, without git and with hostile manifests', () => {
    const empty = made();
    expect(outcome(empty, '-y')).toMatchObject({ state: 'done', scanned: { files: 0 } });
    expect(exists(empty, '.gitignore')).toBe(false);
    const outside = made({ 'package.json': '{"name":"secret-name","dependencies":{"vue":"3"}}' });
    const hostile = made({
      'package.json': '{"workspaces":["../**","/etc/*"],"name":"\\u001b[2Jroot"}',
      'pom.xml': '<project><artifactId>x</artifactId><modules><module>../../etc</module></modules></project>',
      'setup.py': 'import os\nos.system("touch executed")\nsetup(name="x")\n',
      'settings.gradle': "new File('executed').createNewFile()\ninclude ':a'\n",
    });
    symlinkSync(outside.root, join(hostile.root, 'linked'));
    symlinkSync(join(outside.root, 'package.json'), join(hostile.root, 'composer.json'));
    const run = setup(hostile, '-y');
    expect(run.code).toBe(0);
    expect(run.stdout).not.toContain('\u001b');
    expect(run.stdout).not.toContain('secret-name');
    expect(run.stdout).not.toContain('Vue');
    expect(exists(hostile, 'executed')).toBe(false);
  });

  test('killed at any moment leaves no half-written file, and the next run completes', async () => {
    for (const after of [200, 300, 400]) {
      const project = made({ 'a.ts': 'export const a = 1;\n' });
      const child = spawn(process.execPath, [DRIFT, '-C', project.root, 'setup', '-y'], { stdio: 'ignore' });
      const gone = new Promise((resolve) => child.on('exit', resolve));
      const timer = setInterval(() => child.kill('SIGKILL'), after);
      await gone;
      clearInterval(timer);
      for (const path of FILES) if (exists(project, path)) expect(read(project, path)).toMatch(/\n$/);
      expect(outcome(project, '-y', '--no-scan').state).toMatch(/^(?:done|nothing to do)$/);
      expect(FILES.filter((path) => !exists(project, path))).toEqual([]);
      expect(readdirSync(project.root).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    }
  });
});

describe('approving', () => {
  const code = Object.fromEntries(
    Array.from({ length: 60 }, (_, i) => [`src/d${i % 10}/m${i}.ts`, catching('error', i)]),
  );

  test('-y approves nothing; --approve what is clear beyond doubt', () => {
    const project = made(code);
    project.commitAll();
    expect(outcome(project, '-y').approved).toEqual([]);
    expect(exists(project, '.drift/conventions.json')).toBe(false);
    const { approved } = outcome(project, '-y', '--approve');
    expect(approved).toContain('error-catch-binding (typescript)');
    const rows = conventionsAnswerSchema.parse(
      JSON.parse(drift(project.root, ['conventions', '--json']).stdout),
    ).conventions;
    const decided = rows.filter((r) => r.status === 'approved');
    expect(decided.map((r) => `${r.key} (${r.language})`).toSorted()).toEqual([...approved].toSorted());
    expect(decided.every((r) => r.mean >= 0.9 && r.tier === 'established')).toBe(true);
  });
});

describe('init, packages, projects and context', () => {
  /** Three packages, each with a habit of its own and one file against it. */
  function monorepo(): TemporaryProject {
    const names = { a: 'error', b: 'err', c: 'e' } as const;
    const files: Record<string, string> = { 'package.json': '{"workspaces":["packages/*"]}' };
    for (const [pack, name] of Object.entries(names)) {
      files[`packages/${pack}/package.json`] = JSON.stringify({
        name: `@acme/${pack}`,
        dependencies: pack === 'a' ? {} : { '@acme/a': '*' },
      });
      for (let i = 0; i < 50; i++) files[`packages/${pack}/src/d${i % 10}/m${i}.ts`] = catching(name, i);
      files[`packages/${pack}/src/d0/odd.ts`] =
        `${catching(name, 98)}\n${catching(pack === 'a' ? 'err' : 'error', 99)}`;
    }
    return made(files);
  }

  test('a monorepo of three packages has three, and each is judged by its own habit', () => {
    const project = monorepo();
    const listed = drift(project.root, ['packages', '--json']);
    const { layout, packages } = wsPackagesAnswerSchema.parse(JSON.parse(listed.stdout));
    expect(layout).toEqual({ kind: 'monorepo', tools: ['npm'] });
    expect(packages.map((p) => [p.name, p.path, p.files, p.dependencies])).toEqual([
      ['@acme/a', 'packages/a', 51, []],
      ['@acme/b', 'packages/b', 51, ['npm:packages/a']],
      ['@acme/c', 'packages/c', 51, ['npm:packages/a']],
    ]);
    expect(drift(project.root, ['packages']).stdout).toContain('@acme/b  packages/b');
    expect(told(project.root).map((line) => line.replace(/:\d+/, ''))).toEqual([
      ...Array(2).fill('packages/a/src/d0/odd.ts error/err warning new'),
      ...Array(2).fill('packages/b/src/d0/odd.ts err/error warning new'),
      ...Array(2).fill('packages/c/src/d0/odd.ts e/error warning new'),
    ]);
  });

  test('init writes the files, and projects and context tell of it', () => {
    const home = made();
    const env = { HOME: home.root, USERPROFILE: home.root };
    const [one, two] = [made({ 'shop/a.go': 'package a\n' }), made({ 'shop/a.go': 'package a\n' })];
    const run = (project: TemporaryProject, ...args: string[]) =>
      drift(join(project.root, 'shop'), ['-C', join(project.root, 'shop'), ...args], env);
    for (const project of [one, two]) expect(run(project, 'init').stdout).toContain('wrote drift.toml\n');
    expect(run(one, 'context').stdout).toContain('set up\nlanguages: go\n');
    expect(run(one, 'context', '--agent').stdout).toBe(
      'Drift is set up here and has recorded no scan yet.\nCommands that help now: `drift check`, `drift conventions`.\n',
    );
    expect(run(one, 'projects', 'path').stderr).toContain('no project was switched to');
    const ambiguous = run(one, 'projects', 'switch', 'shop');
    expect(ambiguous.code).toBe(2);
    expect(ambiguous.stderr).toContain('"shop" may mean');
    expect(run(one, 'projects', 'switch', join(two.root, 'shop')).code).toBe(0);
    expect(run(one, 'projects', 'path').stdout).toBe(`${join(two.root, 'shop')}\n`);
    const { projects: all } = wsProjectsAnswerSchema.parse(JSON.parse(run(one, 'projects', '--json').stdout));
    expect(all.filter((p) => p.active).map((p) => p.path)).toEqual([join(two.root, 'shop')]);
    expect(all).toHaveLength(2);
  });
});
