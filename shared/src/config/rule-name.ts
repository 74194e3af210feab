import { nearestName } from './edit-distance.ts';
import { isTable } from './narrow.ts';

const PREFIX = 'drift/';

/** The full name of a rule: `errors/empty-catch` and `drift/errors/empty-catch` both give the latter. */
export function fullRuleName(name: string): string {
  return name.startsWith(PREFIX) ? name : PREFIX + name;
}

/** A rule a configuration value names: as written, in full, and the item or entry of the value that names it. */
export interface RuleMention {
  readonly written: string;
  readonly full: string;
  readonly at: string;
}

/** The rules named by a raw value: the items of a list or the keys of a table; any other value names none. */
export function ruleMentions(raw: unknown): readonly RuleMention[] {
  const names: readonly (readonly [string, unknown])[] = Array.isArray(raw)
    ? raw.map((item, index) => [String(index), item])
    : isTable(raw)
      ? Object.keys(raw).map((name) => [name, name])
      : [];
  const mentions: RuleMention[] = [];
  for (const [at, name] of names) {
    if (typeof name === 'string' && name !== '') mentions.push({ written: name, full: fullRuleName(name), at });
  }
  return mentions;
}

/** The known rule closest to a mention, with or without the `drift/` prefix as the author wrote it. */
export function nearestRule(mention: RuleMention, known: ReadonlySet<string>): string | null {
  const nearest = nearestName(mention.full, known);
  if (nearest === null || mention.written.startsWith(PREFIX)) return nearest;
  return nearest.slice(PREFIX.length);
}
