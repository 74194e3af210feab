import * as z from 'zod';
import { lastAuditSchema } from './audit-protocol.ts';
import { backupRowSchema } from './backup-protocol.ts';
import { uri } from './root-uri.ts';
import { wsAnswerOf } from './ws-answer.ts';

// The methods about the state of a workspace; their names stand with the others in protocol.ts.

const amount = z.number().int().nonnegative();
const confirm = z.string().optional();

/** Parameters of the methods that ask about a workspace and nothing more. */
export const wsStatusParamsSchema = z.strictObject({ uri }).prefault({});
const holderSchema = z.object({ pid: z.number().int(), host: z.string(), command: z.string(), since: z.string() });
const sizesSchema = z.object({
  driftDb: amount,
  backups: amount,
  cache: amount,
  logs: amount,
  total: amount,
  /** What `drift ws gc` would give back. */
  reclaimable: amount,
});
/** Bytes by what they are for. */
export type DiskUsage = z.infer<typeof sizesSchema>;
const scanSchema = z.object({
  id: z.number().int(),
  at: z.string(),
  /** How long ago that was, in words. */
  age: z.string(),
  files: amount,
  findings: amount,
  newFindings: amount,
  errors: amount,
  warnings: amount,
  infos: amount,
  hints: amount,
  /** Conventions that were learned or decided. */
  conventions: amount,
});
/** Answer of `drift/ws.getStatus`. */
export const wsStatusAnswerSchema = z.object({
  initialized: z.boolean(),
  health: z.enum(['healthy', 'warning', 'critical', 'unknown']),
  /** Why it is not healthy. */
  reasons: z.array(z.string()).readonly(),
  schemaVersion: amount,
  latestSchema: amount,
  migrationNeeded: z.boolean(),
  backupCount: amount,
  diskUsage: sizesSchema,
  layout: z.object({ kind: z.enum(['single', 'monorepo']), packageCount: amount }),
  lock: z.object({ state: z.enum(['unlocked', 'write', 'stale']), holder: holderSchema.nullable() }),
  /** The last recorded scan; `null` before the first. */
  lastScan: scanSchema.nullable(),
  /** The last recorded audit of the branch that is checked out; `null` before the first. */
  lastAudit: lastAuditSchema.nullable(),
  scans: amount,
  decisions: amount,
});
/** Answer of `drift/ws.getStatus`, after parsing. */
export type WsStatus = z.infer<typeof wsStatusAnswerSchema>;

/** Parameters of `drift/ws.getAgentContext`. */
export const wsAgentContextParamsSchema = z.strictObject({ uri }).prefault({});
/** Answer of `drift/ws.getAgentContext`: the state in words, for a program that reads texts. */
export const wsAgentContextAnswerSchema = z.object({
  summary: z.string(),
  availableCommands: z.array(z.string()).readonly(),
  warnings: z.array(z.string()).readonly(),
  readiness: z.enum(['ready', 'notScanned', 'notInitialized', 'broken']),
});
/** Answer of `drift/ws.getAgentContext`, after parsing. */
export type WsAgentContext = z.infer<typeof wsAgentContextAnswerSchema>;

/** Parameters of `drift/ws.verify`. */
export const wsVerifyParamsSchema = z.strictObject({ uri, thorough: z.boolean().default(false) }).prefault({});
/** Answer of `drift/ws.verify`. */
export const wsVerifyAnswerSchema = z.object({
  db: z.enum(['ok', 'quickCheckFailed', 'fullCheckFailed', 'missing', 'versionMismatch']),
  dbDetails: z.string(),
  schemaVersion: amount,
  latestSchema: amount,
  config: z.enum(['ok', 'missing', 'parseError']),
  backups: z.object({
    /** As `drift/ws.listBackups` lists them; each is in one of the next four. */
    total: amount,
    /** Whole when they were made, and the same bytes now. */
    verified: amount,
    /** Copies of a damaged database, the same bytes now. */
    keptDamaged: amount,
    /** Never looked at when they were made. */
    unverified: z.array(z.string()).readonly(),
    /** Changed since they were made. */
    corrupted: z.array(z.object({ id: z.string(), why: z.string() })).readonly(),
    /** Folders that look like backups and are none. */
    orphaned: z.array(z.string()).readonly(),
  }),
  diskUsage: sizesSchema,
  overall: z.enum(['healthy', 'degraded', 'corrupted']),
  reasons: z.array(z.string()).readonly(),
});
/** Answer of `drift/ws.verify`, after parsing. */
export type WsVerify = z.infer<typeof wsVerifyAnswerSchema>;

/** Parameters of `drift/ws.gc`. */
export const wsGcParamsSchema = z.strictObject({ uri, dryRun: z.boolean().default(false) }).prefault({});
/** Answer of `drift/ws.gc`: what was taken away, or would be. */
export const wsGcAnswerSchema = wsAnswerOf({
  rowsDeleted: z.record(z.string(), amount),
  pagesFreed: amount,
  bytesFreed: amount,
  orphanedFilesDeleted: z.array(z.string()).readonly(),
});
/** Answer of `drift/ws.gc`, after parsing. */
export type WsGcAnswer = z.infer<typeof wsGcAnswerSchema>;

