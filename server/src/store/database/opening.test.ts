import { beforeEach, describe, expect, test } from 'vitest';
import { databaseHost, databaseOn, installedRuntime } from '../../../../test/support/database.ts';
import { scanOf } from '../../../../test/support/scan-sample.ts';
import type { MemoryHost } from '../../host/memory-host.ts';
import { inspectImage } from './inspector.ts';
import { appliedSteps } from './migrate.ts';
import { MIGRATIONS } from './schema.ts';
import type { SqlRuntime } from './sql-engine.ts';

const IMAGE = '/w/.drift/drift.db';
const SEAL = '/w/.drift/drift.db.seal';
const KEY = '/home/.drift/cache.key';
const FILES = 60;

let host: MemoryHost;
let runtime: SqlRuntime;
/** How the pages of images were looked at, in order. */
let looks: string[];

/** Two images on the disk, the writer gone properly. */
beforeEach(async () => {
  looks = [];
  const real = await installedRuntime();
  runtime = {
    open: (bytes) => {
      const engine = real.open(bytes);
      const { rows } = engine;
      engine.rows = (sql, params) => {
        looks.push(...(/^PRAGMA (\w+_check)/.exec(sql)?.slice(1, 2) ?? []));
        return rows.call(engine, sql, params);
      };
      return engine;
    },
  };
  host = databaseHost(undefined, { runtime: async () => runtime }).host;
  const { database } = databaseOn(host);
  await database.record(scanOf(40));
  await database.flush();
  await database.record(scanOf(FILES));
  await database.close();
  looks = [];
});

/** What the next start makes of the image. */
async function opened(): Promise<{ files: number; codes: string[]; looks: string[] }> {
  const { database, told } = databaseOn(host);
  await database.willWrite();
  const status = await database.query('status', {});
  const seen = [...looks];
  await database.close();
  return {
    files: status.ok ? (status.value?.files ?? 0) : -1,
    codes: told.map((p) => p.code),
    looks: seen,
  };
}

async function bytes(path: string): Promise<Uint8Array> {
  const read = await host.readFile(path);
  return read.ok ? read.value : new Uint8Array(0);
}

describe('an image after a proper end', () => {
  test('that is the one that was sealed: its pages are not walked', async () => {
    expect(await opened()).toEqual({ files: FILES, codes: [], looks: [] });
  });

  test('for who only reads as well', async () => {
    const { database } = databaseOn(host);
    expect(await database.query('status', {})).toMatchObject({ ok: true, value: { files: FILES } });
    expect(looks).toEqual([]);
    await database.close();
  });

  test('in which one letter of an index changed, which its structure does not show: the one before is used', async () => {
    const image = Buffer.from(await bytes(IMAGE));
    const real = await installedRuntime();
    const hidden = [...image.toString('latin1').matchAll(/f00007\.ts/g)].map(({ index }) => {
      const changed = Buffer.from(image);
      changed[index + 5] = '8'.charCodeAt(0);
      return changed;
    });
    const check = (b: Uint8Array, how: string): boolean => {
      const engine = real.open(b);
      const isFine = Object.values(engine.rows(`PRAGMA ${how}`)[0] ?? {})[0] === 'ok';
      engine.close();
      return isFine;
    };
    const missed = hidden.find((b) => check(b, 'quick_check') && !check(b, 'integrity_check'));
    expect(missed).toBeDefined();
    host.put(IMAGE, missed ?? '');
    expect(await opened()).toEqual({ files: 40, codes: ['DB_CORRUPT'], looks: ['integrity_check', 'quick_check'] });
  });

  test('without a seal: its structure is looked at, and it gets one with the next save', async () => {
    host.remove(SEAL);
    expect(await opened()).toEqual({ files: FILES, codes: [], looks: ['quick_check'] });
    const { database } = databaseOn(host);
    await database.event('packed', '');
    await database.close();
    looks = [];
    expect(await opened()).toEqual({ files: FILES, codes: [], looks: [] });
  });

  test.each([
    ['of another user', (): void => host.put(KEY, new Uint8Array(32).fill(7))],
    ['that was cut off', (): void => host.put(SEAL, 'short')],
    ['of another image', (): void => host.put(SEAL, new Uint8Array(28))],
  ])('with a seal %s: all of it is looked at, and it is used', async (_, change) => {
    change();
    expect(await opened()).toEqual({ files: FILES, codes: [], looks: ['integrity_check'] });
  });

  test('where there is no key to seal with: its structure is looked at', async () => {
    host.remove(KEY);
    host.put(`${KEY}/in-the-way`, '');
    expect(await opened()).toEqual({ files: FILES, codes: [], looks: ['quick_check'] });
  });
});

test('an image that was sealed is still looked at where its writer did not end properly', async () => {
  const { database } = databaseOn(host);
  await database.willWrite();
  host.stopTimers();
  host.advance(11_000);
  expect(await opened()).toEqual({ files: FILES, codes: [], looks: ['quick_check'] });
});

test('a look at the file walks the pages where it is asked for, and where the seal does not fit', async () => {
  const look = async (thorough: boolean): Promise<string[]> => {
    looks = [];
    const tools = { runtime, steps: appliedSteps(runtime, host, MIGRATIONS) };
    expect(await inspectImage(host, tools, IMAGE, thorough)).toMatchObject({ kind: 'ok' });
    return looks;
  };
  expect(await look(false)).toEqual([]);
  expect(await look(true)).toEqual(['integrity_check']);
  host.put(SEAL, new Uint8Array(28));
  expect(await look(false)).toEqual(['integrity_check']);
  host.remove(SEAL);
  expect(await look(false)).toEqual(['quick_check']);
});
