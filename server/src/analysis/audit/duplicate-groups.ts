import { byCodeUnit } from '@drift/shared';
import { pairsAmong, verified } from '../shapes/alike-pairs.ts';
import { banded } from '../shapes/candidates.ts';
import { jaccard } from '../shapes/jaccard.ts';
import { COPY_BANDING } from '../shapes/parameters.ts';
import { finish } from '../shapes/stepwise.ts';
import type { AuditPattern } from './audit-pattern.ts';
import { DUPLICATE, EXACT_PAIRS_UP_TO } from './parameters.ts';
import { rounded } from './rounded.ts';

/** What is to be done about patterns that hold at the same places. */
export type DuplicateAction = 'autoMerge' | 'merge' | 'review';

/** Patterns of one category that hold at nearly the same places. */
export interface DuplicateGroup {
  /** In code-unit order. */
  readonly ids: readonly string[];
  /** The one to keep: the more certain, then the one with more places, then the first by name. */
  readonly keep: string;
  /** Jaccard index of the weakest pair that holds the group together; its action is that of the group. */
  readonly weakest: number;
  readonly strongest: number;
  readonly action: DuplicateAction;
}

interface Edge {
  readonly a: number;
  readonly b: number;
  readonly similarity: number;
}

/** The action that two patterns of some Jaccard index ask for; `null` where they are different. */
export function duplicateAction(similarity: number): DuplicateAction | null {
  if (similarity > DUPLICATE.autoMerge) return 'autoMerge';
  if (similarity > DUPLICATE.merge) return 'merge';
  return similarity >= DUPLICATE.review ? 'review' : null;
}

/** Groups of patterns whose places are nearly the same, in order of their first names; joined across the whole group. */
export function duplicateGroups(patterns: readonly AuditPattern[]): readonly DuplicateGroup[] {
  const byCategory = new Map<string, AuditPattern[]>();
  for (const p of [...patterns].sort((x, y) => byCodeUnit(x.id, y.id))) {
    if (p.places.length === 0) continue;
    const known = byCategory.get(p.category);
    if (known === undefined) byCategory.set(p.category, [p]);
    else known.push(p);
  }
  return [...byCategory.values()]
    .flatMap((of) => groupsOf(of, of.length > EXACT_PAIRS_UP_TO ? proposedPairs(of) : allPairs(of)))
    .sort((x, y) => byCodeUnit(x.ids[0] ?? '', y.ids[0] ?? ''));
}

function allPairs(patterns: readonly AuditPattern[]): readonly Edge[] {
  const bySize = patterns.map((p, at) => ({ at, places: p.places })).sort((x, y) => x.places.length - y.places.length);
  const edges: Edge[] = [];
  bySize.forEach((small, i) => {
    for (const large of bySize.slice(i + 1)) {
      // Sets of such sizes cannot be alike, and those that follow are larger still.
      if (small.places.length < DUPLICATE.review * large.places.length) break;
      const similarity = jaccard(small.places, large.places);
      if (similarity >= DUPLICATE.review) edges.push({ a: small.at, b: large.at, similarity });
    }
  });
  return edges;
}

/** MinHash proposes; the exact index decides. */
function proposedPairs(patterns: readonly AuditPattern[]): readonly Edge[] {
  const sets = banded(
    patterns.map((p) => p.places),
    COPY_BANDING,
  );
  return verified(finish(pairsAmong(sets, { banding: COPY_BANDING, least: DUPLICATE.review })));
}

function groupsOf(patterns: readonly AuditPattern[], edges: readonly Edge[]): readonly DuplicateGroup[] {
  const parents = patterns.map((_, i) => i);
  const rootOf = (i: number): number => {
    let at = i;
    for (let up = parents[at] ?? at; up !== at; up = parents[at] ?? at) at = up;
    return at;
  };
  for (const { a, b } of edges) {
    const [x, y] = [rootOf(a), rootOf(b)];
    parents[Math.max(x, y)] = Math.min(x, y);
  }
  const groups = new Map<number, { readonly members: Set<number>; readonly edges: Edge[] }>();
  for (const edge of edges) {
    const root = rootOf(edge.a);
    const group = groups.get(root) ?? { members: new Set<number>(), edges: [] };
    groups.set(root, group);
    group.members.add(edge.a).add(edge.b);
    group.edges.push(edge);
  }
  return [...groups.values()].map(({ members, edges: holding }) =>
    groupOf(
      patterns.filter((_, i) => members.has(i)),
      holding.map((e) => e.similarity),
    ),
  );
}

function groupOf(members: readonly AuditPattern[], similarities: readonly number[]): DuplicateGroup {
  const weakest = similarities.reduce((least, s) => Math.min(least, s), 1);
  const ordered = [...members].sort(
    (x, y) => y.confidence - x.confidence || y.locations - x.locations || byCodeUnit(x.id, y.id),
  );
  return {
    ids: members.map((m) => m.id),
    keep: ordered[0]?.id ?? '',
    weakest: rounded(weakest),
    strongest: rounded(similarities.reduce((most, s) => Math.max(most, s), 0)),
    action: duplicateAction(weakest) ?? 'review',
  };
}
