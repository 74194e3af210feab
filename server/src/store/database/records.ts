// What goes into the database and what comes out of it. Plain data: it travels between threads.
import type { AuditRow } from './audit-records.ts';

/** Severities in the order of their weight. */
export const ROW_SEVERITIES = ['error', 'warning', 'info', 'hint'] as const;
/** How grave a recorded finding is. */
export type RowSeverity = (typeof ROW_SEVERITIES)[number];

/** One file of a scan. */
export interface FileRecord {
  readonly file: string;
  readonly language: string;
  readonly size: number;
  readonly findings: number;
  /** Why it was not analysed; `null` where it was. */
  readonly error: string | null;
}

/** One finding of a scan; its id is its fingerprint. */
export interface FindingRecordRow {
  readonly id: string;
  readonly file: string;
  readonly ruleId: string;
  readonly severity: RowSeverity;
  readonly isNew: boolean;
}

/** The share of one answer to one question in one scope. */
export interface ConventionShare {
  readonly key: string;
  readonly language: string;
  readonly population: 'source' | 'test';
  /** Directory; `''` for the whole project. */
  readonly scope: string;
  readonly value: string;
  readonly share: number;
  readonly sites: number;
}

/** One setting in force. */
export interface ConfigRecord {
  readonly key: string;
  /** As JSON. */
  readonly value: string;
  readonly origin: string;
}

/** What one scan is about as a whole. */
export interface ScanHeader {
  readonly startedAt: string;
  readonly completedAt: string;
  readonly durationMs: number;
  readonly surface: 'check' | 'editor';
  readonly status: 'complete' | 'partial';
  readonly driftVersion: string;
  /** The baseline in words. */
  readonly baseline: string;
  /** Names all findings: two scans with one digest found the same. */
  readonly digest: string;
}

/** Rows of a scan, or of a part of one. */
export interface ScanRows {
  readonly files: readonly FileRecord[];
  readonly findings: readonly FindingRecordRow[];
  readonly conventions: readonly ConventionShare[];
  readonly config: readonly ConfigRecord[];
}

/** Everything one scan found. */
export interface ScanRecord extends ScanRows {
  readonly header: ScanHeader;
}

/** A scan as it comes from another thread: its rows in texts of `scanParts`. */
export interface SentScan {
  readonly header: ScanHeader;
  readonly parts: readonly string[];
}

/** What a person decided about a convention. Empty texts stand for what was not named. */
export interface DecisionRecord {
  readonly id: string;
  readonly at: string;
  readonly author: string;
  readonly key: string;
  readonly status: string;
  readonly value: string;
  readonly language: string;
  readonly population: string;
  readonly scope: string;
  readonly reason: string;
}

/** What happened to the workspace. */
export const EVENT_KINDS = [
  'created',
  'migrated',
  'recovered',
  'backup',
  'restored',
  'reset',
  'imported',
  'unlocked',
  'packed',
] as const;
/** A kind of event. */
export type EventKind = (typeof EVENT_KINDS)[number];

/** One such event. */
export interface EventRecord {
  readonly id: string;
  readonly at: string;
  readonly kind: EventKind;
  readonly details: string;
}

/** An event as it is listed: another build may know kinds that this one does not. */
export interface EventRow extends Omit<EventRecord, 'kind'> {
  readonly kind: string;
}

/** A package of the workspace. */
export interface PackageRecord {
  /** Directory from the root; `''` for the root itself. */
  readonly path: string;
  readonly name: string;
  /** What says that it is one, such as `npm` or `cargo`. */
  readonly kind: string;
  readonly language: string;
  /** `''` where none is known. */
  readonly framework: string;
  /** Names of packages of the same workspace that it depends on. */
  readonly dependencies: readonly string[];
}

/** A scan as it is listed. */
export interface ScanRow extends ScanHeader {
  readonly id: number;
  /** When a later scan last found exactly the same, and how often. */
  readonly confirmedAt: string;
  readonly confirmations: number;
  readonly files: number;
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly findings: number;
  readonly newFindings: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly hints: number;
}

