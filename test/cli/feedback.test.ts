import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import {
  FEEDBACK_FILE,
  type FeedbackList,
  feedbackHealthAnswerSchema,
  feedbackListAnswerSchema,
  feedbackStatsAnswerSchema,
  type Report,
  reportEnvelopeSchema,
} from '@drift/shared';
import { afterAll, describe, expect, test } from 'vitest';
import { fileOf, quarterUseless, record } from '../support/feedback.ts';
import { hashing } from '../support/sample-project.ts';
import { drift, TemporaryProject } from '../support/temporary-project.ts';

const HASH = 'drift/crypto/weak-hash';
const projects: TemporaryProject[] = [];
afterAll(() => {
  for (const project of projects) project.remove();
});

function made(files: Readonly<Record<string, string>>): TemporaryProject {
  const project = new TemporaryProject({ 'drift.toml': '[analysis]\nincubating = "all"\n', ...files });
  projects.push(project);
  return project;
}

function check(project: TemporaryProject): Report {
  return reportEnvelopeSchema.parse(JSON.parse(drift(project.root, ['check', '--json']).stdout)).data;
}

function listed(project: TemporaryProject): FeedbackList {
  return feedbackListAnswerSchema.parse(JSON.parse(drift(project.root, ['feedback', 'list', '--json']).stdout));
}

const lines = (project: TemporaryProject): string[] =>
  readFileSync(`${project.root}/${FEEDBACK_FILE}`, 'utf8').trimEnd().split('\n');

describe('drift feedback record', () => {
  const project = made({ 'a.ts': hashing(2) });
  project.git('init', '-q');
  project.git('config', 'user.email', 'dev@example.invalid');
  const before = check(project);
  const id = before.findings[0]?.id ?? '';

  test('hides a dismissed finding, says so, and can be taken back', () => {
    const run = drift(project.root, [
      'feedback',
      'record',
      id.slice(0, 8),
      '--action',
      'dismissed',
      '--reason',
      'false_positive',
    ]);
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: '' });
    expect(run.stdout).toContain(`recorded: dismissed ${HASH}`);
    const after = check(project);
    expect(after.findings.map((f) => f.id)).toEqual(before.findings.slice(1).map((f) => f.id));
    expect(after.summary.dismissed).toEqual({ false_positive: 1 });
    expect(drift(project.root, ['check']).stdout).toContain('1 finding dismissed (1 false positive)');
    const { records } = listed(project);
    expect(records).toMatchObject([
      { undone: false, record: { finding: id, ruleId: HASH, file: 'a.ts', line: 4, source: 'explicit' } },
    ]);
    expect(records[0]?.record.author).toMatch(/^[0-9a-f]{8}$/);
    expect(drift(project.root, ['feedback', 'undo']).code).toBe(0);
    expect(check(project).digest).toBe(before.digest);
    expect(lines(project)).toHaveLength(2);
    expect(drift(project.root, ['feedback', 'undo']).code).toBe(2);
  });

  test('names the local half and lets merges keep both sides', () => {
    expect(readFileSync(`${project.root}/.drift/.gitignore`, 'utf8')).toContain('/local/');
    expect(readFileSync(`${project.root}/.drift/.gitattributes`, 'utf8')).toContain('merge=union');
  });

  test.each([
    [['--action', 'dismissed'], 'a dismissal needs a reason'],
    [['--action', 'dismissed', '--reason', 'wont_fix'], 'wont_fix needs a text'],
    [['--action', 'dismissed', '--reason', 'boring'], 'Allowed choices'],
    [['--action', 'fixed', '--reason', 'duplicate'], 'only a dismissal has a reason'],
    [['--action', 'praised'], 'Allowed choices'],
  ])('refuses %j and stores nothing', (args, message) => {
    const stored = lines(project);
    const run = drift(project.root, ['feedback', 'record', id, ...args]);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(message);
    expect(lines(project)).toEqual(stored);
  });

  test('refuses an id that nothing has', () => {
    const run = drift(project.root, ['feedback', 'record', '0123456789abcdef', '--action', 'fixed']);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('no single finding has the id');
  });

  test('two processes at once lose nothing', () => {
    const own = made({ 'a.ts': hashing(2) });
    const [one, two] = check(own).findings;
    const say = (finding: string): string =>
      `"$NODE" "$DRIFT" feedback record ${finding} --action dismissed --reason not_applicable`;
    const run = own.shell(`${say(one?.id ?? '')} & ${say(two?.id ?? '')} & wait`);
    expect(run.stderr).toBe('');
    const { records, problems } = listed(own);
    expect(records).toHaveLength(2);
    expect(problems).toEqual([]);
    expect(check(own).summary.dismissed).toEqual({ not_applicable: 2 });
  });

  test('a file that cannot be written is an answer, and nothing is lost', () => {
    const own = made({ 'a.ts': hashing(1) });
    const finding = check(own).findings[0]?.id ?? '';
    mkdirSync(`${own.root}/${FEEDBACK_FILE}`, { recursive: true });
    const run = drift(own.root, ['feedback', 'record', finding, '--action', 'dismissed', '--reason', 'duplicate']);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('nothing was recorded: could not append: EISDIR');
    const report = check(own);
    expect(report.findings.map((f) => f.id)).toEqual([finding]);
    expect(report.problems.map((p) => p.code)).toEqual(['FEEDBACK_ERROR']);
    rmSync(`${own.root}/${FEEDBACK_FILE}`, { recursive: true });
    expect(drift(own.root, ['feedback', 'record', finding, '--action', 'fixed']).code).toBe(0);
  });
});

