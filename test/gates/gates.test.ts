import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gatesRunAnswerSchema, Method, policyShowAnswerSchema, reportEnvelopeSchema } from '@drift/shared';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ROOT } from '../architecture/sources.ts';
import { LspClient } from '../support/lsp-client.ts';
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

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject(BASE);
  project.commitAll();
});
afterEach(() => project.remove());

const gate = (...args: string[]): Run => driftAll(project.root, ['gate', ...args]);
const answer = (...args: string[]) => {
  const run = gate('--json', ...args);
  const parsed = gatesRunAnswerSchema.parse(JSON.parse(run.stdout));
  const statuses = parsed.gates?.gates.map((g) => `${g.id} ${g.status}`) ?? [];
  return { code: run.code, ...parsed, statuses };
};

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

  test('that is mended passes', () => {
    project.write('src/odd.ts', CLEAN);
    const { code, gates, statuses } = answer();
    expect([code, gates?.passed, gates?.reasons.map((r) => r.code)]).toEqual([0, true, ['PASSED']]);
    expect(statuses).toEqual([
      'pattern-compliance passed',
      'constraint-verification notRun',
      'security-boundaries passed',
      'test-coverage notRun',
      'error-handling passed',
      'regression notRun',
    ]);
  });

  test('is judged where it is staged', () => {
    project.write('src/odd.ts', CHANGE);
    project.git('add', '-A');
    project.write('src/odd.ts', CLEAN);
    expect([gate('--staged').code, gate().code]).toEqual([1, 0]);
    project.git('reset', '-q');
    const nothing = answer('--staged');
    expect([nothing.code, nothing.files, nothing.gates?.passed]).toEqual([0, 0, true]);
  });

  test('of other files is not judged with --changed or named files', () => {
    project.write('src/odd.ts', CHANGE);
    expect([gate('--changed').code, gate('src/work.ts').code, gate('src/odd.ts').code]).toEqual([1, 0, 1]);
  });

  test('that is old fails only with --all, or against a base before it', () => {
    project.write('src/odd.ts', NAMED);
    project.git('commit', '-qam', 'insecure');
    expect([gate().code, gate('--all').code, gate('--base', 'HEAD~1').code]).toEqual([0, 1, 1]);
  });

  test('in a dry run fails nothing and says so', () => {
    project.write('src/odd.ts', CHANGE);
    const run = gate('--dry-run');
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('Dry run: the verdict fails nothing, and nothing was recorded.');
    expect(run.stdout).toContain('Policy standard (threshold 70): FAILED');
  });

  test('can be asked about by single gates', () => {
    project.write('src/odd.ts', CHANGE);
    const { code, gates, statuses } = answer('--gates', 'security-boundary,error-handling');
    expect(code).toBe(1);
    expect(statuses.filter((s) => !s.endsWith('notRun'))).toEqual([
      'security-boundaries failed',
      'error-handling passed',
    ]);
    expect(gates?.gates[0]).toMatchObject({ reason: 'disabled', summary: 'it was not asked for' });
    const wrong = gate('--gates', 'error-handlin');
    expect([wrong.code, wrong.stdout]).toEqual([
      2,
      expect.stringContaining('there is no gate "error-handlin". Did you mean "error-handling"?'),
    ]);
  });
});

