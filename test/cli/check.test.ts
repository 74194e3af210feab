import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { reportEnvelopeSchema, rulesAnswerSchema } from '@drift/shared';
import { afterAll, describe, expect, test } from 'vitest';
import { ODD, sampleProject } from '../support/sample-project.ts';
import { drift, driftAll, type Run, TemporaryProject } from '../support/temporary-project.ts';

const clean = new TemporaryProject({ 'a.ts': 'export const a = 1;\n' });
const odd = new TemporaryProject(sampleProject());
const warned = new TemporaryProject({ 'a.ts': 'try {\n  f();\n} catch {}\n' });
afterAll(() => {
  for (const p of [clean, odd, warned]) p.remove();
});

/** What these projects were answered: nothing changes them, so nothing is asked twice. */
const answers = new Map<string, Run>();
function ask(project: TemporaryProject, ...args: string[]): Run {
  const key = [project.root, ...args].join('\n');
  const answer = answers.get(key) ?? driftAll(project.root, ['check', ...args]);
  answers.set(key, answer);
  return answer;
}

const ESCAPE = '\u001b';

describe('exit codes', () => {
  test('0 where there is nothing to say, and how much was looked at', () => {
    const run = ask(clean);
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('No findings: looked at 1 file');
  });

  test('0 where there is no source file, which is told', () => {
    const empty = new TemporaryProject({ 'notes.txt': 'nothing to read\n' });
    const run = driftAll(empty.root, ['check']);
    empty.remove();
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('There was no file to look at');
  });

  test('1 on an error, in every format', () => {
    for (const format of ['text', 'json', 'sarif']) {
      const run = ask(odd, '--format', format);
      expect(run.code).toBe(1);
      expect(run.stderr).toBe('');
      expect(run.stdout).toContain('drift/crypto/weak-hash');
    }
  });

  test('new findings are cut to twenty only where nobody has set Drift up', () => {
    const text = Array.from(
      { length: 30 },
      (_, i) => `export function f${i}(): void {\n  try {\n    g();\n  } catch {}\n}\n`,
    );
    const own = new TemporaryProject({ 'a.ts': text.join('\n') });
    const shown = (): number =>
      driftAll(own.root, ['check', '--no-color']).stdout.match(/\[[0-9a-f]{8}\]$/gm)?.length ?? 0;
    const all = driftAll(own.root, ['check', '--all', '--no-color']).stdout.match(/\[[0-9a-f]{8}\]$/gm)?.length ?? 0;
    expect(all).toBeGreaterThanOrEqual(30);
    expect(shown()).toBe(20);
    const rest = `and ${all - 20} more new findings, --all shows them`;
    expect(driftAll(own.root, ['check']).stdout).toContain(rest);
    for (const file of ['drift.toml', '.drift/conventions.json']) {
      const setUp = new TemporaryProject({ 'a.ts': text.join('\n') });
      setUp.write(file, file === 'drift.toml' ? '' : '{}');
      const run = driftAll(setUp.root, ['check', '--no-color']);
      expect([file, run.stdout.match(/\[[0-9a-f]{8}\]$/gm)?.length]).toEqual([file, all]);
      setUp.remove();
    }
    own.remove();
  });

  test.each([
    ['error', 0],
    ['warning', 1],
    ['info', 1],
    ['none', 0],
  ])('a warning under --fail-on %s gives %i', (level, code) => {
    expect(ask(warned, '--fail-on', level).code).toBe(code);
  });

  test('an error under --fail-on none gives 0, and drift.toml sets the level', () => {
    expect(ask(odd, '--fail-on', 'none').code).toBe(0);
    const own = new TemporaryProject({
      'a.ts': 'try {\n  f();\n} catch {}\n',
      'drift.toml': '[quality_gates]\nfail_on = "warning"\n',
    });
    expect(driftAll(own.root, ['check']).code).toBe(1);
    expect(driftAll(own.root, ['check', '--fail-on', 'error']).code).toBe(0);
    own.remove();
  });

  test('0 with warnings or errors says why, on the last line of the text alone', () => {
    const warnings = ask(warned);
    expect([warnings.code, warnings.stdout.trimEnd().split('\n').at(-1)]).toEqual([
      0,
      'Exit code 0: 1 warning does not fail the check unless --fail-on warning is given.',
    ]);
    const none = ask(odd, '--fail-on', 'none');
    expect(none.stdout).toMatch(/Exit code 0: nothing fails the check, as --fail-on is none\.\n$/);
    for (const args of [
      ['--fail-on', 'warning'],
      ['--format', 'json'],
      ['--digest', '--fail-on', 'none'],
    ])
      expect(ask(warned, ...args).stdout).not.toContain('Exit code');
    expect(ask(clean).stdout).not.toContain('Exit code');
  });

  test.each([
    [['chek'], 'Did you mean check?'],
    [['check', '--formt', 'json'], 'Did you mean --format?'],
    [['check', '--format', 'xml'], 'Allowed choices are text, json, sarif'],
    [['check', '--fail-on', 'sometimes'], 'Allowed choices are'],
    [['check', '--threads', 'many'], 'whole number'],
    [['check', '--threads', '100000'], 'whole number from 0 to 64'],
    [['check', '--set', 'nonsense'], 'table.key=value'],
    [['explain'], 'missing required argument'],
  ])('2 for %j, and the reason on standard error', (args, reason) => {
    const run = driftAll(clean.root, args);
    expect(run.code).toBe(2);
    expect(run.stdout).toBe('');
    expect(run.stderr).toContain(reason);
    expect(run.stderr).toContain('drift --help');
  });

  test('2 for an unknown setting or value given by --set', () => {
    for (const given of ['analysis.min_fils=3', 'analysis.min_files=few']) {
      const run = driftAll(clean.root, ['check', '--set', given]);
      expect(run.code).toBe(2);
      expect(run.stdout).toContain('analysis.min_fil');
      expect(run.stdout).toContain('not run');
    }
  });

  test('2 where a file or a directory cannot be read, for nothing was looked for in it', () => {
    const own = new TemporaryProject({ 'a.ts': 'export const a = 1;\n', 'b.ts': '', 'closed/c.ts': '' });
    for (const name of ['b.ts', 'closed']) chmodSync(`${own.root}/${name}`, 0);
    const run = own.unprivileged(['check', '--no-color']);
    for (const name of ['b.ts', 'closed']) chmodSync(`${own.root}/${name}`, 0o755);
    own.remove();
    expect(run.stdout).toContain('2 files or directories could not be read');
    expect(run.stdout).toContain('problem  closed  Drift could not read this: permission denied');
    expect(run.code).toBe(2);
  });

  test('a name that is not valid Unicode is told as what it is', () => {
    const own = new TemporaryProject({ 'a.ts': 'export const a = 1;\n' });
    writeFileSync(Buffer.concat([Buffer.from(`${own.root}/b`), Buffer.from([0xff]), Buffer.from('.ts')]), '');
    const run = driftAll(own.root, ['check', '--no-color']);
    own.remove();
    expect(run.stdout).toContain('the name of this file is not valid Unicode');
    expect(run.stdout).toContain('1 file skipped (1 invalid name)');
  });

  test('2 for a path that is not there or lies outside', () => {
    const missing = driftAll(clean.root, ['check', 'src/none.ts']);
    expect(missing.code).toBe(2);
    expect(missing.stdout).toContain('src/none.ts does not exist');
    const outside = driftAll(clean.root, ['check', '..']);
    expect(outside.code).toBe(2);
    expect(outside.stderr).toContain('lies outside');
    const nowhere = driftAll(clean.root, ['check', '/none-such']);
    expect(nowhere.code).toBe(2);
    expect(nowhere.stderr).toContain('/none-such does not exist');
    expect(driftAll(clean.root, ['check', '-C', 'nowhere']).code).toBe(2);
    expect(driftAll(clean.root, ['check', '-C', 'a.ts']).stderr).toContain('is not a folder');
  });
});

