import { describe, expect, test } from 'vitest';
import { databaseHost, databaseOn } from '../../../../test/support/database.ts';
import { scanOf } from '../../../../test/support/scan-sample.ts';
import type { Host } from '../../host/host.ts';
import { databaseFiles } from './names.ts';
import { LOCK_STALE_MS, LOCK_UPDATE_MS } from './parameters.ts';
import { lockState } from './writer-lock.ts';

const FILES = databaseFiles('/w');

/** The same machine as another process sees it. */
function asProcess(host: Host, pid: number, running: readonly number[]): Host {
  return { ...host, identity: () => ({ pid, hostName: 'memory' }), isRunning: (other) => running.includes(other) };
}

describe('the lock', () => {
  test('of a process that is gone is taken over at once, and the image is looked at closely', async () => {
    const { host } = databaseHost();
    const first = databaseOn(asProcess(host, 10, [10]), 'drift check');
    await first.database.record(scanOf(2));
    await first.database.flush();
    host.stopTimers();
    const second = databaseOn(asProcess(host, 11, [11]), 'drift lsp');
    expect(await second.database.record(scanOf(3))).toEqual({ ok: true, value: null });
    expect(await lockState(host, FILES)).toMatchObject({ isLocked: true, holder: { pid: 11, command: 'drift lsp' } });
    await second.database.close();
    expect(await lockState(host, FILES)).toEqual({ isLocked: false, holder: null, isStale: false });
  });

  test('of a process that ended before it could say its name is taken over at once as well', async () => {
    const { host } = databaseHost();
    const dying = { ...asProcess(host, 10, [10]), renameFile: () => new Promise<never>(() => {}) };
    void databaseOn(dying).database.willWrite();
    await host.stat('/w');
    await new Promise((resolve) => setImmediate(resolve));
    expect(await lockState(asProcess(host, 10, [10]), FILES)).toEqual({ isLocked: true, holder: null, isStale: false });
    host.stopTimers();
    const { database } = databaseOn(asProcess(host, 11, [11]));
    expect(await database.willWrite()).toBe(true);
    await database.close();
    const listed = await host.readDirectory('/w/.drift');
    expect(listed.ok && listed.value.map((e) => e.name)).toEqual(['drift.db', 'drift.db.seal']);
  });

  test('of a process that ended as it gave it back is taken over at once too', async () => {
    const { host } = databaseHost();
    const dying = {
      ...asProcess(host, 10, [10]),
      lockFile: async (...given: Parameters<Host['lockFile']>) => {
        const got = await host.lockFile(...given);
        return got.ok && got.value !== null ? { ...got, value: { release: () => new Promise<never>(() => {}) } } : got;
      },
    };
    const first = databaseOn(dying);
    await first.database.record(scanOf(2));
    void first.database.close();
    for (let i = 0; i < 50; i++) await new Promise((resolve) => setImmediate(resolve));
    expect(await lockState(asProcess(host, 10, [10]), FILES)).toEqual({ isLocked: true, holder: null, isStale: false });
    host.stopTimers();
    const { database } = databaseOn(asProcess(host, 11, [11]));
    expect(await database.willWrite()).toBe(true);
    expect(await database.query('status', {})).toMatchObject({ value: { files: 2 } });
    await database.close();
    const listed = await host.readDirectory('/w/.drift');
    expect(listed.ok && listed.value.map((e) => e.name)).toEqual(['drift.db', 'drift.db.seal']);
  });

  test('of another machine is free once it gave no sign for long enough', async () => {
    const { host } = databaseHost();
    const elsewhere = { ...host, identity: () => ({ pid: 10, hostName: 'other' }) };
    await databaseOn(elsewhere).database.record(scanOf(2));
    host.stopTimers();
    const { database } = databaseOn(asProcess(host, 11, [11]));
    expect(await database.willWrite()).toBe(false);
    host.advance(LOCK_STALE_MS + 1);
    expect(await database.willWrite()).toBe(true);
    await database.close();
  });

  test('that is lost ends all writing, with one warning, and can be had again', async () => {
    const { host } = databaseHost();
    const { database, told } = databaseOn(asProcess(host, 10, [10, 11]));
    await database.record(scanOf(2));
    await database.flush();
    const other = databaseOn(asProcess(host, 11, [10, 11]), 'other');
    expect(await other.database.unlock(false)).toMatchObject({ ok: false, problems: [{ code: 'WORKSPACE_LOCKED' }] });
    expect(await other.database.unlock(true)).toMatchObject({
      ok: true,
      value: { removed: true, holder: { pid: 10 } },
    });
    expect(await other.database.record(scanOf(5))).toEqual({ ok: true, value: null });
    host.advance(LOCK_UPDATE_MS);
    expect(database.state).toMatchObject({ mode: 'reader' });
    expect(told.map((p) => p.code)).toEqual(['WORKSPACE_LOCKED']);
    expect(await database.record(scanOf(9))).toMatchObject({ ok: false, problems: [{ code: 'WORKSPACE_LOCKED' }] });
    await other.database.close();
    expect(await database.query('status', {})).toMatchObject({ value: { files: 5 } });
    expect(await database.record(scanOf(9))).toEqual({ ok: true, value: null });
    await database.close();
  });

  test('that was taken over before its holder noticed is not written under', async () => {
    const { host } = databaseHost();
    const { database, told } = databaseOn(asProcess(host, 10, [10, 11]));
    await database.record(scanOf(2));
    await database.flush();
    await database.record(scanOf(3));
    const other = databaseOn(asProcess(host, 11, [10, 11]));
    await other.database.unlock(true);
    await other.database.record(scanOf(7));
    await other.database.flush();
    expect(await database.flush()).toMatchObject({ ok: false, problems: [{ code: 'WORKSPACE_LOCKED' }] });
    expect(told).toHaveLength(1);
    expect(database.state.mode).toBe('reader');
    await database.close();
    await other.database.close();
    const { database: after } = databaseOn(host);
    expect(await after.query('status', {})).toMatchObject({ value: { files: 7 } });
    await after.close();
  });

  test('cannot be taken where nothing can be written: the last state is read', async () => {
    const { host } = databaseHost();
    const { database } = databaseOn(host);
    await database.record(scanOf(2));
    await database.close();
    const denied = async () => ({ ok: false as const, reason: 'denied' as const, problems: [] });
    const sealed = databaseOn({
      ...host,
      lockFile: denied,
      writeFile: denied,
      renameFile: denied,
      appendLines: denied,
    });
    expect(await sealed.database.record(scanOf(3))).toMatchObject({ ok: false, problems: [{ code: 'STORAGE_ERROR' }] });
    expect(await sealed.database.query('status', {})).toMatchObject({ value: { files: 2 } });
    await sealed.database.close();
  });
});
