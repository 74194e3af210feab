/** What a rule is about, as coarse as other programs sort findings. */
export type RuleKind = 'security' | 'errors' | 'naming' | 'complexity' | 'tests' | 'convention';

const SECURITY_AREAS: ReadonlySet<string> = new Set(['crypto', 'owasp', 'secret', 'taint']);

/** The kind of a rule, by its id and whether a weakness (CWE) is known for it. */
export function kindOfRule(ruleId: string, cwe: readonly string[]): RuleKind {
  const [, area = '', name = ''] = ruleId.split('/');
  // Swallowed errors have a CWE as well, and are no security matter for that.
  if (area === 'error-handling') return 'errors';
  if (SECURITY_AREAS.has(area) || cwe.length > 0) return 'security';
  if (name.startsWith('outlier-')) return 'complexity';
  if (name.startsWith('naming-')) return 'naming';
  if (name.startsWith('error-')) return 'errors';
  return name.startsWith('test-') ? 'tests' : 'convention';
}
