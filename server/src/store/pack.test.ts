import { beforeEach, describe, expect, test } from 'vitest';
import type { Host } from '../host/host.ts';
import { createMemoryHost, type MemoryHost } from '../host/memory-host.ts';
import { Pack } from './pack.ts';
import { MAX_SEGMENTS } from './parameters.ts';
import { isGenuine } from './segment.ts';
import type { Entry } from './segment-parts.ts';

const FOLDER = '/w/facts';
const ENGINE = 'abcdef0123456789abcdef0123456789';
const KEY = new Uint8Array(32).fill(3);

let host: MemoryHost = createMemoryHost();
beforeEach(() => {
  host = createMemoryHost();
});

function entry(n: number, size = 100): Entry {
  return { key: Uint32Array.from({ length: 8 }, (_, k) => (n * 2_654_435_761 + k) >>> 0), bytes: bytesOf(n, size) };
}

function bytesOf(n: number, size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, k) => (n + k) & 0xff);
}

async function opened(on: Host = host, engine = ENGINE, key = KEY): Promise<Pack> {
  const pack = new Pack({ host: on, folder: FOLDER, engine, key });
  await reopen(pack, on, engine, key);
  return pack;
}

async function reopen(pack: Pack, on: Host = host, engine = ENGINE, key = KEY): Promise<void> {
  await pack.open(async (path, bytes) => {
    const read = await on.readShared(path, bytes);
    return read.ok && isGenuine(read.value, engine, key) ? read.value : null;
  });
}

function get(pack: Pack, n: number): Uint8Array | null {
  for (const segment of pack.segments) {
    const slot = segment.find(entry(n).key);
    if (slot === null) continue;
    pack.use(segment, slot);
    return segment.bytes(slot);
  }
  return null;
}

async function names(): Promise<string[]> {
  const listed = await host.readDirectory(FOLDER);
  return listed.ok ? listed.value.map((e) => e.name) : [];
}

describe('what was saved', () => {
  test('is found by another pack, byte for byte, each payload where eight bytes can be read at once', async () => {
    const entries = [0, 1, 7, 8, 9, 3_000_000].map((size, n) => entry(n, size));
    expect(await (await opened()).save(entries)).toEqual({ ok: true, value: null });
    const pack = await opened();
    entries.forEach((e, n) => {
      const found = get(pack, n);
      expect(Buffer.compare(Buffer.from(found ?? [9]), Buffer.from(e.bytes))).toBe(0);
      expect((found?.byteOffset ?? 1) % 8).toBe(0);
    });
    expect(get(pack, 99)).toBeNull();
  });

  test('of another engine or for another user is not found', async () => {
    await (await opened()).save([entry(1)]);
    expect((await opened(host, 'f'.repeat(32))).segments).toEqual([]);
    expect((await opened(host, `${ENGINE.slice(0, 31)}0`)).segments).toEqual([]);
    expect((await opened(host, ENGINE, new Uint8Array(32))).segments).toEqual([]);
  });

  test('with any byte changed is not found, and goes at the next save', async () => {
    await (await opened()).save([entry(1), entry(2)]);
    const [name = ''] = await names();
    const read = await host.readFile(`${FOLDER}/${name}`);
    const intact = read.ok ? read.value : new Uint8Array(0);
    for (let at = 0; at < intact.length; at++) {
      const bytes = intact.slice();
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      host.put(`${FOLDER}/${name}`, bytes);
      expect((await opened()).segments, `byte ${at}`).toEqual([]);
    }
    await (await opened()).save([entry(3)]);
    expect(await names()).not.toContain(name);
    expect(await names()).toHaveLength(1);
  });
});

