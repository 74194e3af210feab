import { type BandedSets, type Banding, Buckets, keyWords, NO_SETS } from './candidates.ts';
import { Comparison } from './jaccard.ts';
import { KeyTable } from './key-table.ts';
import { CHUNK } from './parameters.ts';
import type { Stepwise } from './stepwise.ts';

/** Which pairs are looked for, and how alike they must be at least. */
export interface Likeness {
  readonly banding: Banding;
  readonly least: number;
}

/** Pairs of sets that are alike, as columns; the pairs of each set with lower ones are together. */
export interface AlikePairs {
  /** Where the pairs of a set with lower ones start; one more than there are sets. */
  readonly starts: Int32Array;
  /** The lower set of each pair. */
  readonly lower: Int32Array;
  /** Exact Jaccard indexes. */
  readonly similarities: Float64Array;
  /** How many buckets propose a pair: it is one as long as any does. */
  readonly proposals: Uint8Array;
}

/** Two sets by their indexes, with their exact Jaccard index. */
export interface VerifiedPair {
  readonly a: number;
  readonly b: number;
  readonly similarity: number;
}

/** Which sets stay, in the same order: where each of them was, and where each of those before is now; -1 for nowhere. */
export interface Moves {
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** The pairs of no sets. */
export const NO_PAIRS: AlikePairs = {
  starts: new Int32Array(1),
  lower: new Int32Array(0),
  similarities: new Float64Array(0),
  proposals: new Uint8Array(0),
};

/** The pairs among some sets. Banding proposes, the exact index decides. */
export function pairsAmong(sets: BandedSets, likeness: Likeness): Stepwise<AlikePairs> {
  const moves = { from: new Int32Array(sets.sets.length).fill(-1), to: new Int32Array(0) };
  return pairsAfter({ sets: NO_SETS, pairs: NO_PAIRS }, sets, moves, likeness);
}

/**
 * The pairs after sets have come and gone: the same as are found anew, but only the buckets that those were or are in are
 * looked at.
 */
export function* pairsAfter(
  before: { readonly sets: BandedSets; readonly pairs: AlikePairs },
  next: BandedSets,
  moves: Moves,
  { banding, least }: Likeness,
): Stepwise<AlikePairs> {
  const isFirst = before.sets.sets.length === 0;
  const table = isFirst ? new KeyTable(next.keys.length / 4) : changedKeys(before.sets, next, moves, banding);
  const was = yield* Buckets.of(before.sets, banding, { table, only: true });
  const is = yield* Buckets.of(next, banding, { table, only: !isFirst });
  const out = new PairColumns(next.sets, least);
  for (let b = 0; b < next.sets.length; b++) {
    if (b % CHUNK === 0) yield;
    const from = moves.from[b] ?? -1;
    if (from >= 0) out.carry({ pairs: before.pairs, was }, from, moves.to);
    out.next(b, is);
  }
  return out.columns();
}

/** The keys of the sets that came or went. */
function changedKeys(before: BandedSets, next: BandedSets, moves: Moves, banding: Banding): KeyTable {
  const changed =
    moves.to.reduce((n, to) => n + (to < 0 ? 1 : 0), 0) + moves.from.reduce((n, f) => n + (f < 0 ? 1 : 0), 0);
  // Sparse: it is asked for all keys of all sets.
  const table = new KeyTable(changed * banding.bands * SPARSE);
  const words = keyWords(banding);
  const add = ({ keys }: BandedSets, stays: Int32Array): void => {
    stays.forEach((other, set) => {
      if (other >= 0) return;
      for (let at = set * words; at < (set + 1) * words; at += 2) table.numberOf(keys[at] ?? 0, keys[at + 1] ?? 0);
    });
  };
  add(before, moves.to);
  add(next, moves.from);
  return table;
}

/** Room in a table that is mostly asked for what is not there, per key. */
const SPARSE = 4;

/** All pairs, lower index first, in order. */
export function verified({ starts, lower, similarities }: AlikePairs): readonly VerifiedPair[] {
  const out: VerifiedPair[] = [];
  for (let b = 0; b + 1 < starts.length; b++)
    for (let i = starts[b] ?? 0; i < (starts[b + 1] ?? 0); i++)
      out.push({ a: lower[i] ?? 0, b, similarity: similarities[i] ?? 0 });
  return out.sort((x, y) => x.a - y.a || x.b - y.b);
}

/** Columns that grow by the pairs of one set after those of the other. */
class PairColumns {
  private readonly sets: readonly Uint32Array[];
  private readonly least: number;
  private readonly starts: Int32Array;
  private lower = new Int32Array(CHUNK);
  private similarities = new Float64Array(CHUNK);
  private proposals = new Uint8Array(CHUNK);
  private count = 0;
  /** The set whose pairs are collected. */
  private at = 0;
  private readonly partners: number[] = [];
  private readonly comparison = new Comparison();
  private isReady = false;
  /** The last set that a lower one was looked at for, plus one, and where that pair is, or -1 where it is none. */
  private readonly seenFor: Int32Array;
  private readonly places: Int32Array;

