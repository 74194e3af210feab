import { beforeEach, describe, expect, test } from 'vitest';
import { installedRuntime } from '../../../../test/support/database.ts';
import { scanOf } from '../../../../test/support/scan-sample.ts';
import { createMemoryHost } from '../../host/memory-host.ts';
import { migrate } from './migrate.ts';
import { MAX_SCANS } from './parameters.ts';
import { answer } from './queries.ts';
import type { Answers, QueryName, ScanRecord } from './records.ts';
import { scanParts } from './scan-parts.ts';
import { FILE_OWNED, MIGRATIONS, newestVersion } from './schema.ts';
import type { SqlEngine } from './sql-engine.ts';
import { faultsOf, sweep } from './upkeep.ts';
import { removeFile, writeScan } from './write-scan.ts';

let engine: SqlEngine;
beforeEach(async () => {
  engine = (await installedRuntime()).open(null);
  migrate(engine, createMemoryHost(), MIGRATIONS);
});

function write(scan: ScanRecord): number {
  return engine.transaction(() => writeScan(engine, { header: scan.header, parts: [...scanParts(scan)] }));
}

function scans(): Answers['scans']['items'] {
  const found: Answers[QueryName] = answer(engine, { name: 'scans', params: {} });
  return found !== null && 'items' in found
    ? found.items.flatMap((i) => ('durationMs' in i && 'files' in i ? [i] : []))
    : [];
}

describe('a scan', () => {
  test('says what came, went and changed since the one before', () => {
    write(scanOf(10));
    write(scanOf(12));
    write({ ...scanOf(5, 1, 'x'), files: scanOf(5).files.map((f, i) => ({ ...f, size: f.size + (i === 0 ? 1 : 0) })) });
    expect(scans().map((s) => [s.id, s.files, s.added, s.removed, s.changed])).toEqual([
      [3, 5, 0, 7, 1],
      [2, 12, 2, 0, 0],
      [1, 10, 10, 0, 0],
    ]);
    expect(faultsOf(engine, 'full', newestVersion())).toEqual([]);
  });

  test('that finds the same as the last one confirms it, whatever the clock says', () => {
    write(scanOf(4));
    const later = { ...scanOf(4).header, completedAt: '2026-02-01T00:00:00.000Z', durationMs: 5 };
    expect(write({ ...scanOf(4), header: later })).toBe(1);
    expect(scans()).toMatchObject([{ id: 1, confirmations: 1, confirmedAt: later.completedAt, durationMs: 1_000 }]);
    expect(write({ ...scanOf(4), header: { ...later, driftVersion: '9' } })).toBe(2);
  });

  test('writes what is new and what changed of many rows, and keeps the rest', () => {
    write(scanOf(60, 3));
    const more = scanOf(90, 3);
    const findings = more.findings.map((f, i) => (i === 7 ? { ...f, severity: 'hint' as const, isNew: !f.isNew } : f));
    write({ ...more, findings });
    const rows = engine.rows('SELECT id, file, rule_id, severity, is_new, first_seen_scan FROM findings ORDER BY id');
    expect(rows).toEqual(
      findings.map((f, i) => ({
        id: f.id,
        file: f.file,
        rule_id: f.ruleId,
        severity: f.severity,
        is_new: f.isNew ? 1 : 0,
        first_seen_scan: i < 180 ? 1 : 2,
      })),
    );
    expect(scans()).toMatchObject([{ added: 30, removed: 0, changed: 0 }, { added: 60 }]);
    expect(faultsOf(engine, 'full', newestVersion())).toEqual([]);
  });

  test('keeps of a finding when it was first seen, and drops what is gone', () => {
    write(scanOf(3));
    write(scanOf(5));
    const rows = engine.rows('SELECT first_seen_scan AS f FROM findings ORDER BY file');
    expect(rows.map((r) => r['f'])).toEqual([1, 1, 1, 2, 2]);
    expect(answer(engine, { name: 'findings', params: { limit: 1 } })).toMatchObject({
      items: [{ firstSeenScan: 1, lastSeenScan: 2 }],
    });
    write(scanOf(2));
    expect(engine.rows('SELECT id FROM findings')).toHaveLength(2);
  });

  test('writes all of itself or nothing', () => {
    write(scanOf(3));
    const wrong = { ...scanOf(6), conventions: [...scanOf(6).conventions, ...scanOf(6).conventions] };
    expect(() => write(wrong)).toThrow(/UNIQUE/);
    expect(scans()).toHaveLength(1);
    expect(engine.rows('SELECT count(*) AS n FROM file_metadata')).toEqual([{ n: 3 }]);
    expect(faultsOf(engine, 'full', newestVersion())).toEqual([]);
  });

  test('leaves no row of a file that is removed', () => {
    const scan = scanOf(3, 4);
    write(scan);
    removeFile(engine, scan.files[1]?.file ?? '');
    for (const table of FILE_OWNED)
      expect(engine.rows(`SELECT * FROM ${table} WHERE file = ?`, [scan.files[1]?.file ?? ''])).toEqual([]);
  });
});

describe('history', () => {
  test('keeps the newest scans only, and what they say goes with them', () => {
    for (let i = 0; i < MAX_SCANS + 5; i++) write(scanOf(2, 1, String(i)));
    expect(sweep(engine, '2026-01-02T00:00:00.000Z', { dryRun: true }).rowsDeleted).toEqual({ scan_history: 5 });
    expect(engine.rows('SELECT count(*) AS n FROM scan_history')).toEqual([{ n: MAX_SCANS + 5 }]);
    sweep(engine, '2026-01-02T00:00:00.000Z', { dryRun: false });
    expect(engine.rows('SELECT count(*) AS n FROM scan_history')).toEqual([{ n: MAX_SCANS }]);
    expect(engine.rows('SELECT count(DISTINCT scan_id) AS n FROM convention_history')).toEqual([{ n: MAX_SCANS }]);
    expect(faultsOf(engine, 'full', newestVersion())).toEqual([]);
  });

  test('grows old, but what is true now does not', () => {
    write(scanOf(3));
    sweep(engine, '2030-01-01T00:00:00.000Z', { dryRun: false });
    expect(scans()).toEqual([]);
    expect(engine.rows('SELECT id FROM findings')).toHaveLength(3);
  });
});
