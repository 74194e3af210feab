import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type AuditAnswer,
  auditAnswerSchema,
  auditTrendsAnswerSchema,
  Method,
  parseDecisions,
  reportAnswerSchema,
  statusAnswerSchema,
  wsStatusAnswerSchema,
} from '@drift/shared';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rowsIn } from '../storage/recorded.ts';
import { LspClient } from '../support/lsp-client.ts';
import { ODD, sampleProject } from '../support/sample-project.ts';
import { drift, driftAll, TemporaryProject } from '../support/temporary-project.ts';

// A project with a history: each commit has a day of its own, and an audit is of the day of its commit.
/** Files that depart from what is usual, added by each day's commit: with the last one health falls by a good five points. */
const ADDED = [0, 1, 2, 3, 14] as const;
const DAYS = ADDED.length;
const DEVIATING = (i: number): string =>
  `import { work } from './work.js';\n\nexport function late${i}(): void {\n  try {\n    work(${i});\n  } catch (e) {\n    throw new Error('late', { cause: e });\n  }\n}\n`;

let project: TemporaryProject;
const audits: AuditAnswer[] = [];
const dayOf = (day: number): string => `2026-03-0${day + 1}T12:00:00.000Z`;

function commit(day: number): string[] {
  const added = Array.from({ length: ADDED[day] ?? 0 }, (_, i) => `src/late${day}-${i}.ts`);
  added.forEach((path, i) => {
    project.write(path, DEVIATING(i));
  });
  const identity = '-c user.name=test -c user.email=test@example.invalid -c commit.gpgsign=false';
  const run = project.shell(`git add -A && GIT_COMMITTER_DATE=${dayOf(day)} git ${identity} commit -qm day${day}`);
  if (run.code !== 0) throw new Error(run.stderr);
  return added;
}

async function audited(client: LspClient, record: boolean): Promise<AuditAnswer> {
  return auditAnswerSchema.parse(await client.request(Method.audit, { record }));
}

/** Everything in an audit but when it was made and kept. */
const lasting = (audit: AuditAnswer | undefined) => ({ ...audit, auditedAt: '', notRecorded: '' });

beforeAll(async () => {
  project = new TemporaryProject(sampleProject());
  mkdirSync(join(project.root, '.drift'));
  project.git('init', '-q');
  commit(0);
  const client = await LspClient.start({ root: project.root, init: { mode: 'batch' } });
  audits.push(await audited(client, true));
  for (let day = 1; day < DAYS - 1; day++) {
    const changes = commit(day).map((path) => ({ uri: client.uri(path), type: 1 }));
    await client.notify('workspace/didChangeWatchedFiles', { changes });
    audits.push(await audited(client, true));
  }
  await client.stop();
  commit(DAYS - 1);
});
afterAll(() => project.remove());

describe('an audit', () => {
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
    const unmeasured = ['cross-validation', 'constraints', 'degradation', 'anomalies'];
    expect(first?.notMeasured.map((n) => n.what)).toEqual(unmeasured);
    const { avgConfidence, complianceRate } = first?.factors ?? {};
    const score = 100 * (0.3 * (avgConfidence ?? 0) + 0.2 * (complianceRate ?? 0) + 0.15 * 0.5 + 0.15);
    expect(first?.healthScore).toBeCloseTo(score, 4);
    expect(first?.categories.filter((c) => c.score !== null).map((c) => c.category)).toContain('errors');
  });

  test('is made by an editor once it is quiet, kept, and told with what got worse', async () => {
    const client = await LspClient.start({ root: project.root });
    await client.until(() => client.messages.some((m) => m.startsWith('Drift: warning: health fell from ')));
    // What is recorded already, and not what this request would record.
    const rows = await client.request<{ total: number }>(Method.wsHistory, { kind: 'audits', limit: 4 });
    expect(rows).toMatchObject({ total: DAYS, hasMore: true, items: [{ crossValidationRate: null }, {}, {}, {}] });
    const last = await audited(client, false);
    audits.push(last);
    const alert = { type: 'health_drop', level: 'warning', current: last.healthScore };
    const alerts = [alert, { type: 'confidence_drop', level: 'critical' }];
    expect(last.alerts).toMatchObject(alerts);
    const { roots } = statusAnswerSchema.parse(await client.request(Method.status));
    expect(roots).toMatchObject([
      { audit: { at: dayOf(DAYS - 1), healthScore: last.healthScore, trend: 'unknown', alerts } },
    ]);
    const trends = auditTrendsAnswerSchema.parse(await client.request(Method.auditTrends));
    expect(trends.audits.map((a) => a.healthScore)).toEqual(audits.map((a) => a.healthScore));
    expect(trends.prediction).toEqual(last.prediction);
    await expect(client.request(Method.auditTrends, { days: 91 })).rejects.toMatchObject({ code: -32602 });
    const status = wsStatusAnswerSchema.parse(await client.request(Method.wsStatus));
    expect(status.lastAudit).toMatchObject({ at: dayOf(DAYS - 1), factors: last.factors, alerts });
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

  test('of the command line says the same, is kept once for each commit, and fails in CI below the threshold', async () => {
    const run = drift(project.root, ['audit', '--json', '--ci', '--threshold', '99', '--category', 'errors']);
    const health = audits.at(-1)?.healthScore.toFixed(1);
    expect(run).toMatchObject({ code: 1, stderr: `drift: health ${health} is below 99\n` });
    const again = auditAnswerSchema.parse(JSON.parse(run.stdout));
    expect(again.notRecorded).toBe('');
    const ofErrors = <T extends { readonly category: string }>(all: readonly T[] = []) =>
      all.filter((one) => one.category === 'errors');
    const last = audits.at(-1);
    expect(lasting(again)).toEqual({
      ...lasting(last),
      categories: ofErrors(last?.categories),
      recommendations: ofErrors(last?.recommendations),
    });
    expect([again.categories.length, again.recommendations.length]).toEqual([1, 1]);
    const rows = await rowsIn(project.root, 'SELECT at, branch, health_score FROM audit_snapshots ORDER BY at');
    expect(rows).toEqual(audits.map((a) => ({ at: a.at, branch: 'main', health_score: a.healthScore })));
  });
});

