import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BASELINE_FILE, baselineAnswerSchema, reportEnvelopeSchema } from '@drift/shared';
import { afterEach, describe, expect, test } from 'vitest';
import { driftAll, type Run, TemporaryProject } from '../support/temporary-project.ts';

let project = new TemporaryProject();
afterEach(() => project.remove());

// Made when the test runs, so that no scanner takes this file for a leak.
const TOKEN = `ghp_${'x7Kd93LmQpZ2vRtYw8Nc'.repeat(2).slice(0, 36)}`;
const EVAL = 'export function run(req: Request) {\n  return eval(req.query.code);\n}\n';
const token = (name: string): string => `export const ${name} = "${TOKEN}";\n`;

function imports(...args: string[]): Run {
  return driftAll(project.root, ['baseline', 'import', ...args], { CI: '' });
}

/** New findings by file. */
function fresh(): readonly string[] {
  const run = driftAll(project.root, ['check', '--json', '--all']);
  const { findings } = reportEnvelopeSchema.parse(JSON.parse(run.stdout)).data;
  return findings.filter((f) => f.isNew).map((f) => `${f.path} ${f.ruleId.slice('drift/'.length)}`);
}

const listed = (): readonly string[] =>
  existsSync(join(project.root, BASELINE_FILE))
    ? readFileSync(join(project.root, BASELINE_FILE), 'utf8').split('\n').slice(1, -1)
    : [];

describe('what a team accepted', () => {
  test('with ESLint is accepted up to its count, once, and what is new beside it stays new', () => {
    project = new TemporaryProject({
      'src/a.ts': `${EVAL}${EVAL.replace('run', 'again')}`,
      'src/b.ts': EVAL,
      'eslint-suppressions.json': JSON.stringify({
        'src/a.ts': { 'no-eval': { count: 1 }, 'no-console': { count: 3 } },
        'src/b.ts': { 'no-empty': { count: 1 } },
        'src/gone.ts': { 'no-eval': { count: 1 } },
      }),
    });
    expect(fresh()).toHaveLength(3);
    const dry = imports('--dry-run');
    expect(dry).toMatchObject({ code: 0, stdout: expect.stringContaining('would accept 1 finding') });
    expect(listed()).toEqual([]);
    const done = imports();
    expect(done).toMatchObject({ code: 0, stderr: '' });
    expect(done.stdout).toContain(
      'eslint-suppressions.json: 4 entries: 1 matched, 1 name rules Drift has none for, 2 match nothing any more\n  no rule for: no-console\n',
    );
    expect(fresh()).toEqual(['src/a.ts taint/code-eval', 'src/b.ts taint/code-eval']);
    const before = listed();
    expect(before).toEqual([expect.stringContaining('src/a.ts\tdrift/taint/code-eval\t')]);
    expect(imports().stdout).toContain('nothing new to accept');
    expect(listed()).toEqual(before);
  });

  test('with Gitleaks is found by its line, and by what the line said at a commit', () => {
    project = new TemporaryProject({ 'src/a.ts': token('a'), 'src/b.ts': `// first\n${token('b')}` });
    project.commitAll();
    const commit = project.git('rev-parse', 'HEAD').trim();
    project.write('src/b.ts', `${'// moved\n'.repeat(5)}${token('b')}`);
    project.write('src/c.ts', token('c'));
    const lines = [
      'src/a.ts:github-pat:1',
      `${commit}:src/b.ts:github-pat:2`,
      `${commit}:src/c.ts:github-pat:1`,
      `${'0'.repeat(40)}:src/a.ts:github-pat:1`,
      'src/a.ts:kubernetes-secret-yaml:1',
      'what is this',
    ];
    project.write('.gitleaksignore', `${lines.join('\n')}\n`);
    const { stdout, code } = imports();
    expect(code).toBe(0);
    expect(stdout).toContain(
      '.gitleaksignore: 5 entries: 2 matched, 1 name rules Drift has none for, 2 match nothing any more\n',
    );
    expect(stdout).toContain('  line 6 is no fingerprint; it accepts nothing\n');
    expect(stdout).not.toContain(TOKEN);
    expect(listed().map((l) => l.split('\t')[0])).toEqual(['src/a.ts', 'src/b.ts']);
    expect(fresh()).toEqual(['src/c.ts secret/vendor-token']);
  });

  test('in nosemgrep comments is accepted where the comment does not suppress it by itself', () => {
    const python = (mark: string): string =>
      `def f(request):\n    return eval(request.args["q"])  # nosemgrep${mark}\n`;
    project = new TemporaryProject({
      'a.py': python(''),
      'b.py': python(': python.lang.security.audit.eval-detected.eval-detected'),
      'c.py': python(': some.other-rule'),
      'd.py': 'x = 1  # nosemgrep: eval-detected\n',
    });
    const answer = baselineAnswerSchema.parse(JSON.parse(imports('--from', 'nosemgrep', '--json').stdout));
    expect(answer.imported).toEqual([
      {
        source: 'nosemgrep',
        file: null,
        entries: 4,
        matched: 1,
        unknown: 1,
        settled: 1,
        gone: 1,
        findings: 1,
        unknownNames: ['some.other-rule'],
        faults: [],
        faulty: 0,
      },
    ]);
    expect(listed()).toEqual([expect.stringContaining('a.py\tdrift/taint/code-eval\t')]);
    expect(fresh()).toEqual(['c.py taint/code-eval']);
  });

  test('with dependency-cruiser is told to have no rule here', () => {
    const known = [{ type: 'cycle', from: 'a.ts', to: 'b.ts', rule: { severity: 'warn', name: 'no-circular' } }];
    project = new TemporaryProject({ 'a.ts': EVAL, 'known.json': JSON.stringify(known) });
    expect(imports('known.json', '--from', 'dependency-cruiser')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(
        'known.json: 1 entry: 0 matched, 1 name rules Drift has none for\n  no rule for: no-circular\n',
      ),
    });
  });
});

