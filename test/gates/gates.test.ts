import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type GatesRunAnswer,
  gatesRunAnswerSchema,
  Method,
  policyShowAnswerSchema,
  reportEnvelopeSchema,
  statusAnswerSchema,
} from '@drift/shared';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { ROOT } from '../architecture/sources.ts';
import { EVERY_RULE, LspClient } from '../support/lsp-client.ts';
import { following, hashing, ODD, sampleProject } from '../support/sample-project.ts';
import { drift, driftAll, type Run, TemporaryProject } from '../support/temporary-project.ts';

const sample = sampleProject();
/** The sample with what is odd about it as a change to come. */
const BASE = { ...sample, 'src/odd.ts': `import { work } from './work.js';\n${following(2)}` };
const changed = (text: string): string =>
  text.replace("import { work } from './work.js';\n", `import { work } from './work.js';\n${following(2)}`);
const CHANGE = changed(ODD.replace(/\nexport function quiet[\s\S]*/, '\n'));
const NAMED = CHANGE.replace('catch (e)', 'catch (error)').replace('throw e;', 'throw error;');
const CLEAN = NAMED.replace("'md5'", "'sha256'");

/**
 * One project and one server for all: each test begins where the first commit left it. What is asked of the server is what
 * `drift gate` asks; the command line itself is run where its words and exit codes are the point.
 */
const project = new TemporaryProject(BASE);
let editor: LspClient;
beforeAll(async () => {
  project.commitAll();
  project.git('tag', 'start');
  editor = await LspClient.start({ root: project.root, init: EVERY_RULE });
});
beforeEach(() => {
  project.git('checkout', '-qf', '-B', 'main', 'start');
  project.git('clean', '-qfdx');
});
afterAll(async () => {
  await editor.stop();
  project.remove();
});

/** The answer about the project as it lies on the disk now, and how each gate ended. */
async function asked(params: object = {}): Promise<GatesRunAnswer & { readonly statuses: readonly string[] }> {
  // Another drift.toml has everything read anew.
  await editor.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: editor.uri('drift.toml'), type: 1 }] });
  const answer = gatesRunAnswerSchema.parse(await editor.request(Method.gatesRun, params));
  return { ...answer, statuses: answer.gates?.gates.map((g) => `${g.id} ${g.status}`) ?? [] };
}

const passed = async (params: object = {}): Promise<boolean | undefined> => (await asked(params)).gates?.passed;

const gate = (...args: string[]): Run => driftAll(project.root, ['gate', ...args]);

/** What the page shows under a name (UPDATE_GOLDEN=1 rewrites it). */
function shown(name: string, output: string): string {
  const path = join(ROOT, 'docs/gates.md');
  const page = readFileSync(path, 'utf8');
  const part = new RegExp(`(<!-- generated: ${name} -->\\n)([\\s\\S]*?)(\\n<!-- end -->)`);
  if (process.env['UPDATE_GOLDEN'] === '1')
    writeFileSync(
      path,
      page.replace(part, (_all, start: string, _old, end: string) => `${start}${block(output)}${end}`),
    );
  return part.exec(page)?.[2] ?? '';
}

const block = (output: string): string => `\`\`\`text\n${output}\`\`\``;

