import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalText, type ReportEnvelope, reportEnvelopeSchema } from '@drift/shared';
import { afterEach, describe, expect, test } from 'vitest';
import { hashing, ODD } from '../support/sample-project.ts';
import { driftAll, type Run, TemporaryProject } from '../support/temporary-project.ts';

let project = new TemporaryProject();
afterEach(() => project.remove());

function repository(files: Record<string, string>): TemporaryProject {
  project = new TemporaryProject(files);
  project.commitAll();
  return project;
}

function check(...args: string[]): { run: Run; report: ReportEnvelope['data'] } {
  const run = driftAll(project.root, ['check', '--json', ...args]);
  return { run, report: reportEnvelopeSchema.parse(JSON.parse(run.stdout)).data };
}

const places = (report: ReportEnvelope['data']): string[] =>
  report.findings.map((f) => `${f.path}:${f.range.start.line + 1}${f.isNew ? ' new' : ''}`);

describe('nothing of git is written', () => {
  /** Every file below `.git` with its content's hash and its time. */
  const stateOfGit = (): Record<string, string> => {
    const folder = join(project.root, '.git');
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    const paths = entries.map((e) => join(e.parentPath, e.name)).sort();
    const state = (path: string): string => {
      const { mtimeMs } = statSync(path);
      return statSync(path).isFile() ? `${mtimeMs} ${hashOf(readFileSync(path))}` : `${mtimeMs}`;
    };
    return Object.fromEntries(paths.map((path) => [path, state(path)]));
  };
  const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

  test.each([[[]], [['--all']], [['--changed']], [['--staged']], [['--base', 'main']], [['a.ts']]])(
    'by check %j, though tracked files were touched',
    (args) => {
      repository({ 'a.ts': hashing(1), 'b.ts': hashing(1), 'sub/c.ts': hashing(1) });
      project.write('c.ts', hashing(1));
      project.git('add', 'c.ts');
      const long = new Date(1_000_000_000);
      for (const file of ['a.ts', 'b.ts', 'sub/c.ts', 'c.ts']) utimesSync(join(project.root, file), long, long);
      const before = stateOfGit();
      const { run, report } = check(...args);
      expect(run.stderr).toBe('');
      expect(places(report).filter((place) => place.endsWith(' new') && !place.startsWith('c.ts'))).toEqual([]);
      expect(stateOfGit()).toEqual(before);
    },
  );
});

describe('new code first', () => {
  test('old findings do not fail the check; twenty are listed and the rest is counted', () => {
    repository({ 'a.ts': hashing(25) });
    const { run, report } = check();
    expect(run.code).toBe(0);
    expect(report.summary).toMatchObject({ findings: 0, new: 0, backlogShown: 20, backlogHidden: 5 });
    expect(report.findings.length).toBe(20);
    const text = driftAll(project.root, ['check']).stdout;
    expect(text).toContain('and 25 older findings (20 shown), --all shows them');
    const all = check('--all');
    expect(all.run.code).toBe(1);
    expect(all.report.summary).toMatchObject({ findings: 25, new: 0, backlogHidden: 0 });
    expect(all.report.digest).toBe(report.digest);
  });

  test('only changed lines are new, and nothing in a submodule that the baseline has', () => {
    const modules = '[submodule "s"]\n\tpath = lib/s\n\turl = https://git.example.invalid/s\n';
    project = new TemporaryProject({ 'a.ts': hashing(2), '.gitmodules': modules, 'lib/s/s.ts': hashing(1) });
    for (const args of [['init'], ['add', '-A'], ['commit', '-m', 'base']]) project.git('-C', 'lib/s', ...args);
    project.commitAll();
    project.write('a.ts', hashing(3).replace('hashPassword0', 'hashPasswordZero'));
    const { run, report } = check();
    expect(run.code).toBe(1);
    expect(places(report)).toEqual(['a.ts:4', 'a.ts:8', 'a.ts:12 new', 'lib/s/s.ts:4']);
    expect(report.summary).toMatchObject({ findings: 1, new: 1, backlogShown: 3 });
  });

  test('a new file is new in every line, tracked or not', () => {
    repository({ 'a.ts': 'export const a = 1;\n' });
    project.write('untracked.ts', hashing(1));
    project.write('added.ts', hashing(1));
    project.git('add', 'added.ts');
    expect(places(check().report)).toEqual(['added.ts:4 new', 'untracked.ts:4 new']);
  });

  test('on a branch everything since it left the default branch is new', () => {
    repository({ 'a.ts': hashing(1) });
    project.git('checkout', '-qb', 'topic');
    project.write('a.ts', hashing(2));
    project.git('commit', '-qam', 'more');
    const { report } = check();
    expect(places(report)).toEqual(['a.ts:4', 'a.ts:8 new']);
    expect(report.summary.baseline.description).toContain('main');
  });
});