describe('a damaged file', () => {
  test('is read where it can be, its bad lines are named, and it is only added to', () => {
    const project = made({ 'a.ts': hashing(2) });
    const [one, two] = check(project).findings;
    const good = record({ action: 'dismissed', reason: 'duplicate', finding: one?.id ?? '', rule: HASH });
    const damaged = `<<<<<<< HEAD\n${JSON.stringify({ ...good, later: true })}\n{"half`;
    mkdirSync(`${project.root}/.drift`);
    writeFileSync(`${project.root}/${FEEDBACK_FILE}`, damaged);
    const report = check(project);
    expect(report.findings.map((f) => f.id)).toEqual([two?.id]);
    expect(report.problems.map((p) => [p.code, p.line])).toEqual([
      ['FEEDBACK_ERROR', 1],
      ['FEEDBACK_ERROR', 3],
    ]);
    const run = drift(project.root, [
      'feedback',
      'record',
      two?.id ?? '',
      '--action',
      'dismissed',
      '--reason',
      'duplicate',
    ]);
    expect(run.code).toBe(0);
    const text = readFileSync(`${project.root}/${FEEDBACK_FILE}`, 'utf8');
    expect(text.startsWith(`${damaged}\n{`)).toBe(true);
    expect(check(project).findings).toEqual([]);
    expect(listed(project).records[0]?.record['later']).toBe(true);
  });
});

