import { describe, expect, test } from 'vitest';
import { databaseHost, databaseOn } from '../../../../test/support/database.ts';
import { scanOf } from '../../../../test/support/scan-sample.ts';

const DECISION = {
  author: 'me',
  key: 'naming-function',
  status: 'approved',
  value: 'camel',
  language: '',
  population: '',
  scope: '',
  reason: 'so',
};

describe('a database', () => {
  test('keeps a scan and a decision from one start to the next', async () => {
    const { host } = databaseHost();
    const first = databaseOn(host);
    expect(await first.database.open()).toMatchObject({ mode: 'reader', problems: [] });
    expect(await host.readDirectory('/w/.drift')).toEqual({ ok: true, value: [] });
    expect(await first.database.willWrite()).toBe(true);
    expect(await first.database.record(scanOf(10, 2))).toEqual({ ok: true, value: null });
    expect(await first.database.decide(DECISION)).toEqual({ ok: true, value: null });
    await first.database.close();
    expect(first.told).toEqual([]);

    const second = databaseOn(host);
    const status = await second.database.query('status', {});
    expect(status).toMatchObject({ ok: true, value: { files: 10, findings: 20, scans: 1 } });
    const decisions = await second.database.query('decisions', {});
    expect(decisions).toMatchObject({ ok: true, value: { total: 1, items: [DECISION] } });
    const events = await second.database.query('events', {});
    expect(events).toMatchObject({ ok: true, value: { items: [{ kind: 'created' }] } });
    await second.database.close();
  });

  test('is read by a second process, whose decisions the first takes in', async () => {
    const { host } = databaseHost();
    const writer = databaseOn(host, 'editor');
    await writer.database.record(scanOf(3));
    await writer.database.flush();
    const reader = databaseOn(host, 'check');
    expect(await reader.database.open()).toMatchObject({ mode: 'reader' });
    expect(await reader.database.record(scanOf(4))).toMatchObject({
      ok: false,
      problems: [{ code: 'WORKSPACE_LOCKED' }],
    });
    expect(reader.database.state.holder).toMatchObject({ command: 'editor' });
    expect(await reader.database.query('status', {})).toMatchObject({ ok: true, value: { files: 3 } });
    expect(await reader.database.decide(DECISION)).toMatchObject({ ok: true });
    expect(await writer.database.query('decisions', {})).toMatchObject({ ok: true, value: { total: 1 } });
    await writer.database.close();
    expect(await reader.database.record(scanOf(4))).toMatchObject({ ok: true });
    expect(reader.database.state.mode).toBe('writer');
    await reader.database.close();
  });

  test('lets a line of the journal go once two images hold it, however short its writers live', async () => {
    const { host } = databaseHost();
    const pieces = async (): Promise<string[]> => {
      const listed = await host.readDirectory('/w/.drift');
      return (listed.ok ? listed.value : []).map((e) => e.name).filter((n) => n.startsWith('drift.db.journal'));
    };
    const reasons = Array.from({ length: 6 }, (_, n) => `reason ${n}`);
    for (const [n, reason] of reasons.entries()) {
      const decider = databaseOn(host);
      expect(await decider.database.decide({ ...DECISION, reason })).toMatchObject({ ok: true });
      await decider.database.close();
      const writer = databaseOn(host);
      await writer.database.record(scanOf(3 + n));
      await writer.database.close();
      // The last one, which only the newest image holds.
      expect(await pieces()).toHaveLength(1);
    }
    // What only the image before holds is still known after the newest is lost.
    host.put('/w/.drift/drift.db', 'damaged');
    const last = databaseOn(host);
    const known = await last.database.query('decisions', {});
    expect(known.ok && known.value.items.map((d) => d.reason).sort()).toEqual(reasons);
    await last.database.close();
  });

  test('is not there for a root without the folder, which stays as it was', async () => {
    const { host } = databaseHost({ '/w/a.ts': '' });
    const { database } = databaseOn(host);
    expect(await database.open()).toMatchObject({ mode: 'none' });
    expect(await database.record(scanOf(1))).toMatchObject({ ok: false });
    expect(await database.decide(DECISION)).toMatchObject({ ok: false });
    await database.close();
    expect(await host.readDirectory('/w')).toMatchObject({ value: [{ name: 'a.ts' }] });
  });
});