  constructor(sets: readonly Uint32Array[], least: number) {
    this.sets = sets;
    this.least = least;
    this.starts = new Int32Array(sets.length + 1);
    this.seenFor = new Int32Array(sets.length);
    this.places = new Int32Array(sets.length);
  }

  /** Takes over what the pairs of a set were, as far as their lower sets are still there, less what the old buckets proposed. */
  carry({ pairs, was }: { readonly pairs: AlikePairs; readonly was: Buckets }, b: number, to: Int32Array): void {
    for (let i = pairs.starts[b] ?? 0; i < (pairs.starts[b + 1] ?? 0); i++) {
      const a = to[pairs.lower[i] ?? 0] ?? -1;
      if (a >= 0) this.add(a, pairs.similarities[i] ?? 0, pairs.proposals[i] ?? 0);
    }
    const { partners } = this;
    was.addPartners(b, partners);
    for (const partner of partners) this.withdraw(to[partner] ?? -1);
    partners.length = 0;
  }

  /** Adds what the new buckets propose for a set, and ends its pairs. */
  next(b: number, is: Buckets): void {
    const { partners } = this;
    is.addPartners(b, partners);
    for (const a of partners) this.propose(a);
    partners.length = 0;
    this.end();
  }

  private withdraw(a: number): void {
    if (a < 0 || this.seenFor[a] !== this.at + 1) return;
    const place = this.places[a] ?? 0;
    this.proposals[place] = (this.proposals[place] ?? 0) - 1;
  }

  private propose(a: number): void {
    if (this.seenFor[a] !== this.at + 1) this.compare(a);
    else {
      const place = this.places[a] ?? -1;
      if (place >= 0) this.proposals[place] = (this.proposals[place] ?? 0) + 1;
    }
  }

  private end(): void {
    let kept = this.starts[this.at] ?? 0;
    for (let i = kept; i < this.count; i++) {
      if (this.proposals[i] === 0) continue;
      this.lower[kept] = this.lower[i] ?? 0;
      this.similarities[kept] = this.similarities[i] ?? 0;
      this.proposals[kept] = this.proposals[i] ?? 0;
      kept++;
    }
    this.count = kept;
    this.at++;
    this.starts[this.at] = kept;
    this.isReady = false;
  }

  columns(): AlikePairs {
    const { starts, count } = this;
    return {
      starts,
      lower: this.lower.slice(0, count),
      similarities: this.similarities.slice(0, count),
      proposals: this.proposals.slice(0, count),
    };
  }

  private compare(a: number): void {
    const [left, right] = [this.sets[a], this.sets[this.at]];
    if (left === undefined || right === undefined) return;
    if (!this.isReady) this.comparison.with(right);
    this.isReady = true;
    const similarity = this.comparison.jaccard(left);
    if (similarity >= this.least) this.add(a, similarity, 1);
    else {
      this.seenFor[a] = this.at + 1;
      this.places[a] = -1;
    }
  }

  private add(a: number, similarity: number, proposals: number): void {
    if (this.count === this.lower.length) this.grow();
    this.lower[this.count] = a;
    this.similarities[this.count] = similarity;
    this.proposals[this.count] = proposals;
    this.seenFor[a] = this.at + 1;
    this.places[a] = this.count++;
  }

  private grow(): void {
    const capacity = this.lower.length * 2;
    const { lower, similarities, proposals } = this;
    this.lower = new Int32Array(capacity);
    this.lower.set(lower);
    this.similarities = new Float64Array(capacity);
    this.similarities.set(similarities);
    this.proposals = new Uint8Array(capacity);
    this.proposals.set(proposals);
  }
}
