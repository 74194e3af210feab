import { matchesRule, type RuleId } from '@drift/shared';
import { coversLine, type Suppression } from '../facts/suppression-comments.ts';
import { type SuppressionSettings, stateOf } from '../rules/engine/suppression-state.ts';
import { isSecurityRule } from './security-areas.ts';

/** Area of the rules about suppressions themselves: only by name they can be silenced. */
const OWN_AREA = 'drift/config/';

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
