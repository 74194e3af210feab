import { auditPage } from './audit-rows.ts';
import { number, oneOf, text } from './columns.ts';
import { page } from './paging.ts';
import {
  type Answers,
  type ConfigRow,
  type DecisionRecord,
  type FindingRow,
  type PackageRecord,
  type Queries,
  type Query,
  type QueryName,
  ROW_SEVERITIES,
  type ScanRow,
  type StatusRow,
  type TrendRow,
} from './records.ts';
import type { Row, SqlEngine } from './sql-engine.ts';

type Answerer = { readonly [K in QueryName]: (engine: SqlEngine, params: Queries[K]) => Answers[K] };

/** Answers a question from the tables. */
export function answer(engine: SqlEngine, { name, params }: Query): Answers[QueryName] {
  switch (name) {
    case 'status':
      return ANSWERERS.status(engine, params);
    case 'scans':
      return ANSWERERS.scans(engine, params);
    case 'findings':
      return ANSWERERS.findings(engine, params);
    case 'trend':
      return ANSWERERS.trend(engine, params);
    case 'decisions':
      return ANSWERERS.decisions(engine, params);
    case 'events':
      return ANSWERERS.events(engine, params);
    case 'audits':
      return ANSWERERS.audits(engine, params);
    case 'packages':
      return ANSWERERS.packages(engine, params);
    case 'config':
      return ANSWERERS.config(engine, params);
    case 'languages':
      return ANSWERERS.languages(engine, params);
    case 'migrations':
      return ANSWERERS.migrations(engine, params);
  }
}

const ANSWERERS: Answerer = {
  status: (engine) => {
    const [row] = engine.rows(
      `SELECT *, (SELECT count(*) FROM workspace_packages) AS packages FROM materialized_status`,
    );
    return row === undefined ? null : statusOf(row);
  },
  scans: (engine, params) =>
    page(
      engine,
      {
        name: 'scans',
        columns: '*',
        from: 'scan_history',
        where: [],
        sort: 'id',
        id: 'id',
        direction: 'DESC',
        read: scanOf,
      },
      params,
    ),
  findings: (engine, params) =>
    page(
      engine,
      {
        name: 'findings',
        // What is gone has left: every finding that is listed was seen by the last scan.
        columns: '*, (SELECT max(id) FROM scan_history) AS last_seen_scan',
        from: 'findings',
        where: params.severity === undefined ? [] : [['severity = ?', params.severity]],
        sort: 'file',
        id: 'id',
        direction: 'ASC',
        read: findingOf,
      },
      params,
    ),
  trend: (engine, params) =>
    page(
      engine,
      {
        name: 'trend',
        columns: 'c.*, s.completed_at',
        from: 'convention_history c JOIN scan_history s ON s.id = c.scan_id',
        where: [
          ...(params.key === undefined ? [] : [['c.key = ?', params.key] as const]),
          ...(params.scope === undefined ? [] : [['c.scope = ?', params.scope] as const]),
          ...(params.lastScans === undefined ? [] : [[LAST_SCANS, params.lastScans] as const]),
        ],
        sort: 'c.scan_id',
        id: 'c.id',
        direction: 'ASC',
        read: trendOf,
      },
      params,
    ),
  decisions: (engine, params) =>
    page(
      engine,
      {
        name: 'decisions',
        columns: '*',
        from: 'decision_audit',
        where: params.key === undefined ? [] : [['key = ?', params.key]],
        sort: 'at',
        id: 'id',
        direction: 'DESC',
        read: decisionOf,
      },
      params,
    ),
  events: (engine, params) =>
    page(
      engine,
      {
        name: 'events',
        columns: '*',
        from: 'workspace_events',
        where: [],
        sort: 'at',
        id: 'id',
        direction: 'DESC',
        read: (row) => ({
          id: text(row, 'id'),
          at: text(row, 'at'),
          kind: text(row, 'kind'),
          details: text(row, 'details'),
        }),
      },
      params,
    ),
  audits: auditPage,
  packages: (engine) => engine.rows('SELECT * FROM workspace_packages ORDER BY path').map(packageOf),
  config: configRows,
  languages: (engine) =>
    engine
      .rows(
        `SELECT language, count(*) AS files, sum(file_size) AS bytes, sum(finding_count) AS findings,
          sum(error IS NOT NULL) AS errors FROM file_metadata GROUP BY language ORDER BY language`,
      )
      .map((row) => ({
        language: text(row, 'language'),
        files: number(row, 'files'),
        bytes: number(row, 'bytes'),
        findings: number(row, 'findings'),
        errors: number(row, 'errors'),
      })),
  migrations: (engine) =>
    engine.rows('SELECT * FROM schema_migrations ORDER BY version').map((row) => ({
      version: number(row, 'version'),
      name: text(row, 'name'),
      checksum: text(row, 'checksum'),
      appliedAt: text(row, 'applied_at'),
      durationMs: number(row, 'duration_ms'),
    })),
};