describe('what is recorded', () => {
  test('gives trends and state without reading code', () => {
    const text = drift(project.root, ['audit', 'trends', '--days', '2']).stdout;
    expect(text).toContain('prediction: not enough data: 2 of 5 audits\n');
    expect(text).toMatch(/^health: █▁ /);
    expect(text).toMatch(/\nwarning of 2026-03-05T12:00:00.000Z: health fell from [\d.]+ to [\d.]+; lasts\n/);
    expect(drift(project.root, ['trends']).stdout).toMatch(/^health: █[▁-█]+ [\d.]+ > [\d.]+\n/);
    const status = drift(project.root, ['status']).stdout;
    expect(status).toContain(`health ${audits.at(-1)?.healthScore.toFixed(1)} of 100 (trend: not enough data)`);
    expect(status).toContain('cross-validation not measured');
    expect(status).toMatch(/\nwarning +health fell from [\d.]+ to [\d.]+\n/);
  });
});

/** Conventions that are decided about here. */
const KEYS = ['error-catch-binding', 'error-rethrow'] as const;

describe('what an audit proposes', () => {
  let other: TemporaryProject;
  beforeAll(() => {
    const files = Object.fromEntries(Object.entries(sampleProject()).filter(([path]) => path !== 'src/odd.ts'));
    other = new TemporaryProject(files);
    other.commitAll();
  });
  afterAll(() => other.remove());

  const decisions = () => {
    const text = readFileSync(join(other.root, '.drift/conventions.json'), 'utf8');
    return parseDecisions(text, new Map(KEYS.map((key) => [key, 'open']))).decisions;
  };

  test('is approved by apply, once, and told why in the file', () => {
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

  test('is merged by merge: one of those that hold at the same places stays, and the others are rejected', () => {
    const unknown = driftAll(other.root, ['audit', 'merge', 'no-such']);
    expect(unknown).toMatchObject({ code: 2, stdout: '' });
    const [, name = ''] = /there is no group "no-such"; known: ([0-9a-f]{8})\n/.exec(unknown.stderr) ?? [];
    const before = decisions();
    const dry = driftAll(other.root, ['audit', 'merge', name, '--dry-run']);
    const kept = 'kept: error-class typescript source\n';
    expect(dry).toMatchObject({ code: 0, stdout: `would reject error-rethrow (typescript)\n${kept}`, stderr: '' });
    expect(decisions()).toEqual(before);
    const run = driftAll(other.root, ['audit', 'merge', name]);
    expect(run).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(new RegExp(`^rejected error-rethrow.*\n${kept}$`)),
    });
    expect(decisions().filter((d) => d.key === 'error-rethrow')).toEqual([
      {
        key: 'error-rethrow',
        status: 'rejected',
        language: 'typescript',
        population: 'source',
        reason: 'merged by drift audit: 100.0 % of its places are those of error-class typescript source',
      },
    ]);
  });

  test('knows what people decided and dismissed', async () => {
    other.write('src/odd.ts', ODD);
    const init = { mode: 'batch', flags: { 'analysis.incubating': 'all' } };
    const client = await LspClient.start({ root: other.root, init });
    const before = await audited(client, false);
    // What was merged is over, and nothing is proposed about what is decided.
    expect(before.duplicates).toEqual([]);
    const keys = before.recommendations.map((r) => r.key);
    expect(keys).toContain('error-class');
    expect(keys.filter((key) => ['error-rethrow', 'error-catch-binding'].includes(key))).toEqual([]);
    const { report } = reportAnswerSchema.parse(await client.request(Method.report));
    const id = report.findings.find((f) => f.ruleId === 'drift/pattern/error-catch-binding')?.id ?? '';
    const dismissal = { id, action: 'dismissed', reason: 'false_positive' };
    expect(await client.request(Method.feedbackRecord, dismissal)).toMatchObject({ ok: true });
    const after = await audited(client, false);
    expect(after.factors.avgConfidence).toBeLessThan(before.factors.avgConfidence ?? 0);
    await client.stop();
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
      for (const told of [
        'cross-validation    not measured',
        'not measured: cross-validation: ',
        'not measured: anomalies: not enough data: 0 of 7 audits of the 30 days before\n',
        'trend: health not enough data, confidence not enough data\n',
        'prediction: not enough data: 1 of 5 audits\n',
      ])
        expect(run.stdout).toContain(told);
      const unknown = drift(empty.root, ['audit', '--category', 'no-such']);
      expect(unknown).toMatchObject({ code: 2, stdout: '' });
      expect(unknown.stderr).toMatch(/^drift: there is no category "no-such"; known: .*\berrors\b/);
    } finally {
      empty.remove();
    }
  });
});