describe('scopes', () => {
  test('--changed judges the files that differ from the baseline', () => {
    repository({ 'a.ts': hashing(1), 'b.ts': hashing(1) });
    project.write('b.ts', hashing(2));
    const { report } = check('--changed', '--all');
    expect(places(report)).toEqual(['b.ts:4', 'b.ts:8 new']);
    expect(report.summary.files).toBe(1);
    const unchanged = check('--changed', 'a.ts');
    expect([unchanged.run.code, unchanged.report.summary.files]).toEqual([0, 0]);
  });

  test('--staged judges the text in the index, not the one on disk', () => {
    repository({ 'a.ts': 'export const a = 1;\n', 'b.ts': 'export const b = 1;\n' });
    project.write('a.ts', hashing(1));
    project.git('add', 'a.ts');
    project.write('a.ts', 'export const a = 1;\n');
    project.write('b.ts', hashing(1));
    const staged = check('--staged');
    expect(places(staged.report)).toEqual(['a.ts:4 new']);
    expect(staged.report.findings[0]?.snippet.line).toContain('md5');
    expect(staged.run.code).toBe(1);
    project.git('reset', '-q');
    project.write('a.ts', hashing(1));
    const none = check('--staged');
    expect(none.run.code).toBe(0);
    expect(none.report.findings).toEqual([]);
  });

  test('--staged judges a text that also lies on the disk, and nothing beside it', () => {
    repository({ 'a.ts': hashing(1), 'b.ts': 'export const b = 1;\n' });
    project.write('b.ts', hashing(1));
    project.git('add', 'b.ts');
    const staged = check('--staged', '--all');
    expect(places(staged.report)).toEqual(['b.ts:4 new']);
    expect(staged.report.summary.files).toBe(1);
    const text = canonicalText(staged.report.findings);
    expect(staged.report.digest).toBe(createHash('sha256').update(text).digest('hex'));
  });

  test('--staged without a repository could not run', () => {
    project = new TemporaryProject({ 'a.ts': hashing(1) });
    const { run, report } = check('--staged');
    expect(run.code).toBe(2);
    expect(report.notRun[0]?.reason).toContain('not a git repository');
  });

  test('--base judges against another commit, and a bad one could not run', () => {
    repository({ 'a.ts': 'export const a = 1;\n' });
    project.write('a.ts', hashing(1));
    project.git('commit', '-qam', 'one');
    expect(check().report.summary.new).toBe(0);
    expect(check('--base', 'HEAD~1').report.summary.new).toBe(1);
    for (const base of ['nowhere', '--help', 'HEAD~9']) {
      const bad = check(`--base=${base}`);
      expect(bad.run.code).toBe(2);
      expect(JSON.stringify(bad.report.notRun)).toContain(base);
    }
  });
});

describe('without history', () => {
  test('no commits yet: all is new and counted', () => {
    project = new TemporaryProject({ 'a.ts': ODD });
    project.git('init', '-q');
    const { run, report } = check();
    expect(run.code).toBe(1);
    expect(report.summary).toMatchObject({ new: 2, findings: 2 });
    expect(report.summary.baseline).toMatchObject({ kind: 'none', description: 'none (no commits yet)' });
  });

  test('no commits yet: staged files count as tracked although an ignore file names them', () => {
    project = new TemporaryProject({
      '.gitignore': '*.own.ts\nmine/\n',
      'a.own.ts': ODD,
      'mine/b.ts': ODD,
      'mine/c.ts': ODD,
    });
    project.git('init', '-q');
    project.git('add', '-f', 'a.own.ts', 'mine/b.ts');
    const { report } = check();
    expect([...new Set(report.findings.map((f) => f.path))]).toEqual(['a.own.ts', 'mine/b.ts']);
    expect(report.summary.baseline).toMatchObject({ kind: 'none', description: 'none (no commits yet)' });
  });

  test('no git: all is new and counted, and --base cannot run', () => {
    project = new TemporaryProject({ 'a.ts': ODD });
    const { run, report } = check();
    expect(run.code).toBe(1);
    expect(report.summary.baseline).toMatchObject({ kind: 'none', description: 'none (not a git repository)' });
    expect(check('--base', 'main').run.code).toBe(2);
  });

  test('a git that is not there says so instead of passing', () => {
    repository({ 'a.ts': 'export const a = 1;\n' });
    const run = driftAll(project.root, ['check'], { PATH: '/nowhere' });
    expect(run.code).toBe(2);
    expect(run.stdout).toContain('git is not on the search path');
  });

  test('--changed without git could not run', () => {
    project = new TemporaryProject({ 'a.ts': ODD });
    expect(check('--changed').run.code).toBe(2);
  });

  test('a .git that git cannot read could not run', () => {
    repository({ 'a.ts': ODD });
    project.write('.git/HEAD', 'garbage');
    const { run, report } = check();
    expect(run.code).toBe(2);
    expect(report.notRun.map((n) => n.what)).toEqual(['baseline']);
  });

  test('a detached checkout without the default branch could not run, and says what to fetch', () => {
    repository({ 'a.ts': 'export const a = 1;\n' });
    project.git('checkout', '-q', '-b', 'feature');
    project.git('branch', '-qD', 'main');
    project.write('b.ts', ODD);
    project.git('add', '-A');
    project.git('commit', '-qm', 'feature');
    project.git('checkout', '-q', '--detach');
    const { run, report } = check();
    expect(run.code).toBe(2);
    expect(report.notRun[0]?.hint).toContain('--base');
    expect(check('--base', 'HEAD~1').report.findings.some((f) => f.isNew)).toBe(true);
  });
});

describe('what was left out', () => {
  test('is named, and nothing looked at is no result', () => {
    project = new TemporaryProject({ 'long.js': `x=1;${'a+'.repeat(20_000)}1;` });
    const { run, report } = check();
    expect(run.code).toBe(2);
    expect(report.problems.map((p) => p.file)).toEqual(['long.js']);
    expect(report.summary.skipped).toEqual({ notParsed: 1 });
  });
});