describe('a check that looked at nothing is not green', () => {
  test('every rule off', () => {
    const own = new TemporaryProject({ 'a.ts': ODD });
    const { rules } = rulesAnswerSchema.parse(JSON.parse(drift(own.root, ['rules', '--json']).stdout));
    const off = (without: string): string =>
      `[analysis.severity]\n${rules.flatMap((r) => (r.id === without ? [] : [`"${r.id}" = "off"\n`])).join('')}`;
    own.write('drift.toml', off(''));
    const run = drift(own.root, ['check']);
    expect(run.code).toBe(2);
    expect(run.stdout).toContain('not run  rules: every rule and convention is off');
    own.write('drift.toml', off('drift/pattern/error-catch-binding'));
    expect(drift(own.root, ['check']).stdout).not.toContain('not run');
    own.remove();
  });

  test.each([
    ['scan.extra_ignore', { 'drift.toml': '[scan]\nextra_ignore = ["**"]\n' }],
    ['scan.include', { 'drift.toml': '[scan]\ninclude = ["lib/"]\n' }],
    ['.driftignore', { '.driftignore': '*.ts\n' }],
  ])('%s leaves out every source file', (name, settings) => {
    const own = new TemporaryProject({ 'src/a.ts': ODD, 'src/b.ts': ODD, ...settings });
    for (const scope of [[], ['--all']]) {
      const run = drift(own.root, ['check', ...scope]);
      expect(run.code).toBe(2);
      expect(run.stdout).toContain('the settings leave out all 2 source files');
      expect(run.stdout).toContain(name);
    }
    own.remove();
  });

  test('a tracked file that .gitignore matches is looked at, as git does', () => {
    const own = new TemporaryProject({ 'a.ts': ODD, 'gen/b.ts': ODD });
    own.commitAll();
    own.write('.gitignore', '*.ts\ngen/\n');
    own.write('gen/c.ts', ODD);
    own.write('d.ts', ODD);
    const run = driftAll(own.root, ['check', '--all', '--json']);
    const { data } = reportEnvelopeSchema.parse(JSON.parse(run.stdout));
    expect([...new Set(data.findings.map((f) => f.path))]).toEqual(['a.ts', 'gen/b.ts']);
    own.remove();
  });

  test.skipIf(!existsSync('/dev/full'))('output that could not be written', () => {
    for (const args of ['check', 'check --json', 'rules']) {
      const run = clean.shell(`"$NODE" "$DRIFT" ${args} > /dev/full`);
      expect(run.code).toBe(2);
      expect(run.stderr).toContain('the output could not be written');
    }
  });
});