test('an injection in the two languages of the specification fails the gate with its CWE', () => {
  project.write(
    'src/users.ts',
    "import { pool } from './pool';\nexport function find(req: { query: { id: string } }) {\n  return pool.query('SELECT * FROM users WHERE id = ' + req.query.id);\n}\n",
  );
  project.write(
    'app.py',
    "from flask import Flask, request\nimport sqlite3\napp = Flask(__name__)\n\n\n@app.route('/u')\ndef user():\n    cursor = sqlite3.connect('a').cursor()\n    cursor.execute(\"SELECT * FROM users WHERE id = \" + request.args['id'])\n    return 'ok'\n",
  );
  const { gates, findings } = answer('--gates', 'security-boundaries');
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
    expect(run.code).toBe(1);
    expect(run.stdout).toContain('Policy standard (threshold 70): FAILED');
    expect(check('--policy', 'lenient', '--fail-on', 'none').code).toBe(0);
    expect(check('--policy', 'lenient').code).toBe(1);
    expect(check('--stable').stdout).not.toContain('Gates (');
    const unknown = check('--policy', 'strikt');
    expect([unknown.code, unknown.stdout]).toEqual([2, expect.stringContaining('Did you mean "strict"?')]);
  });

  test('is the same twice, byte for byte, and changes no finding', () => {
    project.write('src/odd.ts', CHANGE);
    const json = (...args: string[]) => driftAll(project.root, ['check', '--json', '--stable', ...args]).stdout;
    const first = json('--policy', 'standard');
    expect(json('--policy', 'standard')).toBe(first);
    expect(
      driftAll(project.root, ['--no-cache', '--threads', '1', 'check', '--json', '--stable', '--policy', 'standard'])
        .stdout,
    ).toBe(first);
    const { gates, ...rest } = reportEnvelopeSchema.parse(JSON.parse(first)).data;
    expect(gates?.gates.map((g) => g.id).length).toBe(6);
    expect(reportEnvelopeSchema.parse(JSON.parse(json())).data).toEqual(rest);
    // Neither is given where the other was asked for.
    expect(json('--policy', 'standard')).toBe(first);
  });
});

describe('policies of a project', () => {
  const own = (text: string) => project.write('.drift/policies/own.toml', text);

  test('lie in files and may extend one another', () => {
    project.write('src/odd.ts', CHANGE);
    own('extends = "mild"\nthreshold = 60\n');
    project.write(
      '.drift/policies/mild.toml',
      'required_gates = []\n[gates.pattern-compliance]\nmax_new_deviations = 1\n[gates.security-boundaries]\nlevel = "off"\n',
    );
    expect([gate('--policy', 'own').code, gate('--policy', '.drift/policies/own.toml').code, gate().code]).toEqual([
      0, 0, 1,
    ]);
    const list = drift(project.root, ['policy', 'list']);
    expect(list.stdout).toMatch(/^ {2}own +threshold +60 +0 gates +\.drift\/policies\/own\.toml/m);
    const shown = drift(project.root, ['policy', 'show', 'own', '--json']);
    expect(policyShowAnswerSchema.parse(JSON.parse(shown.stdout)).policy).toMatchObject({
      name: 'own',
      settings: { threshold: 60 },
    });
    expect(drift(project.root, ['policy', 'validate', '.drift/policies/own.toml'])).toMatchObject({
      code: 0,
      stdout: '.drift/policies/own.toml can be used\n',
    });
  });

  test('at fault give no verdict and say where', () => {
    own('\nthresold = 60\n');
    const run = gate('--policy', 'own');
    const told = ".drift/policies/own.toml:2:1 Unknown key 'thresold'. Did you mean 'threshold'?";
    expect([run.code, run.stdout]).toEqual([2, expect.stringContaining(told)]);
    for (const args of [['validate', '.drift/policies/own.toml'], ['show', 'own'], ['list']])
      expect(drift(project.root, ['policy', ...args])).toMatchObject({
        code: 2,
        stderr: expect.stringContaining(told),
      });
    expect(gate().code).toBe(0);
  });

  test('are named and changed in drift.toml', () => {
    project.write('src/odd.ts', NAMED);
    project.write('drift.toml', '[policy]\nname = "ci-minimal"\ngates = { security-boundaries = "warn" }\n');
    const { code, gates } = answer();
    expect([code, gates?.policy, gates?.mode]).toEqual([0, 'ci-minimal, changed by drift.toml', 'all-must-pass']);
    expect(gates?.gates[2]).toMatchObject({ status: 'failed', blocking: false });
    expect(drift(project.root, ['policy']).stdout).toContain('* ci-minimal');
    expect(drift(project.root, ['policy', 'show']).stdout).toContain('[gates.security-boundaries]\nlevel = "warn"');
    project.write('drift.toml', '[policy]\nmode = "any"\n');
    expect(gate().code).toBe(2);
  });

  test('whose names a terminal would obey are shown as escapes', () => {
    project.write('.drift/policies/a\u001b[31m.toml', 'description = "\\u001b[31mred"\n');
    const { stdout } = drift(project.root, ['policy', 'list']);
    expect(stdout).not.toContain('\u001b');
    expect(stdout).toContain('\\x1b[31mred');
  });
});

