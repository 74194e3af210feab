import { counted, type RuleId } from '@drift/shared';
import {
  type CountedFindings,
  countedFindings,
  disabledWarnings,
  idsOf,
  isIn,
  notLookedAt,
  scoreOf,
} from './counted-findings.ts';
import type { Gate, GateContext, GateFinding, GateOutcome, GateSteps } from './gate.ts';

const AREAS = ['error-handling'];
type Context = GateContext<'error-handling'>;

/** What kind of gap each rule of the area finds: the first two fail the gate, the others warn. */
export const GAPS: ReadonlyMap<RuleId, 'swallowed' | 'unhandled' | 'empty-catch' | 'generic-catch'> = new Map([
  ['drift/error-handling/ignored-error', 'swallowed'],
  ['drift/error-handling/unawaited-promise', 'unhandled'],
  ['drift/error-handling/empty-handler', 'empty-catch'],
]);

/** Are errors handled? */
export const errorHandling: Gate<'error-handling'> = {
  id: 'error-handling',
  needs: [],
  after: [],
  *run(context: Context): GateSteps {
    const unseen = notLookedAt(context, AREAS);
    if (unseen !== null) return unseen;
    return judge(context, yield* countedFindings(context, (f) => isIn(f, AREAS)));
  },
};

/** True for a warning that says that an error gets lost. */
function isLost({ ruleId }: GateFinding): boolean {
  const gap = GAPS.get(ruleId);
  return gap === 'swallowed' || gap === 'unhandled';
}

function judge(context: Context, found: CountedFindings): GateOutcome {
  const { input, threshold } = context;
  const blocking = [...found.errors, ...found.warnings.filter(isLost)];
  const others = found.warnings.filter((f) => !isLost(f));
  const gaps = (kind: string): number => found.all.filter((f) => GAPS.get(f.ruleId) === kind).length;
  return {
    kind: 'judged',
    score: scoreOf(found.penalty, input.functions),
    warnsBelow: threshold,
    threshold,
    failures: blocking.length === 0 ? [] : [counted(blocking.length, 'error that gets lost', 'errors that get lost')],
    warnings: [
      ...(others.length === 0
        ? []
        : [counted(others.length, 'handler that hides errors', 'handlers that hide errors')]),
      ...disabledWarnings(context, AREAS),
    ],
    summary: `no gap in how errors are handled in ${counted(input.files, 'file')}`,
    findings: idsOf(found.all, found.errors, found.warnings),
    details: {
      files: input.files,
      functions: input.functions,
      swallowed: gaps('swallowed'),
      unhandled: gaps('unhandled'),
      emptyCatch: gaps('empty-catch'),
      genericCatch: gaps('generic-catch'),
      oldFindings: found.old,
    },
  };
}
