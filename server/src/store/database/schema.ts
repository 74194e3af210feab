/** One step of the schema. Once released it is never edited, moved or removed. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
  /** Names the schema that it leads to; worked out where it is not given. */
  readonly leadsTo?: string;
}

const SCANS_AND_HISTORY = `
CREATE TABLE schema_migrations (
  version INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  checksum TEXT NOT NULL,
  applied_at TEXT NOT NULL,
  duration_ms INTEGER NOT NULL CHECK (duration_ms >= 0)
) STRICT;

CREATE TABLE workspace_config (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  origin TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE workspace_packages (
  path TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  language TEXT NOT NULL,
  framework TEXT NOT NULL,
  dependencies TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE file_metadata (
  file TEXT PRIMARY KEY,
  language TEXT NOT NULL,
  file_size INTEGER NOT NULL CHECK (file_size >= 0),
  finding_count INTEGER NOT NULL CHECK (finding_count >= 0),
  error TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX file_metadata_errors ON file_metadata (file) WHERE error IS NOT NULL;

CREATE TABLE findings (
  id TEXT PRIMARY KEY,
  file TEXT NOT NULL,
  rule_id TEXT NOT NULL,
  severity TEXT NOT NULL CHECK (severity IN ('error', 'warning', 'info', 'hint')),
  is_new INTEGER NOT NULL CHECK (is_new IN (0, 1)),
  first_seen_scan INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX findings_file ON findings (file);

CREATE TABLE scan_history (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  started_at TEXT NOT NULL,
  completed_at TEXT NOT NULL,
  confirmed_at TEXT NOT NULL,
  confirmations INTEGER NOT NULL CHECK (confirmations >= 0),
  surface TEXT NOT NULL CHECK (surface IN ('check', 'editor')),
  status TEXT NOT NULL CHECK (status IN ('complete', 'partial')),
  drift_version TEXT NOT NULL,
  baseline TEXT NOT NULL,
  digest TEXT NOT NULL,
  content TEXT NOT NULL,
  duration_ms INTEGER NOT NULL CHECK (duration_ms >= 0),
  files INTEGER NOT NULL,
  added INTEGER NOT NULL,
  removed INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  findings INTEGER NOT NULL,
  new_findings INTEGER NOT NULL,
  errors INTEGER NOT NULL,
  warnings INTEGER NOT NULL,
  infos INTEGER NOT NULL,
  hints INTEGER NOT NULL
) STRICT;

CREATE TABLE convention_history (
  id INTEGER PRIMARY KEY,
  scan_id INTEGER NOT NULL REFERENCES scan_history (id) ON DELETE CASCADE,
  key TEXT NOT NULL,
  language TEXT NOT NULL,
  population TEXT NOT NULL CHECK (population IN ('source', 'test')),
  scope TEXT NOT NULL,
  value TEXT NOT NULL,
  share REAL NOT NULL CHECK (share BETWEEN 0 AND 1),
  sites INTEGER NOT NULL CHECK (sites >= 0),
  UNIQUE (scan_id, key, language, population, scope, value)
) STRICT;
CREATE INDEX convention_history_key ON convention_history (key, scan_id, id);

CREATE TABLE decision_audit (
  id TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  author TEXT NOT NULL,
  key TEXT NOT NULL,
  status TEXT NOT NULL,
  value TEXT NOT NULL,
  language TEXT NOT NULL,
  population TEXT NOT NULL,
  scope TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX decision_audit_at ON decision_audit (at, id);

CREATE TABLE workspace_events (
  id TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  details TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX workspace_events_at ON workspace_events (at, id);

CREATE TABLE materialized_status (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  scan_id INTEGER NOT NULL,
  scans INTEGER NOT NULL,
  at TEXT NOT NULL,
  files INTEGER NOT NULL,
  files_with_errors INTEGER NOT NULL,
  findings INTEGER NOT NULL,
  new_findings INTEGER NOT NULL,
  errors INTEGER NOT NULL,
  warnings INTEGER NOT NULL,
  infos INTEGER NOT NULL,
  hints INTEGER NOT NULL,
  conventions INTEGER NOT NULL
) STRICT;
`;

const AUDITS = `
CREATE TABLE audit_snapshots (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  scan_root TEXT NOT NULL,
  branch TEXT NOT NULL,
  state TEXT NOT NULL,
  at TEXT NOT NULL,
  audited_at TEXT NOT NULL,
  drift_version TEXT NOT NULL,
  total_files INTEGER NOT NULL CHECK (total_files >= 0),
  health_score REAL NOT NULL CHECK (health_score BETWEEN 0 AND 100),
  avg_confidence REAL CHECK (avg_confidence BETWEEN 0 AND 1),
  approval_ratio REAL CHECK (approval_ratio BETWEEN 0 AND 1),
  compliance_rate REAL CHECK (compliance_rate BETWEEN 0 AND 1),
  cross_validation_rate REAL CHECK (cross_validation_rate BETWEEN 0 AND 1),
  duplicate_free_rate REAL CHECK (duplicate_free_rate BETWEEN 0 AND 1),
  total_patterns INTEGER NOT NULL CHECK (total_patterns >= 0),
  approved INTEGER NOT NULL CHECK (approved >= 0),
  discovered INTEGER NOT NULL CHECK (discovered >= 0),
  ignored INTEGER NOT NULL CHECK (ignored >= 0),
  total_locations INTEGER NOT NULL CHECK (total_locations >= 0),
  total_outliers INTEGER NOT NULL CHECK (total_outliers >= 0),
  duplicate_group_count INTEGER NOT NULL CHECK (duplicate_group_count >= 0),
  false_positive_count INTEGER NOT NULL CHECK (false_positive_count >= 0),
  new_findings INTEGER NOT NULL CHECK (new_findings >= 0),
  category_scores TEXT NOT NULL,
  alerts TEXT NOT NULL,
  UNIQUE (scan_root, branch, state)
) STRICT;
CREATE INDEX audit_snapshots_at ON audit_snapshots (scan_root, branch, at, id);
`;

/** The schema, and its only source. */
export const MIGRATIONS: readonly Migration[] = [
  { version: 1, name: 'scans and history', sql: SCANS_AND_HISTORY, leadsTo: '18e8109a9164c604' },
  { version: 2, name: 'audits', sql: AUDITS, leadsTo: 'd1766fed3a56c7c2' },
];

/** The newest version of a list of steps. */
export function newestVersion(migrations: readonly Migration[] = MIGRATIONS): number {
  return migrations.at(-1)?.version ?? 0;
}

/** Tables whose rows belong to a file: they go with it. A test compares them with the schema. */
export const FILE_OWNED: readonly string[] = ['file_metadata', 'findings'];