describe('a change', () => {
  test('that is insecure fails, as the page shows', () => {
    project.write('src/odd.ts', NAMED);
    const run = gate();
    expect([run.code, block(run.stdout), run.stderr]).toEqual([1, shown('insecure', run.stdout), '']);
  });

  test('is judged where it is staged, and passes where it is mended', async () => {
    project.write('src/odd.ts', CHANGE);
    project.git('add', '-A');
    project.write('src/odd.ts', CLEAN);
    expect(await passed({ scope: 'staged' })).toBe(false);
    const { gates, statuses } = await asked();
    expect([gates?.passed, gates?.reasons.map((r) => r.code)]).toEqual([true, ['PASSED']]);
    expect(statuses).toEqual([
      'pattern-compliance passed',
      'constraint-verification notRun',
      'security-boundaries passed',
      'test-coverage notRun',
      'error-handling passed',
      'regression notRun',
    ]);
    project.git('reset', '-q');
    expect(await asked({ scope: 'staged' })).toMatchObject({ files: 0, gates: { passed: true } });
  });

  test('of other files is not judged with --changed or named files', async () => {
    project.write('src/odd.ts', CHANGE);
    expect(await passed({ scope: 'changed' })).toBe(false);
    expect(await passed({ paths: ['src/work.ts'] })).toBe(true);
    expect(await passed({ paths: ['src/odd.ts'] })).toBe(false);
  });

  test('that is old fails only with --all, or against a base before it', async () => {
    project.write('src/odd.ts', NAMED);
    project.git('commit', '-qam', 'insecure');
    expect([await passed(), await passed({ all: true })]).toEqual([true, false]);
    expect(gate('--base', 'HEAD~1').code).toBe(1);
  });

  test('in a dry run fails nothing and says so', () => {
    project.write('src/odd.ts', CHANGE);
    const run = gate('--dry-run');
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('Dry run: the verdict fails nothing, and nothing was recorded.');
    expect(run.stdout).toContain('Policy standard (threshold 70): FAILED');
  });

  test('can be asked about by single gates', async () => {
    project.write('src/odd.ts', CHANGE);
    const { gates, statuses } = await asked({ gates: ['security-boundary', 'error-handling'] });
    expect([gates?.passed, statuses.filter((s) => !s.endsWith('notRun'))]).toEqual([
      false,
      ['security-boundaries failed', 'error-handling passed'],
    ]);
    expect(gates?.gates[0]).toMatchObject({ reason: 'disabled', summary: 'it was not asked for' });
    const wrong = gate('--gates', 'error-handlin');
    expect([wrong.code, wrong.stdout]).toEqual([
      2,
      expect.stringContaining('there is no gate "error-handlin". Did you mean "error-handling"?'),
    ]);
  });
});

test('an injection in the two languages of the specification fails the gate with its CWE', async () => {
  project.write(
    'src/users.ts',
    "import { pool } from './pool';\nexport function find(req: { query: { id: string } }) {\n  return pool.query('SELECT * FROM users WHERE id = ' + req.query.id);\n}\n",
  );
  project.write(
    'app.py',
    "from flask import Flask, request\nimport sqlite3\napp = Flask(__name__)\n\n\n@app.route('/u')\ndef user():\n    cursor = sqlite3.connect('a').cursor()\n    cursor.execute(\"SELECT * FROM users WHERE id = \" + request.args['id'])\n    return 'ok'\n",
  );
  const { gates, findings } = await asked({ gates: ['security-boundaries'] });
  expect(gates?.gates[2]).toMatchObject({ status: 'failed', details: { cweIds: 'CWE-89' } });
  expect(findings.map((f) => `${f.path} ${f.ruleId}`)).toEqual([
    'app.py drift/taint/sql-query',
    'src/users.ts drift/taint/sql-query',
  ]);
});

describe('check with a policy', () => {
  test('prints the verdict and ends with the worse of both', () => {
    project.write('src/odd.ts', CHANGE);
    const check = (...args: string[]) => driftAll(project.root, ['check', ...args]);
    const run = check('--policy', 'standard', '--fail-on', 'none', '--stable');
    expect([run.code, run.stdout]).toEqual([1, expect.stringContaining('Policy standard (threshold 70): FAILED')]);
    const met = check('--policy', 'lenient');
    expect([met.code, met.stdout]).toEqual([1, expect.stringContaining('Policy lenient (any-must-pass): passed')]);
    const unknown = check('--policy', 'strikt');
    expect([unknown.code, unknown.stdout]).toEqual([2, expect.stringContaining('Did you mean "strict"?')]);
  });

  test('is the same twice, byte for byte, and changes no finding', () => {
    project.write('src/odd.ts', CHANGE);
    const json = (...args: string[]) => driftAll(project.root, [...args, 'check', '--json', '--stable']).stdout;
    const judged = (...args: string[]) =>
      driftAll(project.root, [...args, 'check', '--json', '--stable', '--policy', 'standard']).stdout;
    const plain = json();
    const first = judged();
    expect(judged('--no-cache', '--threads', '1')).toBe(first);
    const { gates, ...rest } = reportEnvelopeSchema.parse(JSON.parse(first)).data;
    expect(gates?.gates.map((g) => g.id).length).toBe(6);
    expect(reportEnvelopeSchema.parse(JSON.parse(plain)).data).toEqual(rest);
  });
});