describe('a ramp-up', () => {
  /** Commits on a day, and judges an insecure change of an old file. */
  const on = (day: string, ...args: string[]) => {
    project.write('src/odd.ts', `${BASE['src/odd.ts']}// ${day}\n`);
    project.git('add', '-A');
    process.env['GIT_COMMITTER_DATE'] = `${day}T12:00:00Z`;
    project.git('commit', '-qm', day);
    delete process.env['GIT_COMMITTER_DATE'];
    project.write('src/odd.ts', NAMED);
    const { gates, code } = answer(...args);
    return { code, status: gates?.gates[2]?.status, ramp: gates?.ramp, threshold: gates?.threshold };
  };

  test('goes by the day of the last commit', () => {
    project.write('drift.toml', '[policy]\nstarted = 2026-01-01\n');
    expect(on('2026-01-01')).toEqual({ code: 0, status: 'warned', ramp: { day: 0, of: 28 }, threshold: 49 });
    expect(on('2026-01-15')).toEqual({ code: 1, status: 'failed', ramp: { day: 14, of: 28 }, threshold: 59.5 });
    expect(on('2026-01-29')).toEqual({ code: 1, status: 'failed', ramp: null, threshold: 70 });
    expect(on('2026-01-01', '--policy', 'strict')).toMatchObject({ ramp: null, threshold: 80 });
  });

  test('softens nothing in a new file', () => {
    project.write('drift.toml', '[policy]\nstarted = 2026-01-01\n');
    expect(on('2026-01-02').status).toBe('warned');
    project.write('src/new.ts', hashing(1));
    expect(answer().gates?.gates[2]).toMatchObject({ status: 'failed' });
  });
});

describe('what was not looked at', () => {
  test('never passes: rules that are off', () => {
    const areas = ['taint', 'crypto', 'owasp', 'secret'];
    const rules: { rules: { id: string }[] } = JSON.parse(drift(project.root, ['rules', '--json']).stdout);
    const off = rules.rules.filter((r) => areas.includes(r.id.split('/')[1] ?? '')).map((r) => `"${r.id}" = "off"`);
    project.write('drift.toml', `[analysis]\nseverity = { ${off.join(', ')} }\n`);
    const { code, gates } = answer('--gates', 'security-boundaries');
    expect([code, gates?.gates[2]?.reason, gates?.reasons[0]?.code]).toEqual([2, 'disabled', 'NO_GATE_COULD_RUN']);
  });

  test('never passes: a history that cannot be read', () => {
    const { code, statuses, gates } = answer('--base', 'nowhere');
    expect([code, gates?.passed]).toEqual([2, false]);
    expect(statuses.filter((s) => s.endsWith('passed'))).toEqual([]);
  });
});

test('an editor gets the same verdict as the command line', async () => {
  project.write('src/odd.ts', ODD);
  const client = await LspClient.start({ root: project.root });
  try {
    const asked = gatesRunAnswerSchema.parse(await client.request(Method.gatesRun, {}));
    const printed = gatesRunAnswerSchema.parse(JSON.parse(drift(project.root, ['gate', '--json']).stdout));
    expect(asked.gates?.gates.length).toBe(6);
    expect(asked).toEqual(printed);
  } finally {
    await client.stop();
  }
});
