import { beforeEach, describe, expect, test } from 'vitest';
import type { MemoryHost } from '../../server/src/host/memory-host.ts';
import type { BackupImage } from '../../server/src/store/database/opening.ts';
import { LARGE_IMAGE_BYTES, MAX_ASIDE } from '../../server/src/store/database/parameters.ts';
import { MIGRATIONS } from '../../server/src/store/database/schema.ts';
import type { SqlRuntime } from '../../server/src/store/database/sql-engine.ts';
import { databaseHost, databaseOn, installedRuntime } from '../support/database.ts';
import { scanOf } from '../support/scan-sample.ts';

const IMAGE = '/w/.drift/drift.db';
const DECISION = { author: 'a', key: 'k', status: 'approved', value: '', language: '', population: '', scope: '' };

let host: MemoryHost;
let image: Uint8Array;
let backup: BackupImage | null;

/** Two generations on the disk: the first with one decision, the second with two and a larger scan. */
beforeEach(async () => {
  backup = null;
  host = databaseHost({ '/w/.drift/': '' }, { newestBackup: async () => backup }).host;
  const { database } = databaseOn(host);
  await database.record(scanOf(40, 3));
  await database.decide({ ...DECISION, reason: 'first' });
  await database.flush();
  await database.record(scanOf(60, 3));
  await database.decide({ ...DECISION, reason: 'second' });
  await database.close();
  image = await bytes(IMAGE);
});

async function bytes(path: string): Promise<Uint8Array> {
  const read = await host.readFile(path);
  return read.ok ? read.value : new Uint8Array(0);
}

async function names(): Promise<string[]> {
  const listed = await host.readDirectory('/w/.drift');
  return listed.ok ? listed.value.map((e) => e.name) : [];
}

/** What another start of Drift finds, after it has written once. */
async function found(): Promise<{ codes: string[]; files: number; decisions: string[]; message: string }> {
  const { database, told } = databaseOn(host);
  await database.willWrite();
  const status = await database.query('status', {});
  const decisions = await database.query('decisions', {});
  expect(await database.integrity('full')).toEqual({ ok: true, value: { faults: [] } });
  await database.close();
  return {
    codes: told.map((p) => p.code),
    message: told[0]?.message ?? '',
    files: status.ok ? (status.value?.files ?? 0) : -1,
    decisions: decisions.ok ? decisions.value.items.map((d) => d.reason).sort() : [],
  };
}

function flipped(from: number, to: number): Uint8Array {
  const out = image.slice();
  for (let at = from; at < to; at++) out[at] = (out[at] ?? 0) ^ 0xff;
  return out;
}

const text = (t: string): Uint8Array => new TextEncoder().encode(t);
const DAMAGES: readonly (readonly [what: string, damaged: () => Uint8Array, part: string])[] = [
  ['cut off in the middle of a page', () => image.subarray(0, image.length - 100), 'its end is missing'],
  ['cut off between pages', () => image.subarray(0, image.length - 8_192), 'its end is missing'],
  ['emptied', () => new Uint8Array(0), 'it is empty'],
  ['another file', () => text('{"a": 1}\n'.repeat(900)), 'it is no database'],
  ['zeros', () => new Uint8Array(image.length), 'it is no database'],
  ['with a page flipped', () => flipped(8_192, 12_288), 'damaged: its pages are damaged (kept as'],
  ['with the schema page flipped behind the header', () => flipped(100, 4_096), ''],
];