describe('policies of a project', () => {
  const own = (text: string) => project.write('.drift/policies/own.toml', text);
  const policy = (...args: string[]): Run => drift(project.root, ['policy', ...args]);

  test('lie in files and may extend one another', async () => {
    project.write('src/odd.ts', CHANGE);
    own('extends = "mild"\nthreshold = 60\n');
    project.write(
      '.drift/policies/mild.toml',
      'required_gates = []\n[gates.pattern-compliance]\nmax_new_deviations = 1\n[gates.security-boundaries]\nlevel = "off"\n',
    );
    expect(await passed({ policy: 'own' })).toBe(true);
    expect(await passed({ policy: '.drift/policies/own.toml' })).toBe(true);
    expect(policy('list').stdout).toMatch(/^ {2}own +threshold +60 +0 gates +\.drift\/policies\/own\.toml/m);
    const { policy: shownOne } = policyShowAnswerSchema.parse(JSON.parse(policy('show', 'own', '--json').stdout));
    expect(shownOne).toMatchObject({ name: 'own', settings: { threshold: 60 } });
    expect(policy('validate', '.drift/policies/own.toml')).toMatchObject({
      code: 0,
      stdout: '.drift/policies/own.toml can be used\n',
    });
  });

  test('at fault give no verdict and say where', async () => {
    own('\nthresold = 60\n');
    const run = gate('--policy', 'own');
    const told = ".drift/policies/own.toml:2:1 Unknown key 'thresold'. Did you mean 'threshold'?";
    expect([run.code, run.stdout]).toEqual([2, expect.stringContaining(told)]);
    for (const args of [['validate', '.drift/policies/own.toml'], ['show', 'own'], ['list']])
      expect(policy(...args)).toMatchObject({ code: 2, stderr: expect.stringContaining(told) });
    expect(await passed()).toBe(true);
  });

  test('are named and changed in drift.toml', async () => {
    project.write('src/odd.ts', NAMED);
    project.write('drift.toml', '[policy]\nname = "ci-minimal"\ngates = { security-boundaries = "warn" }\n');
    const { gates } = await asked();
    expect(gates).toMatchObject({ passed: true, policy: 'ci-minimal, changed by drift.toml', mode: 'all-must-pass' });
    expect(gates?.gates[2]).toMatchObject({ status: 'failed', blocking: false });
    expect(policy().stdout).toContain('* ci-minimal');
    expect(policy('show').stdout).toContain('[gates.security-boundaries]\nlevel = "warn"');
  });

  test('hold where they are meant for, unless one is named', async () => {
    project.write('src/odd.ts', CHANGE);
    const scope =
      '[scope]\nbranches = ["release/*"]\ninclude_files = ["src/odd.ts"]\nauthors = ["*@example.invalid"]\n';
    own(`early_termination = true\nrequired_gates = ["security-boundaries"]\n${scope}`);
    project.write('.drift/policies/other.toml', '[scope]\nbranches = ["**"]\n');
    project.write('.drift/policies/same.toml', '[scope]\nbranches = ["**"]\n');
    const tied = await asked();
    expect(tied.gates?.policy).toBe('other');
    expect(tied.problems.map((p) => p.message)).toEqual([
      'the policies other, same are meant for this run as much as one another; other holds',
    ]);
    project.git('checkout', '-qb', 'release/1');
    expect(policy().stdout).toMatch(/^\* own /m);
    expect(policy('show').stdout).toContain('[scope]\nbranches = ["release/*"]');
    const { gates, problems } = await asked();
    expect([gates?.policy, gates?.gates.map((g) => g.reason ?? g.status), problems]).toEqual([
      'own',
      ['passed', 'no-analysis', 'failed', 'no-analysis', 'passed', 'stopped'],
      [],
    ]);
    project.write('src/odd.ts', BASE['src/odd.ts']);
    project.write('src/work.ts', `${sample['src/work.ts']}// changed\n`);
    expect((await asked()).gates?.policy).toBe('other');
    expect((await asked({ policy: 'lenient' })).gates?.policy).toBe('lenient');
    project.write('drift.toml', '[policy]\nname = "standard"\n');
    expect((await asked()).gates?.policy).toBe('standard');
  });

  test('for branches are held by the branch of a job, and by none are not kept quiet about', () => {
    own('description = "for releases"\n[scope]\nbranches = ["release/*"]\n');
    project.git('checkout', '-q', '--detach');
    const run = (env: Readonly<Record<string, string>>) =>
      gatesRunAnswerSchema.parse(JSON.parse(drift(project.root, ['gate', '--json'], { ...NO_JOB, ...env }).stdout));
    expect(run({ GITHUB_REF: 'refs/heads/release/2' }).gates?.policy).toBe('own');
    const { gates, problems } = run({});
    expect([gates?.policy, problems.map((p) => p.message)]).toEqual([
      'standard',
      ['no branch is checked out, so no policy for branches holds: own'],
    ]);
  });

  test('whose names a terminal would obey are shown as escapes', () => {
    project.write('.drift/policies/a\u001b[31m.toml', 'description = "\\u001b[31mred"\n');
    const { stdout } = policy('list');
    expect(stdout).not.toContain('\u001b');
    expect(stdout).toContain('\\x1b[31mred');
  });
});

