import { counted } from '@drift/shared';
import type { Gate, GateContext, GateOutcome, GateSteps, Health, PatternChange, Unjudged } from './gate.ts';
import { noAnalysis } from './no-analysis.ts';
import {
  CHUNK,
  CRITICAL_CATEGORIES,
  CRITICAL_Z,
  HIGH_DROP,
  LARGEST_VARIANCE,
  MAX_SIZE_FACTOR,
  MEDIUM_COMPLIANCE_DROP,
  SMALL_SAMPLE,
  SMALL_SAMPLE_DROP,
} from './parameters.ts';

type Context = GateContext<'regression'>;

/** Has the health of the code base declined? */
export const regression: Gate<'regression'> = {
  id: 'regression',
  needs: [],
  after: ['pattern-compliance', 'constraint-verification', 'security-boundaries', 'test-coverage', 'error-handling'],
  *run(context: Context): GateSteps {
    const { health } = context.input;
    if (health === null) return noAnalysis('regression', 'records no health that could be compared', context.required);
    const { before } = health;
    if (before === null) return noData('there is no earlier snapshot of this branch to compare with');
    const factor = Math.max(before.files, health.files) / Math.max(1, Math.min(before.files, health.files));
    if (factor > MAX_SIZE_FACTOR)
      return noData(
        `the snapshot has ${counted(before.files, 'file')} and now there are ${health.files}: too different`,
      );
    return judge(context, { ...health, before }, yield* newErrors(context));
  },
};

function noData(summary: string): Unjudged {
  return { kind: 'notRun', reason: 'no-data', summary, hint: 'The next run compares with the one recorded now.' };
}

/** Ids of new errors among what the gates before counted. */
function* newErrors({ input, predecessors, severityOf }: Context): Generator<void, readonly string[], void> {
  const counting = new Set([...predecessors.values()].flatMap((r) => r.findings));
  const ids: string[] = [];
  for (const [i, finding] of input.findings.entries()) {
    if (i % CHUNK === CHUNK - 1) yield;
    if (finding.isNew && counting.has(finding.id) && severityOf(finding) === 'error') ids.push(finding.id);
  }
  return ids;
}

function judge(
  { settings, threshold }: Context,
  { now, before, patterns }: Health & { readonly before: NonNullable<Health['before']> },
  errors: readonly string[],
): GateOutcome {
  const delta = now - before.health;
  const moved = `health fell from ${shown(before.health)} to ${shown(now)}`;
  const failures: string[] = [];
  const warnings: string[] = [];
  if (delta <= -settings.max_drop) failures.push(moved);
  else if (delta <= -settings.warn_drop) warnings.push(moved);
  if (errors.length > 0) failures.push(counted(errors.length, 'new error'));
  const worse = patterns.flatMap((p) => {
    const grade = classOf(p);
    return grade === null ? [] : [{ id: p.id, grade }];
  });
  warnings.push(...worse.map(({ id, grade }) => `${id} is followed less than before (${grade})`));
  const graded = (grade: Grade): number => worse.filter((w) => w.grade === grade).length;
  return {
    kind: 'judged',
    score: now,
    warnsBelow: threshold,
    threshold,
    failures,
    warnings,
    summary: `health ${shown(now)}, ${shown(before.health)} before`,
    findings: errors,
    details: {
      before: before.health,
      after: now,
      delta,
      newErrors: errors.length,
      critical: graded('critical'),
      high: graded('high'),
      medium: graded('medium'),
      low: graded('low'),
    },
  };
}

type Grade = 'critical' | 'high' | 'medium' | 'low';

/** How bad the regression of a pattern is; `null` where it may as well be chance. */
function classOf({ n, category, confidence, compliance }: PatternChange): Grade | null {
  const drop = confidence.before - confidence.now;
  if (drop <= 0 || !isSignificant(drop, n)) return null;
  if (drop > 2 * HIGH_DROP || CRITICAL_CATEGORIES.has(category)) return 'critical';
  if (drop > HIGH_DROP) return 'high';
  return compliance.before - compliance.now > MEDIUM_COMPLIANCE_DROP ? 'medium' : 'low';
}

function isSignificant(drop: number, n: number): boolean {
  return n < SMALL_SAMPLE ? drop > SMALL_SAMPLE_DROP : drop / Math.sqrt(LARGEST_VARIANCE / n) > CRITICAL_Z;
}

function shown(health: number): string {
  return health.toFixed(1);
}