describe('an image that is damaged', () => {
  test('opens where it is not', async () => {
    expect(await found()).toMatchObject({ codes: [], files: 60, decisions: ['first', 'second'] });
  });

  test.each(DAMAGES)('%s: the one before it is used, and no decision is lost', async (_, damaged, part) => {
    host.put(IMAGE, damaged());
    const after = await found();
    expect(after).toMatchObject({ codes: ['DB_CORRUPT'], files: 40, decisions: ['first', 'second'] });
    expect(after.message).toContain(part);
    expect(after.message).toContain('the state saved before it is used');
    expect((await names()).filter((n) => n.includes('corrupt'))).toHaveLength(1);
    expect(await found()).toMatchObject({ codes: [], files: 40 });
  });

  test('together with the one before: the newest backup is used', async () => {
    backup = { bytes: image, name: 'backup-1' };
    host.put(IMAGE, text('x'));
    host.put('/w/.drift/drift.db.prev', text('y'));
    const after = await found();
    expect(after).toMatchObject({ codes: ['DB_CORRUPT'], files: 60 });
    expect(after.message).toContain('backup-1');
  });

  test('together with the one before and the backup: it starts empty, and says so', async () => {
    backup = { bytes: text('z'), name: 'backup-1' };
    host.put(IMAGE, text('x'));
    host.put('/w/.drift/drift.db.prev', text('y'));
    const after = await found();
    expect(after).toMatchObject({ codes: ['DB_CORRUPT'], files: 0, decisions: expect.arrayContaining(['second']) });
    expect(after.message).toContain('starts empty');
  });

  test('is kept aside, a few times at most', async () => {
    for (let i = 0; i < MAX_ASIDE + 3; i++) {
      host.put(IMAGE, text(`damage ${i}`));
      host.advance(1_000);
      await found();
    }
    expect((await names()).filter((n) => n.includes('corrupt'))).toHaveLength(MAX_ASIDE);
  });

  test('is left as it is by who only reads, who sees the one before', async () => {
    host.put(IMAGE, text('x'));
    const before = await names();
    const { database, told } = databaseOn(host);
    expect(await database.query('status', {})).toMatchObject({ ok: true, value: { files: 40 } });
    expect(told.map((p) => p.code)).toEqual(['DB_CORRUPT']);
    await database.close();
    expect(await names()).toEqual(before);
  });
});

describe('an image that Drift did not make', () => {
  test('has other tables than its version says: it is not used', async () => {
    const engine = (await installedRuntime()).open(image);
    engine.exec('CREATE TRIGGER evil AFTER INSERT ON findings BEGIN DELETE FROM findings; END');
    host.put(IMAGE, engine.export());
    engine.close();
    expect(await found()).toMatchObject({ codes: ['DB_CORRUPT'], files: 40 });
  });

  test('is a link: what it leads to is neither read nor written', async () => {
    const links = { [IMAGE]: '/elsewhere', '/w/.drift/drift.db.journal': '/journal' };
    const files = { '/w/.drift/': '', '/elsewhere': image, '/journal': 'theirs\n' };
    host = databaseHost(files, {}, links).host;
    const { database } = databaseOn(host);
    expect(await database.decide({ ...DECISION, reason: 'no' })).toMatchObject({ ok: false });
    await database.close();
    expect(await found()).toMatchObject({ codes: ['DB_CORRUPT'], files: 0, decisions: [] });
    expect(await bytes('/elsewhere')).toEqual(image);
    expect(host.text('/journal')).toBe('theirs\n');
  });
});

describe('an image of another schema', () => {
  const next = { version: MIGRATIONS.length + 1, name: 'later', sql: 'CREATE TABLE later (a TEXT) STRICT;' };

  /** A host with the same disk, and a Drift that knows one step more. */
  function newer(backUp: (bytes: Uint8Array) => Promise<null | { code: 'STORAGE_ERROR'; message: string }>) {
    const files = { '/w/.drift/': '', [IMAGE]: image };
    const later = databaseHost(files, { migrations: [...MIGRATIONS, next], backUp: (_, bytes) => backUp(bytes) }).host;
    // Ids of another disk that counted on from zero would be those that the image holds.
    for (let i = 0; i < 100; i++) later.stamp();
    return later;
  }

  test('that is newer is read and never written, with the advice to upgrade', async () => {
    const later = newer(async () => null);
    const first = databaseOn(later);
    await first.database.willWrite();
    await first.database.close();
    const made = await later.readFile(IMAGE);
    host.put(IMAGE, made.ok ? made.value : text(''));
    const { database, told } = databaseOn(host);
    expect(await database.record(scanOf(1))).toMatchObject({ ok: false, problems: [{ code: 'SCHEMA_TOO_NEW' }] });
    expect(await database.query('status', {})).toMatchObject({ ok: true, value: { files: 60 } });
    expect(told).toMatchObject([{ code: 'SCHEMA_TOO_NEW', hint: 'Upgrade Drift.' }]);
    await database.close();
    expect(await bytes(IMAGE)).toEqual(made.ok ? made.value : null);
  });

  test('that is older is brought up to date after a copy was kept', async () => {
    const kept: number[] = [];
    const later = newer(async (bytes) => {
      kept.push(bytes.length);
      return null;
    });
    const { database } = databaseOn(later);
    expect(await database.record(scanOf(2))).toEqual({ ok: true, value: null });
    expect(kept).toEqual([image.length]);
    expect(await database.query('events', {})).toMatchObject({
      value: { items: expect.arrayContaining([expect.objectContaining({ kind: 'migrated' })]) },
    });
    expect(await database.query('decisions', {})).toMatchObject({ value: { total: 2 } });
    await database.close();
  });

  test('stays as it is where no copy can be kept', async () => {
    const later = newer(async () => ({ code: 'STORAGE_ERROR', message: 'no room for a copy' }));
    const { database } = databaseOn(later);
    expect(await database.record(scanOf(2))).toMatchObject({
      ok: false,
      problems: [{ message: 'no room for a copy' }],
    });
    await database.close();
    const read = await later.readFile(IMAGE);
    expect(read.ok && Buffer.compare(Buffer.from(read.value), Buffer.from(image))).toBe(0);
  });
});