/** A finding as it is listed. */
export interface FindingRow extends FindingRecordRow {
  readonly firstSeenScan: number;
  readonly lastSeenScan: number;
}

/** A share as it is listed: when it was seen. */
export interface TrendRow extends ConventionShare {
  readonly scanId: number;
  readonly at: string;
}

/** A setting as it is listed. */
export interface ConfigRow extends ConfigRecord {
  readonly updatedAt: string;
}

/** The state of the workspace at its last scan. */
export interface StatusRow {
  readonly scanId: number;
  readonly scans: number;
  readonly at: string;
  readonly files: number;
  readonly filesWithErrors: number;
  readonly findings: number;
  readonly newFindings: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly hints: number;
  readonly conventions: number;
  readonly packages: number;
}

/** Files of one language. */
export interface LanguageCount {
  readonly language: string;
  readonly files: number;
  readonly bytes: number;
  readonly findings: number;
  readonly errors: number;
}

/** One applied step of the schema. */
export interface MigrationRow {
  readonly version: number;
  readonly name: string;
  readonly checksum: string;
  readonly appliedAt: string;
  readonly durationMs: number;
}

/** Which part of a list is wanted. */
export interface PageRequest {
  /** As the page before gave it. */
  readonly cursor?: string;
  /** 1 to 500; 100 where nothing is said. */
  readonly limit?: number;
}

/** A part of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number;
  readonly hasMore: boolean;
  readonly nextCursor?: string;
}

/** Every question that can be asked, with its parameters. */
export interface Queries {
  readonly status: Record<string, never>;
  readonly scans: PageRequest;
  readonly findings: PageRequest & { readonly severity?: RowSeverity };
  /** Of one key or all, in one scope or all, over the last scans. */
  readonly trend: PageRequest & { readonly key?: string; readonly scope?: string; readonly lastScans?: number };
  readonly decisions: PageRequest & { readonly key?: string };
  readonly events: PageRequest;
  /** Of one place of a repository and one branch, or all. */
  readonly audits: PageRequest & { readonly scanRoot?: string; readonly branch?: string };
  readonly packages: Record<string, never>;
  readonly config: Record<string, never>;
  readonly languages: Record<string, never>;
  readonly migrations: Record<string, never>;
}

/** What each question is answered with. */
export interface Answers {
  /** `null` before the first scan. */
  readonly status: StatusRow | null;
  /** The newest first. */
  readonly scans: Page<ScanRow>;
  readonly findings: Page<FindingRow>;
  /** The oldest first. */
  readonly trend: Page<TrendRow>;
  /** The newest first. */
  readonly decisions: Page<DecisionRecord>;
  /** The newest first. */
  readonly events: Page<EventRow>;
  /** The newest first. */
  readonly audits: Page<AuditRow>;
  readonly packages: readonly PackageRecord[];
  readonly config: readonly ConfigRow[];
  readonly languages: readonly LanguageCount[];
  readonly migrations: readonly MigrationRow[];
}

/** Name of a question. */
export type QueryName = keyof Queries;
/** One question with its parameters. */
export type Query = { readonly [K in QueryName]: { readonly name: K; readonly params: Queries[K] } }[QueryName];

/** How thoroughly a database is looked at. */
export type IntegrityLevel = 'quick' | 'normal' | 'full';

/** What was found wrong; empty where nothing was. */
export interface IntegrityAnswer {
  readonly faults: readonly string[];
}

/** How large the database is. */
export interface SizeAnswer {
  readonly bytes: number;
  readonly freeBytes: number;
  readonly rows: Readonly<Record<string, number>>;
}

/** What retention took away, or would. */
export interface SweepAnswer {
  readonly rowsDeleted: Readonly<Record<string, number>>;
  readonly pagesFreed: number;
}
