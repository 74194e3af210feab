import type { RuleId } from '@drift/shared';
import type { Suppression } from '../facts/suppression-comments.ts';

/** True when one of the suppressions, with a reason, covers a finding of this rule on these lines. */
export function isSuppressed(suppressions: readonly Suppression[], ruleId: RuleId, firstLine: number): boolean {
  return suppressions.some(
    (s) =>
      s.reason !== '' &&
      (s.scope === 'file' || s.line === firstLine) &&
      (s.rules.includes('*') || s.rules.includes(ruleId)),
  );
}
