import { counted } from '@drift/shared';
import {
  type CountedFindings,
  countedFindings,
  disabledWarnings,
  idsOf,
  isIn,
  notLookedAt,
  scoreOf,
} from './counted-findings.ts';
import type { Gate, GateContext, GateOutcome, GateSteps } from './gate.ts';

const AREAS = ['pattern'];
type Context = GateContext<'pattern-compliance'>;

/** Are the conventions in force followed? */
export const patternCompliance: Gate<'pattern-compliance'> = {
  id: 'pattern-compliance',
  needs: [],
  after: [],
  *run(context: Context): GateSteps {
    const unseen = notLookedAt(context, AREAS);
    if (unseen !== null) return unseen;
    const { min_confidence: sure } = context.settings;
    const found = yield* countedFindings(context, (f) => f.confidence >= sure && isIn(f, AREAS));
    return judge(context, found);
  },
};

function judge(context: Context, found: CountedFindings): GateOutcome {
  const { input, settings } = context;
  const tallies = input.conventions.filter((c) => c.confidence >= settings.min_confidence);
  if (tallies.length === 0 && found.all.length === 0)
    return {
      kind: 'notRun',
      reason: 'no-data',
      summary: 'no convention is in force, so there is nothing to comply with',
      hint: '`drift conventions` shows what was learned; `drift conventions approve` puts one in force.',
    };
  const inForce = new Set(tallies.map((t) => t.ruleId));
  const fresh = input.isTaughtByOthers ? found.all.filter((f) => f.isNew && inForce.has(f.ruleId)).length : 0;
  const conforming = tallies.reduce((sum, t) => sum + t.conforming, 0);
  const sites = tallies.reduce((sum, t) => sum + t.total, 0) + fresh;
  const compliance = sites === 0 ? null : (100 * conforming) / sites;
  // From habits that are this project's own and that nobody approved.
  const mild = found.info.length;
  const { failures, warnings } = verdict(context, found, compliance);
  const { min_compliance: threshold } = settings;
  return {
    kind: 'judged',
    score: scoreOf(found.penalty, sites),
    warnsBelow: threshold,
    threshold,
    failures,
    warnings: [...warnings, ...disabledWarnings(context, AREAS)],
    summary: summaryOf(compliance, sites, mild),
    findings: idsOf(found.all, found.errors, found.warnings),
    details: {
      conventions: tallies.length,
      sites,
      conforming,
      complianceRate: compliance,
      newDeviations: newOf(context, found),
      information: mild,
      oldDeviations: found.old,
    },
  };
}

function summaryOf(compliance: number | null, sites: number, mild: number): string {
  const whole =
    compliance === null ? 'nothing deviates' : `${percent(compliance)} of ${counted(sites, 'place')} comply`;
  return mild === 0
    ? whole
    : `${whole}; ${counted(mild, 'deviation is information and does not count', 'deviations are information and do not count')}`;
}

function newOf({ input }: Context, found: CountedFindings): number {
  return input.mode === 'pr' ? found.errors.length + found.warnings.length : 0;
}

function verdict(context: Context, found: CountedFindings, compliance: number | null) {
  const { input, settings } = context;
  const failures: string[] = [];
  const warnings: string[] = [];
  const isPr = input.mode === 'pr';
  const fresh = isPr ? 'new ' : '';
  const told = found.errors.length + found.warnings.length;
  if (compliance !== null && compliance < settings.min_compliance) {
    const text = `${percent(compliance)} comply, less than ${settings.min_compliance} %`;
    // Old debt alone is nobody's change.
    if (isPr && told === 0) warnings.push(`${text}, none of it new`);
    else failures.push(text);
  }
  if (found.errors.length > 0)
    failures.push(
      counted(found.errors.length, `${fresh}deviation that is an error`, `${fresh}deviations that are errors`),
    );
  if (isPr && told > settings.max_new_deviations)
    failures.push(`${counted(told, 'new deviation')}, ${settings.max_new_deviations} allowed`);
  else if (found.warnings.length > 0) warnings.push(counted(found.warnings.length, `${fresh}deviation`));
  return { failures, warnings };
}

/** Never rounded up to a threshold that is missed. */
function percent(value: number): string {
  return `${(Math.floor(value * 10) / 10).toFixed(1)} %`;
}