describe('a rule that cries wolf', () => {
  const project = made({ 'a.ts': hashing(2) });
  project.write(FEEDBACK_FILE, fileOf(quarterUseless(30, 5, { rule: HASH })));

  test('is off with a notice, whatever the day, and on again when somebody says so', () => {
    const run = drift(project.root, ['check', '--json']);
    const report = reportEnvelopeSchema.parse(JSON.parse(run.stdout)).data;
    expect(run.code).toBe(0);
    expect(report.findings).toEqual([]);
    expect(report.notRun).toEqual([]);
    expect(report.problems).toMatchObject([{ code: 'RULE_DISABLED', hint: expect.stringContaining('re-enable') }]);
    expect(drift(project.root, ['check']).stdout).toContain(`${HASH} is off since 2025-01-31`);
    const health = (): unknown =>
      feedbackHealthAnswerSchema.parse(JSON.parse(drift(project.root, ['feedback', 'health', '--json']).stdout)).rules;
    expect(health()).toMatchObject([{ ruleId: HASH, state: 'disabled', disabledSince: '2025-01-31' }]);
    expect(drift(project.root, ['feedback', 'health']).stdout).toMatch(/weak-hash +disabled +25\.0 % +120 +2025-01-31/);
    expect(drift(project.root, ['feedback', 're-enable', HASH, '--reason', ' ']).code).toBe(2);
    expect(drift(project.root, ['feedback', 're-enable', 'drift/none/none', '--reason', 'x']).code).toBe(2);
    expect(drift(project.root, ['feedback', 're-enable', 'crypto/weak-hash', '--reason', 'mended']).code).toBe(0);
    const again = check(project);
    expect(again.findings).toHaveLength(2);
    expect(again.problems).toEqual([]);
  });

  test('stats count by rule, and can be asked of one', () => {
    const own = made({ 'a.ts': hashing(1) });
    own.write(
      FEEDBACK_FILE,
      fileOf([...quarterUseless(0, 1, { rule: HASH }), record({ rule: 'drift/pattern/other' })]),
    );
    const ask = (...args: string[]) =>
      feedbackStatsAnswerSchema.parse(JSON.parse(drift(own.root, ['feedback', 'stats', '--json', ...args]).stdout));
    expect(ask()).toMatchObject({
      until: '2025-01-01',
      rules: [
        { ruleId: HASH, counts: { acted: 20, fixed: 15, rate: 0.25, sufficient: true } },
        { ruleId: 'drift/pattern/other', counts: { acted: 1, sufficient: false } },
      ],
      overall: { days30: { acted: 21 }, days90: { acted: 21 } },
    });
    expect(ask('--rule', 'crypto/weak-hash').rules.map((r) => r.ruleId)).toEqual([HASH]);
    expect(drift(own.root, ['feedback', 'stats']).stdout).toMatch(/weak-hash +20 +15 +5 +0 +25\.0 %/);
  });
});

describe('a place where a rule is of no use', () => {
  const wrong = { rule: HASH, action: 'dismissed', reason: 'false_positive' } as const;

  test('is a file that the rule leaves alone, with a count, until somebody takes it back', () => {
    const project = made({ 'a.ts': hashing(2), 'b.ts': hashing(1) });
    project.write(FEEDBACK_FILE, fileOf(Array.from({ length: 4 }, () => record({ ...wrong, file: 'a.ts' }))));
    const report = check(project);
    expect(report.findings.map((f) => f.path)).toEqual(['b.ts']);
    expect(report.summary.dismissed).toEqual({ exempt_file: 2 });
    expect(drift(project.root, ['check']).stdout).toContain(
      '2 findings left out in files that a rule leaves alone, drift feedback health lists those',
    );
    const health = drift(project.root, ['feedback', 'health']);
    expect(health.stdout).toContain(`${HASH} leaves a.ts alone (score -0.6)`);
    expect(drift(project.root, ['feedback', 'undo', '--json', lastFinding(project)]).code).toBe(0);
    expect(check(project).findings).toHaveLength(3);
  });

  test('is a directory in which the rule only hints', () => {
    const project = made({ 'left/a.ts': hashing(1), 'right/a.ts': hashing(1) });
    const said = Array.from({ length: 12 }, (_, i) =>
      record({ ...wrong, file: `left/m${i}.ts`, author: `author${i % 2}`, day: i * 10 }),
    );
    project.write(FEEDBACK_FILE, fileOf(said));
    expect(check(project).findings.map((f) => `${f.path} ${f.severity}`)).toEqual([
      'left/a.ts hint',
      'right/a.ts error',
    ]);
    expect(drift(project.root, ['feedback', 'health']).stdout).toContain(`${HASH} only hints in left/ (score -0.54)`);
  });

  test('is none for rules that are never switched off', () => {
    const sql = 'drift/taint/code-eval';
    const project = made({
      'a.ts': 'import express from "express";\nexport const run = (req: express.Request) => eval(req.query.code);\n',
    });
    const before = check(project).findings.filter((f) => f.ruleId === sql);
    expect(before).toHaveLength(1);
    project.write(
      FEEDBACK_FILE,
      fileOf(Array.from({ length: 6 }, () => record({ ...wrong, rule: sql, file: 'a.ts' }))),
    );
    expect(check(project).findings.filter((f) => f.ruleId === sql)).toEqual(before);
  });
});

/** The finding that the newest record is about. */
function lastFinding(project: TemporaryProject): string {
  const last = listed(project).records.at(-1)?.record;
  return last !== undefined && 'finding' in last ? String(last.finding) : '';
}