describe('output', () => {
  test('JSON is the envelope of the schema', () => {
    const run = ask(odd, '--json');
    const envelope = reportEnvelopeSchema.parse(JSON.parse(run.stdout));
    expect(envelope.command).toBe('check');
    expect(envelope.root).toBe(odd.root);
    expect(envelope.generatedAt).toBeDefined();
    expect(envelope.data.summary).toMatchObject({ files: 42, findings: 3, new: 3, backlogHidden: 0 });
    expect(envelope.data.findings.map((f) => f.snippet.line.trim())).toEqual([
      '} catch (e) {',
      "return createHash('md5').update(password).digest('hex');",
      '} catch {}',
    ]);
  });

  test('SARIF names the rules and the places', () => {
    const run = ask(odd, '--format', 'sarif');
    const log: unknown = JSON.parse(run.stdout);
    expect(log).toMatchObject({
      version: '2.1.0',
      runs: [
        {
          results: [{ ruleId: 'drift/pattern/error-catch-binding' }, {}, {}],
          tool: {
            driver: { rules: [{}, {}, { help: { markdown: expect.stringContaining('## How it was measured') } }] },
          },
        },
      ],
    });
  });

  test('--stable prints equal bytes whatever the run', () => {
    for (const format of ['json', 'sarif']) {
      const args = ['check', '--stable', '--format', format];
      const first = driftAll(odd.root, [...args, '--threads', '1']);
      const second = driftAll(odd.root, [...args, '--threads', '3'], { TZ: 'Asia/Tokyo', LC_ALL: 'tr_TR.UTF-8' });
      expect(second.stdout).toBe(first.stdout);
      expect(first.stdout).not.toContain(odd.root);
    }
  });

  test('--digest prints the digest of the JSON and nothing else, and follows the findings', () => {
    const digest = ask(odd, '--digest').stdout;
    expect(digest).toMatch(/^[0-9a-f]{64}\n$/);
    const { data } = reportEnvelopeSchema.parse(JSON.parse(ask(odd, '--json').stdout));
    expect(data.digest).toBe(digest.trim());
    expect(driftAll(clean.root, ['check', '--digest']).stdout).not.toBe(digest);
    mkdirSync(`${clean.root}/empty`, { recursive: true });
    expect(drift(clean.root, ['check', '--digest', 'empty'])).toMatchObject({
      code: 2,
      stdout: expect.stringMatching(/^[0-9a-f]{64}\n$/),
      stderr: expect.stringMatching(/^drift: path: no source file of a known language lies under empty\n.+\n$/),
    });
  });

  test('a pipe gets no colour, no progress and no control characters, even where colour is forced off twice', () => {
    for (const env of [{}, { NO_COLOR: '1' }, { TERM: 'dumb' }, { CI: 'true' }, { FORCE_COLOR: '1' }]) {
      const run = driftAll(odd.root, ['check', '--no-color'], env);
      expect(run.stdout).not.toContain(ESCAPE);
      expect(run.stdout).not.toContain('\r');
      expect(run.stderr).toBe('');
    }
  });

  test('paths narrow what is printed and counted', () => {
    const inside = reportEnvelopeSchema.parse(JSON.parse(driftAll(odd.root, ['check', '--json', 'src/m1.ts']).stdout));
    expect(inside.data.summary).toMatchObject({ files: 1, findings: 0 });
    expect(driftAll(odd.root, ['check', 'src/m1.ts', 'src/odd.ts']).code).toBe(1);
    expect(driftAll(odd.root, ['check', 'src']).code).toBe(1);
    expect(driftAll(odd.root, ['check', './src/../src/m1.ts']).code).toBe(0);
  });

  test('a folder without sources is not a green check', () => {
    const own = new TemporaryProject({ 'README.md': '# nothing\n', 'docs/a.md': 'x' });
    expect(driftAll(own.root, ['check', 'docs']).code).toBe(2);
    const whole = driftAll(own.root, ['check']);
    expect(whole.stdout).toContain('There was no file to look at.');
    own.remove();
  });

  test('a reader that closes the pipe does not crash it', () => {
    const run = odd.shell(`"$NODE" "$DRIFT" check --format json --set analysis.incubating=all | head -c 1`);
    expect(run.stdout).toBe('{');
    expect(run.stderr).toBe('');
  });
});

