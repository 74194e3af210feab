import { timingSafeEqual } from 'node:crypto';
import { FORMAT_VERSION } from './parameters.ts';
import { headSeal, isSealed, NONCE_BYTES, SEAL_BYTES } from './seal.ts';

// A segment file: header with a seal of its own, payloads (each 8-byte aligned), index sorted by key, seal of all. Words are in the machine's own order,
// which a file of another machine does not survive: its format version reads wrong.

/** Words of a key: a SHA-256. */
export const ENTRY_KEY_WORDS = 8;
/** Words of a row of the index: key, offset in units of 8 bytes, length in bytes. */
export const INDEX_WORDS = ENTRY_KEY_WORDS + 2;
/** Payloads start at a multiple of this many bytes. */
export const ALIGNMENT = 8;
/** Bytes of the header. */
export const HEADER_BYTES = 80;
/** Byte offsets of the header. */
export const Header = { magic: 0, version: 8, entries: 12, index: 16, engine: 20, nonce: 52, seal: 64 } as const;
/** Bytes an engine id may take. */
export const ENGINE_BYTES = Header.nonce - Header.engine;
/** What a segment begins with. */
export const MAGIC = 'DRIFTSEG';

/** Where a payload lies in a segment. */
export interface Slot {
  readonly offset: number;
  readonly length: number;
}

/** An opened segment. Whoever makes one vouches for its seal; reading checks nothing any more. */
export class Segment {
  readonly shared: SharedArrayBuffer;
  readonly entries: number;
  private readonly index: Uint32Array;

  constructor(shared: SharedArrayBuffer) {
    const header = new Uint32Array(shared, 0, HEADER_BYTES / 4);
    this.shared = shared;
    this.entries = header[Header.entries / 4] ?? 0;
    this.index = new Uint32Array(shared, (header[Header.index / 4] ?? 0) * ALIGNMENT, this.entries * INDEX_WORDS);
  }

  get size(): number {
    return this.shared.byteLength;
  }

  /** Where the payload of a key lies, or `null`. O(log entries). */
  find(key: Uint32Array): Slot | null {
    let low = 0;
    let high = this.entries;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const order = compareKeys(this.index, middle * INDEX_WORDS, key, 0);
      if (order === 0) return this.slot(middle);
      if (order < 0) low = middle + 1;
      else high = middle;
    }
    return null;
  }

  /** Key of entry `i`. */
  key(i: number): Uint32Array {
    return this.index.subarray(i * INDEX_WORDS, i * INDEX_WORDS + ENTRY_KEY_WORDS);
  }

  /** Place of entry `i`. */
  slot(i: number): Slot {
    const at = i * INDEX_WORDS + ENTRY_KEY_WORDS;
    return { offset: (this.index[at] ?? 0) * ALIGNMENT, length: this.index[at + 1] ?? 0 };
  }

  bytes({ offset, length }: Slot): Uint8Array {
    return new Uint8Array(this.shared, offset, length);
  }
}

/** Orders two keys that lie in words. */
export function compareKeys(a: Uint32Array, atA: number, b: Uint32Array, atB: number): number {
  for (let k = 0; k < ENTRY_KEY_WORDS; k++) {
    const x = a[atA + k] ?? 0;
    const y = b[atB + k] ?? 0;
    if (x !== y) return x - y;
  }
  return 0;
}

/**
 * The size of the whole file as its first `HEADER_BYTES` say, or `null` where this engine did not write them for the holder
 * of the key: nothing that somebody else put there is read any further, however large it claims to be.
 */
export function sizeByHeader(head: Uint8Array, engine: string, key: Uint8Array): number | null {
  if (head.length < HEADER_BYTES) return null;
  const bytes = Buffer.from(head.slice(0, HEADER_BYTES));
  if (bytes.toString('latin1', Header.magic, Header.version) !== MAGIC) return null;
  if (bytes.toString('latin1', Header.engine, Header.nonce) !== engine.padEnd(ENGINE_BYTES, '\0')) return null;
  if (!timingSafeEqual(headSeal(key, bytes.subarray(0, Header.seal)), bytes.subarray(Header.seal))) return null;
  const words = new Uint32Array(Uint8Array.from(bytes).buffer);
  if (words[Header.version / 4] !== FORMAT_VERSION) return null;
  return (words[Header.index / 4] ?? 0) * ALIGNMENT + (words[Header.entries / 4] ?? 0) * INDEX_WORDS * 4 + SEAL_BYTES;
}

/**
 * True when these bytes are a segment that this engine wrote for the holder of the key, and nothing in it was changed
 * since. Everything a repository, a broken disk or another program may have put there gives false.
 */
export function isGenuine(shared: SharedArrayBuffer, engine: string, key: Uint8Array): boolean {
  const bytes = Buffer.from(shared);
  if (sizeByHeader(bytes, engine, key) !== bytes.length) return false;
  const end = bytes.length - SEAL_BYTES;
  const nonce = bytes.subarray(Header.nonce, Header.nonce + NONCE_BYTES);
  return isSealed(key, nonce, bytes.subarray(0, end), bytes.subarray(end));
}
