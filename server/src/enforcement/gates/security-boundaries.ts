import { byCodeUnit, counted } from '@drift/shared';
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
import { SECURITY_AREAS } from './parameters.ts';

type Context = GateContext<'security-boundaries'>;

/** Is what must be protected protected? */
export const securityBoundaries: Gate<'security-boundaries'> = {
  id: 'security-boundaries',
  needs: ['pattern-compliance'],
  after: [],
  *run(context: Context): GateSteps {
    const unseen = notLookedAt(context, SECURITY_AREAS);
    if (unseen !== null) return unseen;
    const found = yield* countedFindings(context, (f) => isIn(f, SECURITY_AREAS));
    return judge(context, found);
  },
};

function judge(context: Context, found: CountedFindings): GateOutcome {
  const { input, settings, threshold } = context;
  const failures: string[] = [];
  const warnings: string[] = [];
  const blocking = blockingOf(found, settings.fail_on);
  const others = settings.fail_on === 'error' ? found.warnings : [];
  if (blocking.length > 0)
    failures.push(counted(blocking.length, 'security finding that blocks', 'security findings that block'));
  if (others.length > 0) warnings.push(counted(others.length, 'security warning'));
  const open = (input.access?.unauthorised ?? []).filter((u) => input.mode === 'full' || u.isNew);
  if (open.length > 0) {
    const text = counted(
      open.length,
      'way to a protected table without a check',
      'ways to protected tables without a check',
    );
    if (settings.allow_new_sensitive_access) warnings.push(text);
    else failures.push(text);
  }
  const counting = new Set([...idsOf(found.all, blocking, others), ...open.map((u) => u.finding)]);
  const unseen = input.access === null ? '; access to protected tables is not looked at yet' : '';
  const cwe = new Set<string>();
  for (const finding of blocking) for (const id of finding.cwe) cwe.add(id);
  return {
    kind: 'judged',
    score: scoreOf(found.penalty, input.functions),
    warnsBelow: threshold,
    threshold,
    failures,
    warnings: [...warnings, ...disabledWarnings(context, SECURITY_AREAS)],
    summary: `nothing insecure in ${counted(input.files, 'file')}${unseen}`,
    findings: [...counting],
    details: {
      files: input.files,
      functions: input.functions,
      blocking: blocking.length,
      warnings: others.length,
      oldFindings: found.old,
      cweIds: [...cwe].sort(byCodeUnit).join(', '),
      ...accessDetails(context),
    },
  };
}

function blockingOf(found: CountedFindings, least: Context['settings']['fail_on']): readonly GateFinding[] {
  switch (least) {
    case 'error':
      return found.errors;
    case 'warning':
      return [...found.errors, ...found.warnings];
    case 'info':
      return [...found.errors, ...found.warnings, ...found.info];
  }
}

/** `null` where nobody looked: no access is not the same as none that was seen. */
function accessDetails({ input: { access } }: Context): Record<string, number | null> {
  if (access === null) return { accessPoints: null, unauthorisedPaths: null, authCoverage: null };
  const { accessPoints, unauthorised } = access;
  const authCoverage = accessPoints === 0 ? null : 1 - unauthorised.length / accessPoints;
  return { accessPoints, unauthorisedPaths: unauthorised.length, authCoverage };
}
