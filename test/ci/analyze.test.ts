import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reportEnvelopeSchema } from '@drift/shared';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CiResult, ciResultSchema } from '../../server/src/ci/result.ts';
import { recordedProvider } from '../support/recorded-provider.ts';
import { removeFolder } from '../support/remove-folder.mjs';
import { drift, driftBeside, type Run, TemporaryProject } from '../support/temporary-project.ts';

const CANARY = 'ghs_canary0123456789canary0123456789cana';
const QUERY = "export function find(db: Db, id: string) {\n  return db.query('SELECT * FROM t WHERE id = ' + id);\n}\n";
const CLEAN = 'export function add(a: number, b: number): number {\n  return a + b;\n}\n';
/** No CI around the tests is the CI under test. */
const NO_CI = { GITHUB_ACTIONS: '', GITLAB_CI: '', GITHUB_OUTPUT: '', GITHUB_STEP_SUMMARY: '', GITHUB_TOKEN: '' };

const project = new TemporaryProject();
let out = '';
beforeAll(() => {
  out = realpathSync(mkdtempSync(join(tmpdir(), 'drift-test-ci-')));
  project.write('src/old.ts', `// old\n${QUERY}`);
  project.write('src/add.ts', CLEAN);
  project.write('README.md', '# shop\n');
  project.commitAll();
  project.git('switch', '-qc', 'feature');
});
afterAll(() => {
  project.remove();
  removeFolder(out);
});

function ci(args: readonly string[], env: Record<string, string> = {}, root = project.root): Run {
  return drift(root, ['ci', 'analyze', ...args], { ...NO_CI, ...env });
}

function resultIn(run: Run): CiResult {
  return ciResultSchema.parse(JSON.parse(run.stdout));
}

/** Puts the branch back to what it is at the beginning of each part. */
function reset(): void {
  project.git('reset', '-q', '--hard', 'main');
  project.git('clean', '-qfd');
}

describe('a change', () => {
  test('without code is passed over at once, and says so', () => {
    reset();
    project.write('README.md', '# shop 2\n');
    const run = ci(['--format', 'json']);
    expect(run.code).toBe(0);
    expect(resultIn(run)).toMatchObject({ status: 'pass', report: null, digest: null, metadata: { changedFiles: 0 } });
    expect(resultIn(run).summary).toContain('No changes to analyze');
  });

  test('that adds debt fails, one that only moves code passes, and old debt fails nobody', () => {
    reset();
    project.git('mv', 'src/old.ts', 'src/moved.ts');
    expect(ci([]).code).toBe(0);
    project.write('src/new.ts', QUERY);
    const run = ci(['--format', 'json']);
    const result = resultIn(run);
    expect([run.code, result.status, result.counts.fresh['error']]).toEqual([1, 'fail', 1]);
    expect(result.counted).toHaveLength(1);
    expect(ci(['--fail-on', 'none', '--threshold', '0', '--skip', 'errors']).stdout).toContain(
      'ran: scan, patterns, security\n',
    );
  });

  test('of its own rules is told, and does not choose what it is judged by', () => {
    reset();
    project.write('src/new.ts', QUERY);
    project.write('drift.toml', '[quality_gates]\nfail_on = "none"\n');
    const pull = readFileSync(new URL('payloads/github-pull-request-opened.json', import.meta.url), 'utf8');
    project.write('event.json', pull);
    const env = {
      GITHUB_ACTIONS: 'true',
      GITHUB_EVENT_NAME: 'pull_request_target',
      GITHUB_REPOSITORY: 'acme/shop',
      GITHUB_EVENT_PATH: join(project.root, 'event.json'),
      GITHUB_SHA: 'c'.repeat(40),
    };
    const run = ci(['--format', 'json', '--threshold', '0', '--allow-untrusted'], env);
    const result = resultIn(run);
    expect(result).toMatchObject({ status: 'fail', failOn: 'error', changedSettings: ['drift.toml'] });
    expect([run.code, result.warnings.map((w) => w.code)]).toEqual([1, ['CI_NO_BASE']]);
    expect(ci([], env)).toMatchObject({ code: 2, stderr: expect.stringContaining('CI_CONFIG_ERROR') });
  });

  test('that leaves its own files out is told how many', () => {
    reset();
    project.write('src/new.ts', QUERY);
    project.write('.driftignore', 'src/new.ts\n');
    const { status, warnings } = resultIn(ci(['--format', 'json']));
    expect([status, warnings.map((w) => w.message)]).toEqual([
      'pass',
      ['1 changed file with code was not looked at, and the change edits what says so: .driftignore'],
    ]);
    const { stdout, stderr } = ci([]);
    expect(`${stdout}${stderr}`).toContain('1 changed file with code was not looked at');
    project.write('.driftignore', 'elsewhere/\n');
    expect(resultIn(ci(['--format', 'json']))).toMatchObject({ status: 'fail', warnings: [] });
    rmSync(join(project.root, '.driftignore'));
  });

  test('may be named by a list of files, of which some are gone', () => {
    reset();
    project.write('src/new.ts', QUERY);
    const listed = (text: string): Run => {
      project.write('list.txt', text);
      return ci(['--changed-files', 'list.txt']);
    };
    expect(listed('README.md\nsrc/gone.ts\n')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('No changes'),
    });
    expect(listed('src/new.ts\nsrc/gone.ts\n').code).toBe(1);
    expect(listed('../elsewhere.ts\n')).toMatchObject({ code: 2, stdout: expect.stringContaining('no path below') });
  });

  test('that is too large is looked at with everything else, and says so', () => {
    reset();
    project.write('src/a1.ts', CLEAN);
    project.write('src/a2.ts', CLEAN);
    const result = resultIn(ci(['--max-files', '1', '--format', 'json']));
    expect(result).toMatchObject({ status: 'pass', metadata: { mode: 'full', files: 4, changedFiles: 2 } });
    expect(result.warnings.map((w) => w.code)).toEqual(['CI_TOO_MANY_FILES']);
  });
});