/** A host whose SQLite gives other bytes, or none, when it is asked for its image. */
async function exporting(image: (real: () => Uint8Array) => Uint8Array): Promise<MemoryHost> {
  const runtime = await installedRuntime();
  const wrapped: SqlRuntime = {
    open: (bytes) => {
      const engine = runtime.open(bytes);
      return {
        statements: engine.statements,
        exec: (sql) => engine.exec(sql),
        run: (sql, params) => engine.run(sql, params),
        rows: (sql, params) => engine.rows(sql, params),
        transaction: (work) => engine.transaction(work),
        export: () => image(() => engine.export()),
        close: () => engine.close(),
      };
    },
  };
  return databaseHost(undefined, { runtime: async () => wrapped }).host;
}

describe('memory that runs out inside SQLite', () => {
  test('ends the thread and not the request: the next one does it', async () => {
    let fails = 1;
    const small = await exporting((real) => {
      if (fails-- > 0) throw Object.assign(new Error('memory access out of bounds'), { name: 'RuntimeError' });
      return real();
    });
    const { database } = databaseOn(small);
    expect(await database.record(scanOf(3))).toEqual({ ok: true, value: null });
    await database.decide({ ...DECISION, reason: 'kept' });
    await database.flush();
    expect(await database.record(scanOf(4))).toEqual({ ok: true, value: null });
    expect(await database.query('decisions', {})).toMatchObject({ value: { items: [{ reason: 'kept' }] } });
    await database.close();
  });

  test('is no damage of what was to be opened: nothing is moved, and it opens once there is memory', async () => {
    let isShort = true;
    const runtime = await installedRuntime();
    const short: SqlRuntime = {
      open: (bytes) => {
        if (isShort && bytes !== null) throw new Error('out of memory');
        return runtime.open(bytes);
      },
    };
    const files = { '/w/.drift/': '', [IMAGE]: image, '/w/.drift/drift.db.prev': image };
    host = databaseHost(files, { runtime: async () => short }).host;
    const before = await names();
    const { database, told } = databaseOn(host);
    expect(await database.record(scanOf(1))).toMatchObject({ ok: false, problems: [{ code: 'DISK_FULL' }] });
    expect(told.map((p) => p.code)).toEqual(['DISK_FULL']);
    isShort = false;
    expect(await database.query('decisions', {})).toMatchObject({ value: { total: 2 } });
    await database.close();
    expect(await names()).toEqual(before);
  });
});

test('a database that has grown large is told of once', async () => {
  const grown = await exporting(() => new Uint8Array(LARGE_IMAGE_BYTES + 1));
  const { database, told } = databaseOn(grown);
  for (let i = 0; i < 3; i++) {
    await database.record(scanOf(i));
    await database.flush();
  }
  await database.close();
  expect(told.map((p) => p.message)).toEqual(['the database has grown beyond 150 MB']);
});
