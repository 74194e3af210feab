import { nearestName } from './edit-distance.ts';
import { isTable } from './narrow.ts';

const PREFIX = 'drift/';

/** The full name of a rule: `errors/empty-catch` and `drift/errors/empty-catch` both give the latter. */
export function fullRuleName(name: string): string {
  return name.startsWith(PREFIX) ? name : PREFIX + name;
}

/** Names that stand for several areas, or for a part of one. */
const GROUPS: ReadonlyMap<string, readonly string[]> = new Map([
  ['security/*', ['taint', 'secret', 'crypto', 'owasp', 'boundary'].map((area) => `${PREFIX}${area}/*`)],
  ['naming/*', ['drift/pattern/naming-*']],
  ['convention/*', ['drift/pattern/*']],
  ['errors/*', ['drift/error-handling/*']],
  ['security/sql-injection', ['drift/taint/sql-query']],
]);

/**
 * What a name in a suppression stands for: full ids, or beginnings of them before a `*`. A word without an area is a
 * convention.
 */
export function rulePatterns(name: string): readonly string[] {
  const short = name.startsWith(PREFIX) ? name.slice(PREFIX.length) : name;
  if (short === '*') return ['*'];
  const group = GROUPS.get(short);
  if (group !== undefined) return group;
  const cut = short.indexOf('/');
  if (cut < 0) return [`${PREFIX}pattern/${short}`];
  const [area, rest] = [short.slice(0, cut), short.slice(cut + 1)];
  if (area === 'errors') return [`${PREFIX}error-handling/${rest}`];
  if (area === 'convention') return [`${PREFIX}pattern/${rest}`];
  if (area === 'naming') return [`${PREFIX}pattern/naming-${rest.replace(/-case$/, '')}`];
  return [PREFIX + short];
}

/** True for a rule that a pattern of `rulePatterns` names. */
export function matchesRule(pattern: string, ruleId: string): boolean {
  return pattern.endsWith('*') ? ruleId.startsWith(pattern.slice(0, -1)) : pattern === ruleId;
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
