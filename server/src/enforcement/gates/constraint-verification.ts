import { counted } from '@drift/shared';
import { scoreOf } from './counted-findings.ts';
import type { ConstraintCheck, Gate, GateContext, GateOutcome, GateSteps } from './gate.ts';
import { noAnalysis } from './no-analysis.ts';
import { CHUNK, PENALTIES } from './parameters.ts';

type Context = GateContext<'constraint-verification'>;
type Violation = ConstraintCheck['violations'][number];

/** Are the architectural constraints met? */
export const constraintVerification: Gate<'constraint-verification'> = {
  id: 'constraint-verification',
  needs: ['pattern-compliance'],
  after: [],
  *run(context: Context): GateSteps {
    const { constraints } = context.input;
    if (constraints === null)
      return noAnalysis('constraint-verification', 'verifies no architectural constraints', context.required);
    if (constraints.length === 0)
      return {
        kind: 'notRun',
        reason: 'no-data',
        summary: 'no architectural constraint is defined',
        hint: 'Define one, or leave the gate out: gates.constraint-verification.level = "off".',
      };
    return yield* judge(context, constraints);
  },
};

function* judge(context: Context, constraints: readonly ConstraintCheck[]): Generator<void, GateOutcome, void> {
  const { settings, threshold } = context;
  const enforced: Violation[] = [];
  const lenient: Violation[] = [];
  let old = 0;
  for (const [i, check] of constraints.entries()) {
    if (i % CHUNK === CHUNK - 1) yield;
    const counting = settings.baseline_aware ? check.violations.filter((v) => v.isNew) : check.violations;
    old += check.violations.filter((v) => !v.isNew).length;
    const isApproved = check.status === 'approved' && check.confidence >= settings.min_confidence;
    const list = isApproved || (check.status === 'discovered' && settings.enforce_discovered) ? enforced : lenient;
    list.push(...counting);
  }
  const failed = constraints.filter((c) => c.violations.length > 0).length;
  const penalty = [...enforced, ...lenient].reduce((sum, v) => sum + PENALTIES[v.severity], 0);
  const fresh = settings.baseline_aware ? 'new ' : '';
  return {
    kind: 'judged',
    score: scoreOf(penalty, constraints.length),
    warnsBelow: threshold,
    threshold,
    failures:
      enforced.length === 0
        ? []
        : [counted(enforced.length, `${fresh}violation of a constraint`, `${fresh}violations of constraints`)],
    warnings:
      lenient.length === 0
        ? []
        : [counted(lenient.length, 'violation of what nobody approved', 'violations of what nobody approved')],
    summary: `${counted(constraints.length, 'constraint')} verified`,
    findings: [...enforced, ...lenient].map((v) => v.finding),
    details: {
      total: constraints.length,
      passed: constraints.length - failed,
      failed,
      newViolations: constraints.reduce((sum, c) => sum + c.violations.filter((v) => v.isNew).length, 0),
      baselineViolations: old,
    },
  };
}