/** Parameters of `drift/ws.diskUsage`. */
export const wsDiskUsageParamsSchema = z.strictObject({ uri }).prefault({});
/** Answer of `drift/ws.diskUsage`. */
export const wsDiskUsageAnswerSchema = sizesSchema;

/** The form of an export that this Drift makes and reads. */
export const EXPORT_FORMAT = 1;

/** What the manifest of an export of any form says of itself. */
export const exportFormatSchema = z.object({ format: z.number().int() });

/** What lies beside an exported image and says what it is. */
export const exportManifestSchema = z.object({
  format: z.literal(EXPORT_FORMAT),
  createdAt: z.string(),
  driftVersion: z.string(),
  schemaVersion: amount,
  dbBytes: amount,
  sha256: z.string(),
  /** Rows by table. */
  rows: z.record(z.string(), amount),
});
/** Such a manifest, after parsing. */
export type ExportManifest = z.infer<typeof exportManifestSchema>;
/** Parameters of `drift/ws.export`: an absolute path of a folder that is not there yet. */
export const wsExportParamsSchema = z.strictObject({ uri, outputPath: z.string() });
/** Answer of `drift/ws.export`. */
export const wsExportAnswerSchema = wsAnswerOf({ manifest: exportManifestSchema, path: z.string() });
/** Answer of `drift/ws.export`, after parsing. */
export type WsExportAnswer = z.infer<typeof wsExportAnswerSchema>;

/** Parameters of `drift/ws.import`: an absolute path of a folder that `drift/ws.export` made. */
export const wsImportParamsSchema = z.strictObject({ uri, inputPath: z.string(), confirm });
const replacedAnswer = wsAnswerOf({
  /** Backup of the state before; `null` where there was none to keep. */
  safetyBackupId: z.string().nullable(),
  note: z.string(),
});
/** Answer of `drift/ws.import`. */
export const wsImportAnswerSchema = replacedAnswer;
/** Parameters of `drift/ws.reset`. */
export const wsResetParamsSchema = z.strictObject({ uri, confirm }).prefault({});
/** Answer of `drift/ws.reset`. */
export const wsResetAnswerSchema = replacedAnswer;
/** Parameters of `drift/ws.delete`. */
export const wsDeleteParamsSchema = z.strictObject({ uri, confirm }).prefault({});
/** Answer of `drift/ws.delete`. */
export const wsDeleteAnswerSchema = replacedAnswer;
/** Answer of what replaces the state, after parsing. */
export type WsReplacedAnswer = z.infer<typeof replacedAnswer>;

/** Parameters of `drift/ws.migrate`. */
export const wsMigrateParamsSchema = z.strictObject({ uri, dryRun: z.boolean().default(false) }).prefault({});
/** Answer of `drift/ws.migrate`. */
export const wsMigrateAnswerSchema = wsAnswerOf({ from: amount, to: amount, backup: backupRowSchema.nullable() });
/** Answer of `drift/ws.migrate`, after parsing. */
export type WsMigrateAnswer = z.infer<typeof wsMigrateAnswerSchema>;

/** Parameters of `drift/ws.unlock`. */
export const wsUnlockParamsSchema = z.strictObject({ uri, force: z.boolean().default(false) }).prefault({});
/** Answer of `drift/ws.unlock`. */
export const wsUnlockAnswerSchema = wsAnswerOf({ removed: z.boolean(), holder: holderSchema.nullable() });
/** Answer of `drift/ws.unlock`, after parsing. */
export type WsUnlockAnswer = z.infer<typeof wsUnlockAnswerSchema>;

/** What the history can list. */
export const HISTORY_KINDS = ['scans', 'findings', 'events', 'decisions', 'audits'] as const;
/** Parameters of `drift/ws.history`. */
export const wsHistoryParamsSchema = z
  .strictObject({
    uri,
    kind: z.enum(HISTORY_KINDS).default('scans'),
    /** As the page before gave it. */
    cursor: z.string().optional(),
    limit: z.number().int().min(1).max(500).default(100),
  })
  .prefault({});
/** Parameters of `drift/ws.history`, after parsing. */
export type WsHistoryParams = z.infer<typeof wsHistoryParamsSchema>;
const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
/** Answer of `drift/ws.history`: rows by column. */
export const wsHistoryAnswerSchema = wsAnswerOf({
  kind: z.enum(HISTORY_KINDS),
  items: z.array(z.record(z.string(), cell)).readonly(),
  total: amount,
  hasMore: z.boolean(),
  nextCursor: z.string().optional(),
});
/** Answer of `drift/ws.history`, after parsing. */
export type WsHistoryAnswer = z.infer<typeof wsHistoryAnswerSchema>;