describe('a project below a repository', () => {
  test('with its own drift.toml it is the root; without one the repository is, narrowed to the folder', () => {
    const repo = new TemporaryProject({ 'app/a.ts': ODD, 'other/b.ts': ODD, 'lib/drift.toml': '', 'lib/c.ts': ODD });
    repo.commitAll();
    repo.write('app/a.ts', `${ODD}\n`);
    const app = reportEnvelopeSchema.parse(
      JSON.parse(driftAll(`${repo.root}/app`, ['check', '--all', '--json']).stdout),
    );
    expect(app.root).toBe(repo.root);
    expect(new Set(app.data.findings.map((f) => f.path))).toEqual(new Set(['app/a.ts']));
    const lib = reportEnvelopeSchema.parse(
      JSON.parse(driftAll(`${repo.root}/lib`, ['check', '--all', '--json']).stdout),
    );
    expect(lib.root).toBe(`${repo.root}/lib`);
    expect(new Set(lib.data.findings.map((f) => f.path))).toEqual(new Set(['c.ts']));
    expect(lib.data.summary.baseline.kind).toBe('git');
    repo.remove();
  });
});

test('a decisions file with a fault is named, and the check could not run', () => {
  const project = new TemporaryProject({
    'a.ts': 'export const a = 1;\n',
    '.drift/conventions.json': '{ "version": 1, "conventions": [{ "key": "naming-functio", "status": "rejected" }] }',
  });
  try {
    const run = driftAll(project.root, ['check']);
    expect(run.code).toBe(2);
    expect(run.stdout).toContain('did you mean "naming-function"?');
  } finally {
    project.remove();
  }
});
