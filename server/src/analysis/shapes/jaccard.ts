/** Numbers two sorted sets have in common. O(|a| + |b|). */
export function commonCount(a: Uint32Array, b: Uint32Array): number {
  let i = 0;
  let j = 0;
  let common = 0;
  while (i < a.length && j < b.length) {
    const x = a[i] ?? 0;
    const y = b[j] ?? 0;
    if (x === y) common++;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return common;
}

/** Exact Jaccard index of two sorted sets; 0 where both are empty. */
export function jaccard(a: Uint32Array, b: Uint32Array): number {
  const common = commonCount(a, b);
  const all = a.length + b.length - common;
  return all === 0 ? 0 : common / all;
}

/** A sorted set of unsigned 32-bit numbers. */
export function sortedSet(values: Iterable<number>): Uint32Array {
  return Uint32Array.from(new Set(values)).sort();
}

/** True when a sorted set holds a number. O(log n). */
export function holds(set: Uint32Array, value: number): boolean {
  let low = 0;
  let high = set.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((set[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return set[low] === value;
}

const FEWEST_SLOTS = 1024;
/** Slots for each number: most numbers then lie where they are looked for. */
const SLOTS_PER_NUMBER = 8;

/** Compares one set with many: a look at a table for each number, without the guesses of a merge. */
export class Comparison {
  /** The numbers of the set where their own bits say, 0 elsewhere; 0 itself is not in it. */
  private slots = new Uint32Array(FEWEST_SLOTS);
  private size = 0;
  private hasZero = false;

  /** Takes the set that others are compared with. */
  with(set: Uint32Array): void {
    const needed = set.length * SLOTS_PER_NUMBER;
    if (needed > this.slots.length) this.slots = new Uint32Array(2 ** Math.ceil(Math.log2(needed)));
    else this.slots.fill(0);
    for (const x of set) this.slots[this.slotOf(x)] = x;
    this.size = set.length;
    this.hasZero = set[0] === 0;
  }

  /** Exact Jaccard index of a set with that one; 0 where both are empty. */
  jaccard(set: Uint32Array): number {
    let common = this.hasZero && set[0] === 0 ? 1 : 0;
    const { slots } = this;
    const mask = slots.length - 1;
    for (let i = 0; i < set.length; i++) {
      const x = set[i] ?? 0;
      let slot = (x >>> 8) & mask;
      while (slots[slot] !== 0 && slots[slot] !== x) slot = (slot + 1) & mask;
      if (slots[slot] === x && x !== 0) common++;
    }
    const all = this.size + set.length - common;
    return all === 0 ? 0 : common / all;
  }

  private slotOf(x: number): number {
    const mask = this.slots.length - 1;
    let slot = (x >>> 8) & mask;
    while (this.slots[slot] !== 0 && this.slots[slot] !== x) slot = (slot + 1) & mask;
    return slot;
  }
}
