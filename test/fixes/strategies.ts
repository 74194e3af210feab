/** Which strategy of the specification mends what a rule finds, by the category it gives the rule: the beginning of the name. */
const STRATEGIES: readonly (readonly [rule: string, strategy: string])[] = [
  ['drift/pattern/naming-', 'rename'],
  ['drift/pattern/outlier-', 'extract-function'],
  ['drift/pattern/import-', 'add-import'],
  ['drift/crypto/insecure-random', 'add-import'],
  ['drift/pattern/doc-style', 'add-documentation'],
  ['drift/pattern/type-any', 'add-type-annotation'],
  ['drift/taint/sql-query', 'use-parameterized-query'],
  ['drift/error-handling/', 'wrap-in-try-catch'],
];

/** The strategy behind the fix of a rule; what a rule mends in its own way has none of the seven. */
export function strategyOf(ruleId: string): string {
  return STRATEGIES.find(([rule]) => ruleId.startsWith(rule))?.[1] ?? 'of the rule itself';
}