/** Variables of a job that may run these tests. */
const NO_JOB = {
  GITHUB_HEAD_REF: '',
  GITHUB_REF: '',
  CI_MERGE_REQUEST_SOURCE_BRANCH_NAME: '',
  CI_COMMIT_BRANCH: '',
};

test('a ramp-up goes by the day of the last commit, and softens nothing in a new file', async () => {
  project.write('drift.toml', '[policy]\nstarted = 2026-01-01\n');
  /** Commits on a day, and judges an insecure change of an old file. */
  const on = async (day: string) => {
    project.write('src/odd.ts', `${BASE['src/odd.ts']}// ${day}\n`);
    project.git('add', '-A');
    process.env['GIT_COMMITTER_DATE'] = `${day}T12:00:00Z`;
    project.git('commit', '-qm', day);
    delete process.env['GIT_COMMITTER_DATE'];
    project.write('src/odd.ts', NAMED);
    const { gates } = await asked();
    return { status: gates?.gates[2]?.status, ramp: gates?.ramp, threshold: gates?.threshold };
  };
  expect(await on('2026-01-15')).toEqual({ status: 'failed', ramp: { day: 14, of: 28 }, threshold: 59.5 });
  expect(await on('2026-01-29')).toEqual({ status: 'failed', ramp: null, threshold: 70 });
  expect(await on('2026-01-01')).toEqual({ status: 'warned', ramp: { day: 0, of: 28 }, threshold: 49 });
  project.write('src/new.ts', hashing(1));
  expect((await asked()).gates?.gates[2]).toMatchObject({ status: 'failed' });
});

describe('what was not looked at', () => {
  test('never passes: rules that are off', async () => {
    const areas = ['taint', 'crypto', 'owasp', 'secret'];
    const rules: { rules: { id: string }[] } = JSON.parse(drift(project.root, ['rules', '--json']).stdout);
    const off = rules.rules.filter((r) => areas.includes(r.id.split('/')[1] ?? '')).map((r) => `"${r.id}" = "off"`);
    project.write('drift.toml', `[analysis]\nseverity = { ${off.join(', ')} }\n`);
    const { gates } = await asked({ gates: ['security-boundaries'] });
    expect([gates?.gates[2]?.reason, gates?.reasons[0]?.code]).toEqual(['disabled', 'NO_GATE_COULD_RUN']);
  });

  test('never passes: a history that cannot be read', () => {
    const run = gate('--json', '--base', 'nowhere');
    const { gates } = gatesRunAnswerSchema.parse(JSON.parse(run.stdout));
    expect([run.code, gates?.passed, gates?.gates.filter((g) => g.status === 'passed')]).toEqual([2, false, []]);
  });

  test('never passes: a policy that requires what there is no analysis for says what can be met', () => {
    const run = gate('--policy', 'strict');
    expect([run.code, run.stdout]).toEqual([
      1,
      expect.stringContaining(
        'Policy strict (all-must-pass): FAILED 100 - constraint-verification, test-coverage, regression did not run (required): this version of Drift has no analysis for them; ci-strict asks every gate it has one for',
      ),
    ]);
    expect(gate('--policy', 'ci-strict').code).toBe(0);
  });
});

test('an editor is told what the command line says of the same texts, saved or not', async () => {
  const standing = async () => statusAnswerSchema.parse(await editor.request(Method.status)).roots[0]?.gates;
  await asked();
  expect(await standing()).toMatchObject({ policy: 'standard', state: 'passed' });
  await editor.open(editor.uri('src/odd.ts'), 'typescript', NAMED);
  try {
    await vi.waitFor(async () => expect((await standing())?.state).toBe('failed'), 15_000);
    const told = await standing();
    const own = gatesRunAnswerSchema.parse(await editor.request(Method.gatesRun, {}));
    project.write('src/odd.ts', NAMED);
    const printed = gatesRunAnswerSchema.parse(JSON.parse(gate('--json').stdout));
    expect(own).toEqual(printed);
    expect(printed.gates?.gates.length).toBe(6);
    expect(told).toEqual({
      policy: 'standard',
      state: 'failed',
      why: printed.gates?.reasons.map((r) => r.message).join('; '),
      gates: printed.gates?.gates.map(({ id, status, score, summary }) => ({ id, status, score, summary })),
    });
  } finally {
    await editor.close(editor.uri('src/odd.ts'));
  }
});