/** The settings of the last recorded scan. */
export function configRows(engine: SqlEngine): readonly ConfigRow[] {
  return engine.rows('SELECT * FROM workspace_config ORDER BY key').map((row) => ({
    key: text(row, 'key'),
    value: text(row, 'value'),
    origin: text(row, 'origin'),
    updatedAt: text(row, 'updated_at'),
  }));
}

const LAST_SCANS = 'c.scan_id IN (SELECT id FROM scan_history ORDER BY id DESC LIMIT ?)';

function statusOf(row: Row): StatusRow {
  return {
    scanId: number(row, 'scan_id'),
    scans: number(row, 'scans'),
    at: text(row, 'at'),
    files: number(row, 'files'),
    filesWithErrors: number(row, 'files_with_errors'),
    findings: number(row, 'findings'),
    newFindings: number(row, 'new_findings'),
    errors: number(row, 'errors'),
    warnings: number(row, 'warnings'),
    infos: number(row, 'infos'),
    hints: number(row, 'hints'),
    conventions: number(row, 'conventions'),
    packages: number(row, 'packages'),
  };
}

function scanOf(row: Row): ScanRow {
  return {
    id: number(row, 'id'),
    startedAt: text(row, 'started_at'),
    completedAt: text(row, 'completed_at'),
    confirmedAt: text(row, 'confirmed_at'),
    confirmations: number(row, 'confirmations'),
    surface: oneOf(row, 'surface', ['check', 'editor']),
    status: oneOf(row, 'status', ['complete', 'partial']),
    driftVersion: text(row, 'drift_version'),
    baseline: text(row, 'baseline'),
    digest: text(row, 'digest'),
    durationMs: number(row, 'duration_ms'),
    files: number(row, 'files'),
    added: number(row, 'added'),
    removed: number(row, 'removed'),
    changed: number(row, 'changed'),
    findings: number(row, 'findings'),
    newFindings: number(row, 'new_findings'),
    errors: number(row, 'errors'),
    warnings: number(row, 'warnings'),
    infos: number(row, 'infos'),
    hints: number(row, 'hints'),
  };
}

function findingOf(row: Row): FindingRow {
  return {
    id: text(row, 'id'),
    file: text(row, 'file'),
    ruleId: text(row, 'rule_id'),
    severity: oneOf(row, 'severity', ROW_SEVERITIES),
    isNew: number(row, 'is_new') === 1,
    firstSeenScan: number(row, 'first_seen_scan'),
    lastSeenScan: number(row, 'last_seen_scan'),
  };
}

function trendOf(row: Row): TrendRow {
  return {
    scanId: number(row, 'scan_id'),
    at: text(row, 'completed_at'),
    key: text(row, 'key'),
    language: text(row, 'language'),
    population: oneOf(row, 'population', ['source', 'test']),
    scope: text(row, 'scope'),
    value: text(row, 'value'),
    share: number(row, 'share'),
    sites: number(row, 'sites'),
  };
}

function decisionOf(row: Row): DecisionRecord {
  return {
    id: text(row, 'id'),
    at: text(row, 'at'),
    author: text(row, 'author'),
    key: text(row, 'key'),
    status: text(row, 'status'),
    value: text(row, 'value'),
    language: text(row, 'language'),
    population: text(row, 'population'),
    scope: text(row, 'scope'),
    reason: text(row, 'reason'),
  };
}

function packageOf(row: Row): PackageRecord {
  const dependencies: unknown = JSON.parse(text(row, 'dependencies'));
  return {
    path: text(row, 'path'),
    name: text(row, 'name'),
    kind: text(row, 'kind'),
    language: text(row, 'language'),
    framework: text(row, 'framework'),
    dependencies: Array.isArray(dependencies) ? dependencies.filter((d) => typeof d === 'string') : [],
  };
}