describe('the digest', () => {
  test('is that of drift check, whatever it is compared with', () => {
    reset();
    project.write('src/new.ts', QUERY);
    const check = (...args: readonly string[]): string =>
      drift(project.root, ['check', '--digest', ...args]).stdout.trim();
    expect(resultIn(ci(['--mode', 'full', '--format', 'json'])).digest).toBe(check());
    const based = resultIn(ci(['--mode', 'full', '--base', 'HEAD', '--format', 'json']));
    expect(based.digest).toBe(check('--base', 'HEAD'));
  });
});

describe('results', () => {
  test('are written in every format, told to the workflow, and read by the other verbs; no token is in any of them', () => {
    reset();
    project.write('src/new.ts', QUERY);
    const told = {
      GITHUB_OUTPUT: join(out, 'output'),
      GITHUB_STEP_SUMMARY: join(out, 'summary'),
      GITHUB_TOKEN: CANARY,
    };
    const run = ci(['--output', join(out, 'r'), '--format', 'sarif,comment'], told);
    expect(run.code).toBe(1);
    const read = (name: string): string => readFileSync(join(out, name), 'utf8');
    const result = ciResultSchema.parse(JSON.parse(read('r/drift-results.json')));
    expect(JSON.parse(read('r/drift-results.sarif'))).toMatchObject({ version: '2.1.0' });
    expect(read('r/drift-comment.md')).toBe(read('summary'));
    const outputs = new Map(
      read('output')
        .trim()
        .split('\n')
        .map((l) => [l.slice(0, l.indexOf('=')), l.slice(l.indexOf('=') + 1)] as const),
    );
    expect([...outputs.keys()]).toEqual([
      'status',
      'summary',
      'score',
      'drift-score',
      'violations-count',
      'new-violations',
      'patterns-discovered',
      'gate-result',
      'sarif-file',
      'result-json',
      'digest',
    ]);
    expect(outputs.get('digest')).toBe(result.digest);
    expect(outputs.get('sarif-file')).toBe(join(out, 'r/drift-results.sarif'));
    expect(drift(project.root, ['ci', 'status', '--input', join(out, 'r')], NO_CI)).toMatchObject({ code: 1 });
    const texts = [
      run.stdout,
      run.stderr,
      read('r/drift-results.json'),
      read('r/drift-results.sarif'),
      read('summary'),
      read('output'),
    ];
    expect(texts.filter((t) => t.includes('canary'))).toEqual([]);
  });

  test('of several formats need a folder, and unknown formats and passes are named', () => {
    expect(ci(['--format', 'json,sarif']).code).toBe(2);
    expect(ci(['--format', 'pdf'])).toMatchObject({ code: 2, stderr: expect.stringContaining('sarif') });
    expect(ci(['--skip', 'scan'])).toMatchObject({ code: 2, stderr: expect.stringContaining('security') });
    expect(drift(project.root, ['ci', 'status', '--input', 'none'], NO_CI).code).toBe(2);
  });

  test('are posted by the built program, to where the environment says', async () => {
    reset();
    project.write('README.md', '# shop 3\n');
    project.write(
      'event.json',
      readFileSync(new URL('payloads/github-pull-request-opened.json', import.meta.url), 'utf8'),
    );
    const provider = await recordedProvider(({ method, path }) =>
      path === '/user'
        ? { status: 403 }
        : { status: method === 'POST' ? 201 : 200, body: method === 'POST' ? { id: 1 } : [] },
    );
    try {
      const env = {
        ...NO_CI,
        GITHUB_ACTIONS: 'true',
        GITHUB_EVENT_NAME: 'pull_request',
        GITHUB_REPOSITORY: 'acme/shop',
        GITHUB_EVENT_PATH: join(project.root, 'event.json'),
        GITHUB_API_URL: provider.url,
        GITHUB_TOKEN: CANARY,
      };
      ci(['--output', join(out, 'posted')], env);
      expect(provider.sent).toEqual([]);
      const run = await driftBeside(project.root, ['ci', 'comment', '--input', join(out, 'posted')], env);
      expect(run).toMatchObject({ code: 0, stderr: 'drift: the comment is written\n' });
      expect(provider.sent.at(-1)?.body).toEqual({ body: expect.stringContaining('<!-- drift-ci -->') });
    } finally {
      await provider.close();
    }
  });
});