describe('nothing is written and nothing is lost', () => {
  test('where a list is broken, leads out, or is not there', () => {
    project = new TemporaryProject({
      'a.ts': token('a'),
      '.gitleaksignore': 'a.ts:github-pat:1\n',
      'eslint-suppressions.json': '{ "a.ts": ',
    });
    expect(imports()).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('eslint-suppressions.json cannot be imported: it is no JSON object'),
    });
    expect(listed()).toEqual([]);
    expect(imports('.gitleaksignore').code).toBe(0);
    const before = listed();
    expect(before).toHaveLength(1);
    expect(imports('a.ts').stderr).toContain('does not tell which tool');
    project.write(BASELINE_FILE, `<<<<<<< HEAD\n${readFileSync(join(project.root, BASELINE_FILE), 'utf8')}`);
    const damaged = readFileSync(join(project.root, BASELINE_FILE), 'utf8');
    expect(imports('.gitleaksignore')).toMatchObject({ code: 2, stderr: expect.stringContaining('not read in full') });
    expect(readFileSync(join(project.root, BASELINE_FILE), 'utf8')).toBe(damaged);
  });

  test('in CI, where a baseline does not grow; and where there is nothing to import', () => {
    project = new TemporaryProject({ 'a.ts': token('a') });
    expect(imports()).toMatchObject({ code: 2, stderr: expect.stringContaining('nothing to import') });
    project.write('.gitleaksignore', 'a.ts:github-pat:1\n');
    const inCi = driftAll(project.root, ['baseline', 'import'], { CI: 'true' });
    expect(inCi).toMatchObject({ code: 2, stderr: expect.stringContaining('would grow by 1 entry') });
    expect(listed()).toEqual([]);
  });

  test('of hostile names: what is printed is one line a list and holds no control character', () => {
    const names = { 'a.ts': { '\u001b[31mred\n\u202e': { count: 1 }, constructor: { count: 1 } } };
    project = new TemporaryProject({
      'a.ts': EVAL,
      'eslint-suppressions.json': `${JSON.stringify(names).slice(0, -1)},"__proto__":{"no-eval":{"count":1}}}`,
    });
    const { stdout, code } = imports();
    expect(code).toBe(0);
    expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(fresh()).toEqual(['a.ts taint/code-eval']);
  });
});

test('a baseline without entries is one: it is shown, kept and told to have grown', () => {
  project = new TemporaryProject({ 'a.ts': EVAL, [BASELINE_FILE]: '' });
  project.commitAll();
  const say = (...args: string[]): Run => driftAll(project.root, ['baseline', ...args], { CI: '' });
  expect(say('show').stdout).toContain('accepts 0 findings');
  expect(say('create')).toMatchObject({ code: 2, stderr: expect.stringContaining('is there already') });
  expect(say('update')).toMatchObject({ code: 0, stdout: expect.stringContaining('accepts 0 findings') });
  project.commitAll();
  project.git('switch', '-qc', 'work');
  expect(say('update', '--add').code).toBe(0);
  expect(say('show').stdout).toContain('it grew by 1 entry since merge base with main');
});
