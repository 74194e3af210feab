import type { KeyTable } from './key-table.ts';
import { minHash } from './min-hash.ts';
import { BUCKET_HEADS, BUCKET_PAIRWISE, CHUNK } from './parameters.ts';
import type { Stepwise } from './stepwise.ts';

/** How a signature is cut: two sets with Jaccard index s share a band with probability 1 - (1 - s^rows)^bands. */
export interface Banding {
  readonly bands: number;
  readonly rows: number;
}

/** Sets of features, and what is needed to find those among them that may be alike. */
export interface BandedSets {
  readonly sets: readonly Uint32Array[];
  /** Keys of 64 bits in two words, `bands` of them a set. */
  readonly keys: Uint32Array;
}

/** No sets. */
export const NO_SETS: BandedSets = { sets: [], keys: new Uint32Array(0) };

/** Words of the keys of one set. */
export function keyWords({ bands }: Banding): number {
  return bands * 2;
}

/** Sets with their keys. */
export function banded(sets: readonly Uint32Array[], banding: Banding): BandedSets {
  const keys = new Uint32Array(sets.length * keyWords(banding));
  sets.forEach((set, i) => {
    writeKeys(set, banding, keys, i * keyWords(banding));
  });
  return { sets, keys };
}

/** Writes one key a band: a hash of the band and its number. Bands that share one by chance only cost a comparison. */
export function writeKeys(set: Uint32Array, { bands, rows }: Banding, keys: Uint32Array, at: number): void {
  const signature = minHash(set);
  for (let band = 0; band < bands; band++) {
    let low = (0x811c9dc5 ^ band) | 0;
    let high = (0x2c1b3c6d + band) | 0;
    for (let i = band * rows; i < (band + 1) * rows; i++) {
      const word = signature[i] ?? 0;
      low = Math.imul(low ^ word, 0x01000193) ^ (low >>> 13);
      high = Math.imul(high ^ word, 0x2c1b3c6d) ^ (high >>> 15);
    }
    keys[at + band * 2] = low;
    keys[at + band * 2 + 1] = high;
  }
}

/** Sets by the keys they have in common. */
export class Buckets {
  /** Where the cells of a set start, one a key of it. */
  private readonly cellStarts: Int32Array;
  /** Bucket and place in `sorted` of a cell. */
  private readonly buckets: Int32Array;
  private readonly places: Int32Array;
  /** Where a bucket starts in `sorted`. */
  private readonly starts: Int32Array;
  /** Sets, bucket after bucket, in ascending order inside. */
  private readonly sorted: Int32Array;

  private constructor(cellStarts: Int32Array, buckets: Int32Array, count: number) {
    this.cellStarts = cellStarts;
    this.buckets = buckets;
    this.places = new Int32Array(buckets.length);
    this.starts = new Int32Array(count + 1);
    this.sorted = new Int32Array(buckets.length);
    for (const bucket of buckets) this.starts[bucket + 1] = (this.starts[bucket + 1] ?? 0) + 1;
    for (let b = 0; b < count; b++) this.starts[b + 1] = (this.starts[b + 1] ?? 0) + (this.starts[b] ?? 0);
    const next = this.starts.slice();
    for (let set = 0; set + 1 < cellStarts.length; set++) {
      for (let c = cellStarts[set] ?? 0; c < (cellStarts[set + 1] ?? 0); c++) {
        const bucket = buckets[c] ?? 0;
        const place = next[bucket] ?? 0;
        this.places[c] = place;
        this.sorted[place] = set;
        next[bucket] = place + 1;
      }
    }
  }

  /** The buckets of all keys; of those in the table alone where `only` says so. */
  static *of(
    sets: BandedSets,
    banding: Banding,
    { table, only }: { readonly table: KeyTable; readonly only: boolean },
  ): Stepwise<Buckets> {
    const words = keyWords(banding);
    const cells = new Cells(only ? CHUNK : sets.keys.length / 2);
    const cellStarts = new Int32Array(sets.sets.length + 1);
    for (let set = 0; set < sets.sets.length; set++) {
      if (set % CHUNK === 0) yield;
      if (only) cells.addKnown(sets.keys, set * words, (set + 1) * words, table);
      else cells.addAll(sets.keys, set * words, (set + 1) * words, table);
      cellStarts[set + 1] = cells.count;
    }
    return new Buckets(cellStarts, cells.all(), table.size);
  }

  /**
   * Adds the lower sets that a set is to be compared with to `out`, once for every bucket that says so. A crowded bucket
   * gives a bounded number of them, so n sets never give more than O(n * bands).
   */
  addPartners(set: number, out: number[]): void {
    for (let c = this.cellStarts[set] ?? 0; c < (this.cellStarts[set + 1] ?? 0); c++) {
      const start = this.starts[this.buckets[c] ?? 0] ?? 0;
      const place = this.places[c] ?? 0;
      const before = place - start;
      const heads = before < BUCKET_PAIRWISE ? before : BUCKET_HEADS;
      for (let i = start; i < start + heads; i++) out.push(this.sorted[i] ?? 0);
      if (heads < before) out.push(this.sorted[place - 1] ?? 0);
    }
  }
}

/** Buckets in the order they are met; a loop of its own each, which a generator would slow down. */
class Cells {
  count = 0;
  private cells: Int32Array;

  constructor(expected: number) {
    this.cells = new Int32Array(expected);
  }

  all(): Int32Array {
    return this.cells.subarray(0, this.count);
  }

  addAll(keys: Uint32Array, from: number, to: number, table: KeyTable): void {
    for (let at = from; at < to; at += 2) this.add(table.numberOf(keys[at] ?? 0, keys[at + 1] ?? 0));
  }

  addKnown(keys: Uint32Array, from: number, to: number, table: KeyTable): void {
    for (let at = from; at < to; at += 2) {
      const bucket = table.find(keys[at] ?? 0, keys[at + 1] ?? 0);
      if (bucket >= 0) this.add(bucket);
    }
  }

  private add(bucket: number): void {
    if (this.count === this.cells.length) {
      const { cells } = this;
      this.cells = new Int32Array(cells.length * 2);
      this.cells.set(cells);
    }
    this.cells[this.count++] = bucket;
  }
}
