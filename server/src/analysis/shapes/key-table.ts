/** Numbers keys of 64 bits from 0 on in the order they come; open addressing in typed arrays. */
export class KeyTable {
  private low: Uint32Array;
  private high: Uint32Array;
  /** Number of the key at a slot, plus one; 0 where there is none. */
  private slots: Int32Array;
  private mask: number;
  private count = 0;

  /** Room for about so many keys; grows where that is not enough. */
  constructor(expected: number) {
    const capacity = 2 ** Math.ceil(Math.log2(Math.max(1, expected) * 2 + 2));
    this.low = new Uint32Array(capacity);
    this.high = new Uint32Array(capacity);
    this.slots = new Int32Array(capacity);
    this.mask = capacity - 1;
  }

  get size(): number {
    return this.count;
  }

  /** Number of a key, or -1. */
  find(low: number, high: number): number {
    // Most keys asked for are not there: mostly their slot is empty, and nothing else is looked at.
    if (this.slots[low & this.mask] === 0) return -1;
    return (this.slots[this.slotOf(low, high)] ?? 0) - 1;
  }

  /** Number of a key, which is taken in where it is new. */
  numberOf(low: number, high: number): number {
    const slot = this.slotOf(low, high);
    const known = this.slots[slot] ?? 0;
    if (known > 0) return known - 1;
    this.low[slot] = low;
    this.high[slot] = high;
    this.slots[slot] = ++this.count;
    if (this.count * 2 > this.mask) this.grow();
    return this.count - 1;
  }

  private slotOf(low: number, high: number): number {
    let slot = low & this.mask;
    while (this.slots[slot] !== 0 && (this.low[slot] !== low || this.high[slot] !== high))
      slot = (slot + 1) & this.mask;
    return slot;
  }

  private grow(): void {
    const { low, high, slots } = this;
    const capacity = slots.length * 2;
    this.low = new Uint32Array(capacity);
    this.high = new Uint32Array(capacity);
    this.slots = new Int32Array(capacity);
    this.mask = capacity - 1;
    for (let i = 0; i < slots.length; i++) {
      const number = slots[i] ?? 0;
      if (number === 0) continue;
      const slot = this.slotOf(low[i] ?? 0, high[i] ?? 0);
      this.low[slot] = low[i] ?? 0;
      this.high[slot] = high[i] ?? 0;
      this.slots[slot] = number;
    }
  }
}
