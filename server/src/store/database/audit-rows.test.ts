import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { installedRuntime } from '../../../../test/support/database.ts';
import { createMemoryHost } from '../../host/memory-host.ts';
import type { AuditRecord } from './audit-records.ts';
import { auditPage, writeAudit } from './audit-rows.ts';
import { migrate } from './migrate.ts';
import { AUDIT_DAYS, MAX_AUDITS } from './parameters.ts';
import { MIGRATIONS } from './schema.ts';
import type { SqlEngine } from './sql-engine.ts';
import { sweep } from './upkeep.ts';

const NOW = '2026-06-01T00:00:00.000Z';

function record(of: Partial<AuditRecord> = {}): AuditRecord {
  return {
    scanRoot: '',
    branch: 'main',
    state: 'c1',
    at: '2026-05-01T00:00:00.000Z',
    auditedAt: NOW,
    driftVersion: '1',
    totalFiles: 3,
    healthScore: 78.5,
    avgConfidence: 0.9,
    approvalRatio: 0.5,
    complianceRate: 0.8,
    crossValidationRate: null,
    duplicateFreeRate: 1,
    totalPatterns: 4,
    approved: 2,
    discovered: 1,
    ignored: 1,
    totalLocations: 40,
    totalOutliers: 10,
    duplicateGroupCount: 0,
    falsePositiveCount: 1,
    newFindings: 5,
    categoryScores: '{"errors":90}',
    alerts: '[]',
    ...of,
  };
}

function day(n: number): string {
  return new Date(Date.UTC(2026, 0, 1 + n)).toISOString();
}

let engine: SqlEngine;
beforeEach(async () => {
  engine = (await installedRuntime()).open(null);
  migrate(engine, createMemoryHost(), MIGRATIONS);
});
afterEach(() => engine.close());

function states(params: Parameters<typeof auditPage>[1] = {}): readonly string[] {
  return auditPage(engine, params).items.map((a) => a.state);
}

describe('an audit', () => {
  test('comes back as it was written, what was not measured included', () => {
    writeAudit(engine, record());
    expect(auditPage(engine, {}).items).toEqual([{ id: 1, ...record() }]);
  });

  test('replaces an earlier one of the same commit, place and branch, and no other', () => {
    for (const of of [{}, { branch: 'next' }, { scanRoot: 'a/' }, { state: 'c2' }, { healthScore: 10 }])
      writeAudit(engine, record(of));
    const { items } = auditPage(engine, {});
    expect(items).toHaveLength(4);
    expect(items.filter((a) => a.healthScore === 10)).toMatchObject([{ scanRoot: '', branch: 'main', state: 'c1' }]);
  });

  test('is listed by time in pages, of one branch where it is asked for', () => {
    for (let i = 0; i < 7; i++) writeAudit(engine, record({ state: `s${i}`, at: day((i * 3) % 7) }));
    writeAudit(engine, record({ branch: 'next' }));
    const all = states({ branch: 'main', scanRoot: '' });
    expect(all.map((s) => auditPage(engine, {}).items.find((a) => a.state === s)?.at)).toEqual(
      [6, 5, 4, 3, 2, 1, 0].map(day),
    );
    const first = auditPage(engine, { branch: 'main', limit: 4 });
    expect(first).toMatchObject({ total: 7, hasMore: true });
    const rest = auditPage(engine, { branch: 'main', limit: 4, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...rest.items].map((a) => a.state)).toEqual(all);
  });

  test('is none in an image of a time before there were audits', async () => {
    const older = (await installedRuntime()).open(null);
    migrate(older, createMemoryHost(), MIGRATIONS.slice(0, 1));
    expect(auditPage(older, {})).toEqual({ items: [], total: 0, hasMore: false });
    older.close();
  });
});

describe('retention', () => {
  test('keeps so many of each branch, the newest', () => {
    for (let i = 0; i < MAX_AUDITS + 5; i++) writeAudit(engine, record({ state: `s${i}`, at: day(i) }));
    writeAudit(engine, record({ branch: 'next', at: day(0) }));
    expect(sweep(engine, NOW, { dryRun: true }).rowsDeleted).toEqual({ audit_snapshots: 5 });
    expect(sweep(engine, NOW, { dryRun: false }).rowsDeleted).toEqual({ audit_snapshots: 5 });
    expect(states({ branch: 'main', limit: 500 })).toEqual(
      Array.from({ length: MAX_AUDITS }, (_, i) => `s${MAX_AUDITS + 4 - i}`),
    );
    expect(states({ branch: 'next' })).toHaveLength(1);
  });

  test('goes by the day it was made, however old its commit is', () => {
    const before = (days: number): string => new Date(Date.parse(NOW) - days * 86_400_000).toISOString();
    writeAudit(engine, record({ state: 'kept', at: day(-2_000), auditedAt: before(AUDIT_DAYS) }));
    writeAudit(engine, record({ state: 'gone', auditedAt: before(AUDIT_DAYS + 1) }));
    sweep(engine, NOW, { dryRun: false });
    expect(states()).toEqual(['kept']);
  });
});
