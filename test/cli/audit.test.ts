import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type AuditAnswer,
  auditAnswerSchema,
  auditTrendsAnswerSchema,
  Method,
  parseDecisions,
  reportEnvelopeSchema,
  wsStatusAnswerSchema,
} from '@drift/shared';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rowsIn } from '../storage/recorded.ts';
import { LspClient } from '../support/lsp-client.ts';
import { ODD, sampleProject } from '../support/sample-project.ts';
import { drift, TemporaryProject } from '../support/temporary-project.ts';

// A project with a history: each commit has a day of its own, and an audit is of the day of its commit.
const DAYS = 5;
const DEVIATING = (i: number): string =>
  `import { work } from './work.js';\n\nexport function late${i}(): void {\n  try {\n    work(${i});\n  } catch (e) {\n    throw new Error('late', { cause: e });\n  }\n}\n`;

let project: TemporaryProject;
const audits: AuditAnswer[] = [];
const dayOf = (day: number): string => `2026-03-0${day + 1}T12:00:00.000Z`;

function commit(day: number): void {
  const identity = '-c user.name=test -c user.email=test@example.invalid -c commit.gpgsign=false';
  const run = project.shell(`git add -A && GIT_COMMITTER_DATE=${dayOf(day)} git ${identity} commit -qm day${day}`);
  if (run.code !== 0) throw new Error(run.stderr);
}

function audit(...args: string[]): AuditAnswer {
  const run = drift(project.root, ['audit', '--json', ...args]);
  expect(run).toMatchObject({ code: 0, stderr: '' });
  return auditAnswerSchema.parse(JSON.parse(run.stdout));
}

beforeAll(() => {
  project = new TemporaryProject(sampleProject());
  mkdirSync(join(project.root, '.drift'));
  project.git('init', '-q');
  for (let day = 0; day < DAYS; day++) {
    for (let i = 0; i < day; i++) project.write(`src/late${day}-${i}.ts`, DEVIATING(i));
    commit(day);
    audits.push(audit());
  }
});
afterAll(() => project.remove());

describe('drift audit', () => {
  test('tells what the score is made of and what was not measured', () => {
    const first = audits[0];
    expect(first).toMatchObject({
      branch: 'main',
      at: dayOf(0),
      newProject: false,
      preliminary: false,
      dataCompleteness: 0.8,
      comparedWith: null,
      notRecorded: '',
      factors: { approvalRatio: 0, crossValidationRate: null, duplicateFreeRate: 1 },
      prediction: { kind: 'notEnoughData', points: 1, needed: 5 },
    });
    expect(first?.notMeasured.map((n) => n.what)).toEqual(['cross-validation', 'constraints', 'degradation']);
    const { avgConfidence, complianceRate } = first?.factors ?? {};
    const score = 100 * (0.3 * (avgConfidence ?? 0) + 0.2 * (complianceRate ?? 0) + 0.15 * 0.5 + 0.15);
    expect(first?.healthScore).toBeCloseTo(score, 4);
    expect(first?.categories.filter((c) => c.score !== null).map((c) => c.category)).toContain('errors');
  });

  test('sees that the code keeps less and less to what it does', () => {
    const healths = audits.map((a) => a.healthScore);
    expect(healths).toEqual([...healths].sort((a, b) => b - a));
    expect(audits.map((a) => a.comparedWith)).toEqual([null, ...audits.slice(1).map((_, i) => dayOf(i))]);
    const last = audits.at(-1);
    expect(last?.prediction).toMatchObject({ kind: 'predicted', points: DAYS, direction: 'falling' });
    if (last?.prediction.kind !== 'predicted') throw new Error('nothing was predicted');
    const { value, low, high } = last.prediction.in7Days;
    expect(value).toBeLessThan(last.healthScore);
    expect([low < value, value < high]).toEqual([true, true]);
  });

  test('keeps one audit of each commit, and says the same again', async () => {
    const again = audit();
    expect({ ...again, auditedAt: '' }).toEqual({ ...audits.at(-1), auditedAt: '' });
    const rows = await rowsIn(project.root, 'SELECT at, branch, health_score FROM audit_snapshots ORDER BY at');
    expect(rows).toEqual(audits.map((a) => ({ at: a.at, branch: 'main', health_score: a.healthScore })));
  });

  test('prints it for people, and fails in CI below the threshold', () => {
    const run = drift(project.root, ['audit', '--ci', '--threshold', '99']);
    const health = audits.at(-1)?.healthScore.toFixed(1);
    expect(run).toMatchObject({ code: 1, stderr: `drift: health ${health} is below 99\n` });
    for (const told of [
      `health ${health} of 100\n`,
      'cross-validation    not measured',
      'not measured: cross-validation: ',
    ])
      expect(run.stdout).toContain(told);
  });

  test('is asked over the protocol, which answers the same, and reads what is recorded', async () => {
    const client = await LspClient.start({ root: project.root });
    const answer = auditAnswerSchema.parse(await client.request(Method.audit, { record: false }));
    expect({ ...answer, auditedAt: '', notRecorded: '' }).toEqual({ ...audits.at(-1), auditedAt: '' });
    const trends = auditTrendsAnswerSchema.parse(await client.request(Method.auditTrends));
    expect(trends.audits.map((a) => a.healthScore)).toEqual(audits.map((a) => a.healthScore));
    expect(trends.prediction).toEqual(audits.at(-1)?.prediction);
    await expect(client.request(Method.auditTrends, { days: 91 })).rejects.toMatchObject({ code: -32602 });
    const status = wsStatusAnswerSchema.parse(await client.request(Method.wsStatus));
    expect(status.lastAudit).toMatchObject({ at: dayOf(DAYS - 1), factors: audits.at(-1)?.factors });
    const page = await client.request(Method.wsHistory, { kind: 'audits', limit: 4 });
    expect(page).toMatchObject({ total: DAYS, hasMore: true, items: [{ crossValidationRate: null }, {}, {}, {}] });
    project.git('switch', '-qc', 'next');
    const other = auditTrendsAnswerSchema.parse(await client.request(Method.auditTrends));
    expect(other).toMatchObject({
      branch: 'next',
      audits: [],
      prediction: { points: 0 },
      trends: { health: 'unknown' },
    });
    project.git('switch', '-q', 'main');
    await client.stop();
  });
});