describe('a run that cannot look as it should', () => {
  test('out of time ends with 3, is not green, and leaves its results', () => {
    reset();
    project.write('src/new.ts', QUERY);
    const run = ci(['--timeout', '0', '--output', join(out, 'late')]);
    expect(run.code).toBe(3);
    const result = ciResultSchema.parse(JSON.parse(readFileSync(join(out, 'late/drift-results.json'), 'utf8')));
    expect(result.status).toBe('timeout');
    expect(result.passes.some((p) => p.status === 'passed')).toBe(false);
  });

  test('in a shallow clone counts everything, and says what to do', () => {
    reset();
    const clone = join(out, 'shallow');
    project.git('clone', '-q', '--depth', '1', '--branch', 'feature', `file://${project.root}`, clone);
    const run = ci(['--format', 'json'], {}, clone);
    const result = resultIn(run);
    expect(result.warnings).toMatchObject([
      { code: 'CI_SHALLOW_CLONE', hint: expect.stringContaining('fetch-depth: 0') },
    ]);
    expect([run.code, result.metadata.mode, result.counted.length]).toEqual([1, 'full', 1]);
  });

  test('against a base that does not exist ends with 2', () => {
    reset();
    project.write('src/new.ts', QUERY);
    expect(ci(['--base', 'nowhere']).code).toBe(2);
  });
});

test('a dry run keeps and records nothing', () => {
  const home = join(out, 'home');
  const other = new TemporaryProject({ 'a.ts': CLEAN, '.drift/.gitignore': '*\n', 'drift.toml': '' });
  try {
    other.commitAll();
    other.write('a.ts', `${CLEAN}// more\n`);
    expect(ci(['--dry-run'], { HOME: home }, other.root).code).toBe(0);
    expect(existsSync(join(other.root, '.drift/drift.db'))).toBe(false);
    expect(existsSync(join(other.root, '.drift/cache'))).toBe(false);
    const report = drift(other.root, ['check', '--json', '--changed'], { ...NO_CI, HOME: home });
    expect(reportEnvelopeSchema.parse(JSON.parse(report.stdout)).data.notRun).toEqual([]);
    expect(existsSync(join(other.root, '.drift/drift.db'))).toBe(true);
  } finally {
    other.remove();
  }
});
