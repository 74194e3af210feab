import type { RuleId } from '@drift/shared';

const AREAS: readonly string[] = ['taint', 'secret', 'crypto', 'owasp'].map((area) => `drift/${area}/`);

/** True for rules that nothing silences unless it names them. */
export function isSecurityRule(ruleId: RuleId): boolean {
  return AREAS.some((area) => ruleId.startsWith(area));
}
