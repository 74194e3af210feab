import { FORMAT_VERSION, WRITE_BYTES } from './parameters.ts';
import { headSeal, SEAL_BYTES, type Sealer, sealer } from './seal.ts';
import {
  ALIGNMENT,
  compareKeys,
  ENGINE_BYTES,
  ENTRY_KEY_WORDS,
  HEADER_BYTES,
  Header,
  INDEX_WORDS,
  MAGIC,
} from './segment.ts';

/** What is kept under a key. */
export interface Entry {
  readonly key: Uint32Array;
  readonly bytes: Uint8Array;
}

/** What a segment is made with. */
export interface SegmentMaker {
  readonly engine: string;
  readonly key: Uint8Array;
  readonly nonce: Uint8Array;
}

/** Bytes a segment of these entries takes. */
export function segmentBytes(entries: readonly Entry[]): number {
  const payloads = entries.reduce((sum, e) => sum + aligned(e.bytes.length), 0);
  return HEADER_BYTES + payloads + aligned(entries.length * INDEX_WORDS * 4) + SEAL_BYTES;
}

/** The bytes of a segment in order, a few megabytes at a time, so that nobody waits for the whole. */
export function* segmentParts(entries: readonly Entry[], maker: SegmentMaker): Generator<Uint8Array> {
  const seal = sealer(maker.key, maker.nonce);
  const sealed = (bytes: Uint8Array): Uint8Array => {
    seal.add(bytes);
    return bytes;
  };
  yield sealed(headerOf(entries, maker));
  yield* payloads(entries, seal);
  yield sealed(indexOf(entries));
  yield seal.seal();
}

function headerOf(entries: readonly Entry[], { engine, nonce, key }: SegmentMaker): Uint8Array {
  const header = Buffer.alloc(HEADER_BYTES);
  const words = new Uint32Array(header.buffer, header.byteOffset, HEADER_BYTES / 4);
  header.write(MAGIC, Header.magic, 'latin1');
  header.write(engine.slice(0, ENGINE_BYTES), Header.engine, 'latin1');
  header.set(nonce, Header.nonce);
  words[Header.version / 4] = FORMAT_VERSION;
  words[Header.entries / 4] = entries.length;
  words[Header.index / 4] = (HEADER_BYTES + entries.reduce((sum, e) => sum + aligned(e.bytes.length), 0)) / ALIGNMENT;
  header.set(headSeal(key, header.subarray(0, Header.seal)), Header.seal);
  return header;
}

function* payloads(entries: readonly Entry[], seal: Sealer): Generator<Uint8Array> {
  let buffer = new Uint8Array(WRITE_BYTES);
  let used = 0;
  for (const { bytes } of entries) {
    const size = aligned(bytes.length);
    if (used > 0 && used + size > buffer.length) {
      seal.add(buffer.subarray(0, used));
      yield buffer.subarray(0, used);
      // Whoever writes the last one may still be at it.
      buffer = new Uint8Array(WRITE_BYTES);
      used = 0;
    }
    if (size > buffer.length) buffer = new Uint8Array(size);
    buffer.set(bytes, used);
    buffer.fill(0, used + bytes.length, used + size);
    used += size;
  }
  seal.add(buffer.subarray(0, used));
  yield buffer.subarray(0, used);
}

function indexOf(entries: readonly Entry[]): Uint8Array {
  const rows: { readonly key: Uint32Array; readonly at: number; readonly length: number }[] = [];
  let at = HEADER_BYTES / ALIGNMENT;
  for (const { key, bytes } of entries) {
    rows.push({ key, at, length: bytes.length });
    at += aligned(bytes.length) / ALIGNMENT;
  }
  rows.sort((a, b) => compareKeys(a.key, 0, b.key, 0));
  const words = new Uint32Array(rows.length * INDEX_WORDS);
  rows.forEach((row, i) => {
    words.set(row.key, i * INDEX_WORDS);
    words[i * INDEX_WORDS + ENTRY_KEY_WORDS] = row.at;
    words[i * INDEX_WORDS + ENTRY_KEY_WORDS + 1] = row.length;
  });
  return new Uint8Array(words.buffer);
}

function aligned(length: number): number {
  return Math.ceil(length / ALIGNMENT) * ALIGNMENT;
}
