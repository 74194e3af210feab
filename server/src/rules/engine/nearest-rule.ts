import { nearestName } from '@drift/shared';
import { fullRuleId } from '../../facts/suppression-comments.ts';
import { RULE_IDS } from '../generated/rule-ids.ts';

const KNOWN: ReadonlySet<string> = new Set(RULE_IDS);

/** True for the id of a rule or convention in full, for the star of an area that exists, and for the star alone. */
export function isRuleName(name: string): boolean {
  if (name === '*' || KNOWN.has(name)) return true;
  return name.endsWith('/*') && RULE_IDS.some((id) => id.startsWith(name.slice(0, -1)));
}

/** The rule that was probably meant: two edits away, or of the same name in another area; `null` where none is near. */
export function nearestRule(name: string): string | null {
  const full = fullRuleId(name);
  const tail = (id: string): string => id.slice(id.lastIndexOf('/') + 1);
  const near = nearestName(full, RULE_IDS);
  if (near !== null) return near;
  const sameTail = nearestName(tail(full), RULE_IDS.map(tail));
  return RULE_IDS.find((id) => tail(id) === sameTail) ?? null;
}
