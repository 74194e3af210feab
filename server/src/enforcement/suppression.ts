import { matchesRule, type RuleId } from '@drift/shared';
import type { FileFacts } from '../facts/file-facts.ts';
import { coversLine, type Suppression, suppressionsOf } from '../facts/suppression-comments.ts';
import { foreignSuppressionsOf } from '../rules/engine/foreign-suppressions.ts';
import { type SuppressionSettings, stateOf } from '../rules/engine/suppression-state.ts';
import { isSecurityRule } from './security-areas.ts';

/** Area of the rules about suppressions themselves: only by name they can be silenced. */
const OWN_AREA = 'drift/config/';

/** Everything in a file that may suppress findings: what speaks to Drift first, then what speaks to other tools. */
export function allSuppressionsOf(facts: FileFacts): readonly Suppression[] {
  const own = suppressionsOf(facts);
  const foreign = foreignSuppressionsOf(facts);
  return foreign.length === 0 ? own : [...own, ...foreign];
}

/** The first suppression in force that covers a finding of this rule on this line (0-based). */
export function suppressionOf(
  suppressions: readonly Suppression[],
  ruleId: RuleId,
  { line, settings }: { readonly line: number; readonly settings: SuppressionSettings },
): Suppression | null {
  return (
    suppressions.find((s) => coversLine(s, line) && namesRule(s, ruleId) && stateOf(s, settings) === 'active') ?? null
  );
}

function namesRule({ tool, names }: Suppression, ruleId: RuleId): boolean {
  if (names.length === 0) return !ruleId.startsWith(OWN_AREA) && (tool === 'drift' || !isSecurityRule(ruleId));
  return names.some(({ patterns }) =>
    patterns.some((p) => matchesRule(p, ruleId) && (p !== '*' || !ruleId.startsWith(OWN_AREA))),
  );
}