describe('what is recorded', () => {
  test('gives trends and state without reading code', () => {
    const text = drift(project.root, ['audit', 'trends', '--days', '2']).stdout;
    expect(text).toContain('prediction: not enough data: 2 of 5 audits\n');
    expect(text).toMatch(/^health: █▁ /);
    expect(drift(project.root, ['trends']).stdout).toMatch(/^health: █[▁-▇]+ [\d.]+ > [\d.]+\n/);
    const status = drift(project.root, ['status']).stdout;
    expect(status).toContain(`health ${audits.at(-1)?.healthScore.toFixed(1)} of 100`);
    expect(status).toContain('cross-validation not measured');
  });
});

describe('drift audit apply', () => {
  let other: TemporaryProject;
  beforeAll(() => {
    const files = Object.fromEntries(Object.entries(sampleProject()).filter(([path]) => path !== 'src/odd.ts'));
    other = new TemporaryProject(files);
    other.commitAll();
  });
  afterAll(() => other.remove());

  const decisions = () => {
    const text = readFileSync(join(other.root, '.drift/conventions.json'), 'utf8');
    return parseDecisions(text, new Map([['error-catch-binding', 'open']])).decisions;
  };

  test('says what it would do, does it once, and tells why in the file', async () => {
    const dry = drift(other.root, ['audit', 'apply', '--dry-run']);
    expect(dry).toMatchObject({ code: 0, stdout: expect.stringContaining('would approve error-catch-binding error') });
    expect(() => decisions()).toThrow('ENOENT');
    const listed = drift(other.root, ['audit', 'recommendations']).stdout;
    expect(listed).toMatch(/^approve +error-catch-binding +typescript +`error` +9\d\.\d % +80 +0$/m);
    expect(drift(other.root, ['audit', 'apply'])).toMatchObject({ code: 0, stderr: '' });
    expect(decisions().find((d) => d.key === 'error-catch-binding')).toMatchObject({
      status: 'approved',
      value: 'error',
      reason: expect.stringMatching(/^recommended by drift audit: confidence 9\d\.\d %, 80 of 80 places$/),
    });
  });

  test('is followed by an audit that knows what people dismissed', () => {
    const confidence = (): number => {
      const answer = auditAnswerSchema.parse(JSON.parse(drift(other.root, ['audit', '--json']).stdout));
      expect(answer.factors.approvalRatio).toBe(1);
      return answer.factors.avgConfidence ?? 0;
    };
    other.write('src/odd.ts', ODD);
    const before = confidence();
    const { data } = reportEnvelopeSchema.parse(JSON.parse(drift(other.root, ['check', '--json']).stdout));
    const id = data.findings.find((f) => f.ruleId === 'drift/pattern/error-catch-binding')?.id ?? '';
    const args = ['feedback', 'record', id, '--action', 'dismissed', '--reason', 'false_positive'];
    expect(drift(other.root, args).code).toBe(0);
    expect(confidence()).toBeLessThan(before);
  });

  test('leaves what a person decided', () => {
    const rejected = { version: 1, conventions: [{ key: 'error-catch-binding', status: 'rejected' }] };
    other.write('.drift/conventions.json', JSON.stringify(rejected));
    expect(drift(other.root, ['audit', 'apply']).stdout).toBe('Nothing is recommended for approval.\n');
    expect(decisions().filter((d) => d.key === 'error-catch-binding')).toMatchObject([{ status: 'rejected' }]);
  });
});

describe('not enough data', () => {
  test('is the answer of an empty project: the default, labelled, and no verdict', () => {
    const empty = new TemporaryProject({ 'a.ts': 'export const a = 1;\n' });
    try {
      const run = drift(empty.root, ['audit', '--ci']);
      expect(run).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('not recorded: there is no .drift folder'),
      });
      expect(run.stderr).toContain('not enough data to hold the score against a threshold');
      expect(run.stdout).toMatch(/^health 42\.5 of 100 \(nothing was learned yet: a default, not a measurement\)\n/);
      expect(run.stdout).toContain('prediction: not enough data: 1 of 5 audits\n');
    } finally {
      empty.remove();
    }
  });
});
