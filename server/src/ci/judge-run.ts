import {
  counted as countOf,
  type ReportAnswer,
  type ReportFinding,
  SCORE_COMPONENTS,
  type SEVERITIES,
} from '@drift/shared';
import type { CiContext } from './context.ts';
import {
  countedFindings,
  type FailOn,
  failsAt,
  type PassName,
  type PassResult,
  passesWithout,
  passResults,
} from './passes.ts';
import type { Plan } from './plan.ts';
import { type CiResult, type CiStatus, type CiWarning, RESULT_SCHEMA_VERSION } from './result.ts';
import { gradeOf, type Score, scoreOf, type Weights } from './score.ts';

/** What a result says whatever came of the run. */
export interface Frame {
  readonly driftVersion: string;
  readonly context: CiContext;
  readonly threshold: number;
  readonly skipped: readonly PassName[];
  readonly failOn: FailOn;
  readonly durationMs: number | null;
  readonly plan: Plan | null;
  /** The shares of the score; the usual ones without it. */
  readonly weights?: Weights;
}

const NO_COUNTS = { error: 0, warning: 0, info: 0, hint: 0 } as const;
const NO_SCORE: Score = {
  score: null,
  components: SCORE_COMPONENTS.map((component) => ({ component, score: null, weight: null })),
};

/** The result of a run that has no report: nothing to look at, no time left, or no way to look. */
export function resultWithout(
  frame: Frame,
  status: CiStatus,
  summary: string,
  warnings: readonly CiWarning[] = [],
): CiResult {
  const how = status === 'timeout' ? 'timeout' : status === 'error' ? 'notRun' : 'skipped';
  return {
    ...common(frame, passesWithout(how, summary, frame.skipped), NO_SCORE),
    status,
    summary,
    warnings: [...(frame.plan?.warnings ?? []), ...warnings],
    digest: null,
    gates: null,
    counted: [],
    counts: { fresh: NO_COUNTS, existing: NO_COUNTS, hidden: 0 },
    report: null,
  };
}

/** The verdict over a report. */
export function judgeRun(frame: Frame, { report }: ReportAnswer): CiResult {
  const { skipped, failOn, plan, threshold } = frame;
  const counted = countedFindings(report, plan?.all === true, skipped);
  const passes = passResults(report, counted, { skipped, failOn });
  const score = scoreOf(passes, counted, {
    files: report.summary.files,
    ...(frame.weights === undefined ? {} : { weights: frame.weights }),
  });
  const failing = counted.filter((f) => failsAt(f, failOn)).length;
  const verdict = verdictOf({ report, failing, failOn, score: score.score, threshold });
  const counts = new Set(counted);
  const others = report.findings.filter((f) => !counts.has(f));
  return {
    ...common(frame, passes, score),
    ...verdict,
    warnings: [...(plan?.warnings ?? []), ...leftOut(plan, report.summary.files)],
    digest: report.digest,
    gates: report.gates ?? null,
    counted: counted.map((f) => f.id),
    counts: { fresh: bySeverity(counted), existing: bySeverity(others), hidden: report.summary.backlogHidden },
    metadata: {
      ...common(frame, passes, score).metadata,
      files: report.summary.files,
      baseline: report.summary.baseline.description,
    },
    report,
  };
}

/** A change that says what is read may hide itself: whoever reviews it must be told. */
function leftOut(plan: Plan | null, lookedAt: number): readonly CiWarning[] {
  if (plan === null || plan.mode !== 'pr' || plan.presentFiles === null) return [];
  const settings = plan.changedSettings.filter((path) => /(?:^|\/)(?:drift\.toml|\.driftignore)$/.test(path));
  const missing = plan.presentFiles - lookedAt;
  if (missing <= 0 || settings.length === 0) return [];
  return [
    {
      code: 'CI_FILES_LEFT_OUT',
      message: `${countOf(missing, 'changed file')} with code ${missing === 1 ? 'was' : 'were'} not looked at, and the change edits what says so: ${settings.join(', ')}`,
      hint: 'Read what the change leaves out, or merge the settings by themselves first.',
    },
  ];
}

function common(frame: Frame, passes: readonly PassResult[], score: Score) {
  const { driftVersion, context, threshold, failOn, durationMs, plan } = frame;
  return {
    schemaVersion: RESULT_SCHEMA_VERSION,
    driftVersion,
    context,
    threshold,
    failOn,
    passes,
    score: score.score,
    components: score.components,
    changedSettings: plan?.changedSettings ?? [],
    metadata: {
      mode: plan?.mode ?? 'pr',
      files: 0,
      changedFiles: plan?.changedFiles ?? null,
      baseline: null,
      durationMs,
    },
  } as const;
}

interface Grounds {
  readonly report: ReportAnswer['report'];
  readonly failing: number;
  readonly failOn: FailOn;
  readonly score: number | null;
  readonly threshold: number;
}

function verdictOf({ report, failing, failOn, score, threshold }: Grounds): Pick<CiResult, 'status' | 'summary'> {
  const [blocked] = report.notRun;
  if (blocked !== undefined) return { status: 'error', summary: `Could not run: ${blocked.what}: ${blocked.reason}` };
  const reasons: string[] = [];
  if (failing > 0) reasons.push(`${countOf(failing, 'finding')} at or above ${failOn}`);
  const { grown = 0 } = report.summary.accepted ?? {};
  if (grown > 0) reasons.push(`the baseline accepts ${countOf(grown, 'finding')} more than before`);
  if (report.gates?.passed === false && !report.gates.dryRun) reasons.push(`policy ${report.gates.policy} failed`);
  const grade = score === null ? 'pass' : gradeOf(score, threshold);
  if (grade === 'fail') reasons.push(`score ${score} is more than ten below ${threshold}`);
  if (reasons.length > 0) return { status: 'fail', summary: `${reasons.join('; ')}.` };
  if (grade === 'warn') return { status: 'warn', summary: `Score ${score} is below ${threshold}.` };
  return {
    status: 'pass',
    summary: `Nothing at or above ${failOn} in what is new.`.replace('at or above none', 'that fails'),
  };
}

function bySeverity(findings: readonly ReportFinding[]): Record<(typeof SEVERITIES)[number], number> {
  const of = (severity: (typeof SEVERITIES)[number]): number => findings.filter((f) => f.severity === severity).length;
  return { error: of('error'), warning: of('warning'), info: of('info'), hint: of('hint') };
}
