import type { RuleId } from '@drift/shared';
import { coversLine, type Suppression } from '../facts/suppression-comments.ts';

/** True when one of the suppressions, with a reason, covers a finding of this rule on these lines. */
export function isSuppressed(suppressions: readonly Suppression[], ruleId: RuleId, firstLine: number): boolean {
  return suppressions.some(
    (s) => s.reason !== '' && coversLine(s, firstLine) && s.rules.some((name) => namesRule(name, ruleId)),
  );
}

/** True for the id itself, for the star of its area, and for the star alone. */
function namesRule(name: string, ruleId: RuleId): boolean {
  return name === ruleId || name === '*' || (name.endsWith('/*') && ruleId.startsWith(name.slice(0, -1)));
}