describe('the folder', () => {
  test('holds few segments however often something small is saved, and loses nothing', async () => {
    const pack = await opened();
    await pack.save([entry(0, 200_000)]);
    for (let n = 1; n <= 40; n++) {
      await reopen(pack);
      for (let k = 0; k < n; k++) get(pack, k);
      await pack.save([entry(n, 50 + n * 37)]);
      expect((await names()).length).toBeLessThanOrEqual(MAX_SEGMENTS);
    }
    await reopen(pack);
    for (let n = 0; n <= 40; n++) expect(get(pack, n), `entry ${n}`).not.toBeNull();
  });

  test('a small save leaves a large segment as it is', async () => {
    const pack = await opened();
    await pack.save([entry(0, 500_000)]);
    const [large = ''] = await names();
    await reopen(pack);
    get(pack, 0);
    await pack.save([entry(1)]);
    expect(await names()).toContain(large);
  });

  test('what nobody asked for goes once it outweighs the rest', async () => {
    const pack = await opened();
    await pack.save([entry(0, 10_000), entry(1, 10_000), entry(2, 10_000)]);
    await reopen(pack);
    get(pack, 0);
    await pack.save([]);
    await reopen(pack);
    expect([0, 1, 2].map((n) => get(pack, n) !== null)).toEqual([true, false, false]);
    expect(await names()).toHaveLength(1);
  });

  test('of which nothing is used any more is empty', async () => {
    const pack = await opened();
    await pack.save([entry(0, 10_000)]);
    await reopen(pack);
    await pack.save([]);
    expect(await names()).toEqual([]);
  });

  test('keeps what the engine used last beside this one, and of older ones nothing', async () => {
    for (const digit of ['1', '2', '3']) await (await opened(host, digit.repeat(32))).save([entry(1)]);
    expect((await names()).map((n) => n[0])).toEqual(['2', '3']);
  });

  test('loses what an interrupted write left, once it is old', async () => {
    await (await opened()).save([entry(1)]);
    host.put(`${FOLDER}/${ENGINE.slice(0, 16)}-1.seg.17.1.tmp`, 'half');
    await (await opened()).save([entry(2)]);
    expect((await names()).filter((n) => n.endsWith('.tmp'))).toHaveLength(1);
    host.advance(2 * 60 * 60 * 1000);
    await (await opened()).save([entry(3)]);
    expect((await names()).filter((n) => n.endsWith('.tmp'))).toEqual([]);
  });
});

describe('two processes', () => {
  test('that save at the same time lose nothing', async () => {
    const [a, b] = [await opened(), await opened()];
    await Promise.all([a.save([entry(1)]), b.save([entry(2)])]);
    const both = await opened();
    expect([1, 2].map((n) => get(both, n) !== null)).toEqual([true, true]);
  });

  test('of which one has written anew what the other has open', async () => {
    await (await opened()).save([entry(1), entry(2)]);
    const [a, b] = [await opened(), await opened()];
    get(a, 1);
    get(b, 2);
    await a.save([entry(3, 500)]);
    // The files b knows are gone; what they held is in its memory.
    expect(get(b, 2)).toEqual(bytesOf(2, 100));
    await b.save([entry(4, 500)]);
    const both = await opened();
    expect([1, 2, 3, 4].map((n) => get(both, n) !== null)).toEqual([true, true, true, true]);
  });
});

test('whichever operation fails, what is found is right, and the next save mends it', async () => {
  const operationsOf = async (failing: number): Promise<number> => {
    host = createMemoryHost();
    await (await opened()).save([entry(0, 3_000)]);
    host.put(`${FOLDER}/${ENGINE.slice(0, 16)}-0.seg`, 'worthless');
    const before = host.operations();
    host.failAt(failing);
    const pack = await opened();
    get(pack, 0);
    await pack.save([entry(1, 2_000)]);
    host.failAt(0);
    const used = host.operations() - before;
    const after = await opened();
    for (const n of [0, 1]) {
      const found = get(after, n);
      if (found !== null) expect(found).toEqual(entry(n, n === 0 ? 3_000 : 2_000).bytes);
    }
    await after.save([entry(0, 3_000), entry(1, 2_000)]);
    const mended = await opened();
    expect([0, 1].map((n) => get(mended, n) !== null)).toEqual([true, true]);
    return used;
  };
  const all = await operationsOf(0);
  for (let n = 1; n <= all + 2; n++) await operationsOf(n);
});
