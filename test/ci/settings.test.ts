import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CheckoutAnswer, DEFAULT_CONFIG } from '@drift/shared';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOCAL_CONTEXT, withNamed } from '../../server/src/ci/context.ts';
import { ciResultSchema } from '../../server/src/ci/result.ts';
import { type GivenSettings, settingsOf } from '../../server/src/ci/run-settings.ts';
import { PULL } from '../support/ci-result.ts';
import { drift, TemporaryProject } from '../support/temporary-project.ts';

const NOTHING_GIVEN: GivenSettings = {
  mode: undefined,
  threshold: undefined,
  maxFiles: undefined,
  timeoutMs: undefined,
  formats: undefined,
  policy: undefined,
  gates: true,
};
const CI = DEFAULT_CONFIG.ci;

function settings(over: Partial<CheckoutAnswer>, given: Partial<GivenSettings> = {}, context = PULL) {
  const checkout: CheckoutAnswer = {
    isGit: true,
    shallow: false,
    prefix: '',
    head: 'b',
    base: 'a',
    baseline: null,
    problems: [],
    changed: [],
    failOnBefore: null,
    hooks: null,
    ci: CI,
    ciBefore: CI,
    ...over,
  };
  return settingsOf({ ...NOTHING_GIVEN, ...given }, checkout, context);
}

describe('what holds in a run', () => {
  test('is what is given, then the file, then what is usual', () => {
    expect(settings({})).toMatchObject({
      mode: undefined,
      threshold: 70,
      maxFiles: 5000,
      timeoutMs: 300_000,
      formats: [],
      gates: { policy: 'ci-standard', advisory: true, policyOf: 'baseline' },
    });
    const ci = { ...CI, mode: 'full' as const, timeout: 60, gate_policy: 'team', formats: ['sarif' as const] };
    expect(settings({ ci, ciBefore: ci })).toMatchObject({
      mode: 'full',
      timeoutMs: 60_000,
      formats: ['sarif'],
      gates: { policy: 'team', advisory: false },
    });
    const given = { mode: 'pr' as const, timeoutMs: 5, formats: ['html'] };
    expect(settings({ ci, ciBefore: ci }, { ...given, policy: 'strict' })).toMatchObject({
      ...given,
      gates: { policy: 'strict', advisory: false },
    });
    expect(settings({ ci, ciBefore: ci }, { gates: false }).gates).toBeNull();
  });

  test('is not chosen by who proposes a change: only by who wrote what it is compared with', () => {
    const loose = { ...CI, enable_gates: false, threshold: 0, gate_policy: 'ci-minimal' };
    const before = { ...CI, gate_policy: 'strict' };
    expect(settings({ ci: loose, ciBefore: before })).toMatchObject({ threshold: 70, gates: { policy: 'strict' } });
    expect(settings({ ci: { ...CI, threshold: 90 }, ciBefore: before }).threshold).toBe(90);
    expect(settings({ ci: loose, ciBefore: before }, {}, LOCAL_CONTEXT)).toMatchObject({ threshold: 0, gates: null });
    expect(settings({ ci: loose, ciBefore: null })).toMatchObject({ threshold: 0, gates: null });
  });
});

test('a run by hand is told of its pull request by the environment, if that names one', () => {
  const env = { DRIFT_PR_NUMBER: '12', DRIFT_REPO_OWNER: 'acme', DRIFT_REPO_NAME: 'shop' };
  expect(withNamed(LOCAL_CONTEXT, env)).toMatchObject({ pullRequest: 12, project: 'acme/shop' });
  const odd = { DRIFT_PR_NUMBER: '1/../2', DRIFT_REPO_OWNER: 'acme/x', DRIFT_REPO_NAME: 'shop' };
  expect(withNamed(PULL, odd)).toEqual(PULL);
});

describe('a pull request', () => {
  const QUERY = "export const find = (db: Db, id: string) => db.query('SELECT * FROM t WHERE id = ' + id);\n";
  const project = new TemporaryProject({
    'a.ts': 'export const a = 1;\n',
    'drift.toml': '[quality_gates]\nfail_on = "none"\n\n[ci]\nthreshold = 0\ngate_policy = "team"\n',
    '.drift/policies/team.toml': 'extends = "ci-security"\n',
  });
  beforeAll(() => {
    project.commitAll();
    project.git('switch', '-qc', 'feature');
    project.write('b.ts', QUERY);
    project.write(
      '.git/event.json',
      readFileSync(new URL('payloads/github-pull-request-opened.json', import.meta.url), 'utf8'),
    );
  });
  afterAll(() => project.remove());

  function analyzed(event: string, ...args: readonly string[]) {
    const env = {
      GITHUB_ACTIONS: 'true',
      GITHUB_EVENT_NAME: event,
      GITHUB_REPOSITORY: 'acme/shop',
      GITHUB_EVENT_PATH: join(project.root, '.git/event.json'),
      GITHUB_SHA: 'c'.repeat(40),
      GITHUB_OUTPUT: '',
      GITHUB_STEP_SUMMARY: '',
      GITLAB_CI: '',
    };
    const run = drift(project.root, ['ci', 'analyze', '--format', 'json', ...args], env);
    return { code: run.code, result: ciResultSchema.parse(JSON.parse(run.stdout)) };
  }

  test('that loosens its own gate is judged by the policy before it', () => {
    project.write('drift.toml', '[quality_gates]\nfail_on = "none"\n\n[ci]\nthreshold = 0\nenable_gates = false\n');
    project.write('.drift/policies/team.toml', 'extends = "ci-minimal"\n');
    const { code, result } = analyzed('pull_request');
    expect([code, result.status, result.gates?.policy, result.gates?.passed]).toEqual([1, 'fail', 'team', false]);
    expect(result.changedSettings).toEqual(['.drift/policies/team.toml', 'drift.toml']);
    const pushed = analyzed('push', '--base', 'main');
    expect([pushed.code, pushed.result.gates]).toEqual([0, null]);
  });

  test('that brings a policy is judged by it, and that is told', () => {
    project.write('.drift/policies/own.toml', 'extends = "ci-security"\n');
    const { code, result } = analyzed('pull_request', '--policy', 'own');
    expect([code, result.gates?.policy]).toEqual([1, 'own']);
    expect(result.report?.problems.map((p) => p.message)).toEqual([
      expect.stringContaining('as it lies here, for the commit compared with has none that can be used'),
    ]);
  });

  test('of a project that names no policy is shown one that fails nothing', () => {
    project.git('switch', '-q', 'main');
    project.write('drift.toml', '[quality_gates]\nfail_on = "none"\n\n[ci]\nthreshold = 0\n');
    project.commitAll();
    project.git('switch', '-qc', 'other');
    project.write('c.ts', QUERY);
    const { code, result } = analyzed('pull_request');
    expect([code, result.gates?.policy, result.gates?.dryRun, result.gates?.passed]).toEqual([
      0,
      'ci-standard',
      true,
      false,
    ]);
  });
});
