import { matchesRule, nearestName, rulePatterns } from '@drift/shared';
import { RULE_IDS } from '../generated/rule-ids.ts';

const KNOWN: ReadonlySet<string> = new Set(RULE_IDS);

/** True for a pattern that names a rule or convention there is: its id in full, or a beginning of one before a `*`. */
export function isRuleName(pattern: string): boolean {
  return KNOWN.has(pattern) || (pattern.endsWith('*') && RULE_IDS.some((id) => matchesRule(pattern, id)));
}

/** The rule that was probably meant: two edits away, or of the same name in another area; `null` where none is near. */
export function nearestRule(name: string): string | null {
  const [full = name] = rulePatterns(name);
  const tail = (id: string): string => id.slice(id.lastIndexOf('/') + 1);
  const near = nearestName(full, RULE_IDS);
  if (near !== null) return near;
  const sameTail = nearestName(tail(full), RULE_IDS.map(tail));
  return RULE_IDS.find((id) => tail(id) === sameTail) ?? null;
}
