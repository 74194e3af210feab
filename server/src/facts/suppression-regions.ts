/** A comment that opens or closes a region in which rules are suppressed. */
export interface RegionEdge {
  readonly kind: 'start' | 'end';
  /** Rules an end names, as written, to say which start it closes; empty for the nearest, and for starts. */
  readonly rules: readonly string[];
}

const RULE = String.raw`[\w-]+/(?:[\w-]+/)?(?:[\w-]+|\*(?!/))|\*(?!/)`;

/**
 * Only where the comment begins with it, as prose speaks of regions too. What an end names counts as rules where it
 * looks like rules: any other word is a remark.
 */
const EDGE = new RegExp(
  String.raw`^[\s/*#<!{;-]{0,12}drift-ignore-(start|end)(?![\w-])(?:[ \t]+((?:${RULE})(?:[ \t]*,[ \t]*(?:${RULE}))*))?`,
);

/** The edge of a region a comment is, if it is one. */
export function regionEdge(text: string): RegionEdge | null {
  const [, kind, rules] = EDGE.exec(text) ?? [];
  if (kind === 'start') return { kind, rules: [] };
  if (kind !== 'end') return null;
  return { kind, rules: rules === undefined ? [] : rules.split(',').map((r) => r.trim()) };
}
