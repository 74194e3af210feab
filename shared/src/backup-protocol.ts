import * as z from 'zod';
import { uri } from './root-uri.ts';
import { wsAnswerOf } from './ws-answer.ts';

// The methods about backups of the database; their names stand with the others in protocol.ts.

/** Why a backup was made. */
export const BACKUP_REASONS = [
  'version_upgrade',
  'schema_migration',
  'user_requested',
  'pre_destructive',
  'scheduled',
  'auto_save',
  'ci_export',
] as const;
/** One of the reasons. */
export type BackupReason = (typeof BACKUP_REASONS)[number];

/** Groups of backups, each of which keeps its own number. */
export const BACKUP_TIERS = ['operational', 'daily', 'weekly'] as const;
/** One of the groups. */
export type BackupTier = (typeof BACKUP_TIERS)[number];

/** Where a backup of each reason belongs. */
export const TIER_OF: Readonly<Record<BackupReason, BackupTier>> = {
  version_upgrade: 'operational',
  schema_migration: 'operational',
  pre_destructive: 'operational',
  scheduled: 'daily',
  auto_save: 'daily',
  user_requested: 'weekly',
  ci_export: 'weekly',
};

/** What lies beside the copy and says what it is. */
export const backupManifestSchema = z.object({
  id: z.string(),
  reason: z.enum(BACKUP_REASONS),
  tier: z.enum(BACKUP_TIERS),
  /** ISO 8601 in UTC. */
  createdAt: z.string(),
  dbBytes: z.number().int().nonnegative(),
  sha256: z.string(),
  /** 0 where the copy could not be read. */
  schemaVersion: z.number().int().nonnegative(),
  driftVersion: z.string(),
  /** The copy on the disk was opened and every page of it looked at. */
  integrityVerified: z.boolean(),
  /** What was kept was damaged already: the copy has its very bytes, was compared with them, and cannot be restored. */
  damaged: z.boolean().optional(),
  /** Files of `.drift` that are meant to be committed, kept in `files/`; paths are below `.drift`. */
  files: z
    .array(z.object({ path: z.string(), bytes: z.number().int().nonnegative(), sha256: z.string() }))
    .readonly()
    .optional(),
  /** What a person should know about it. */
  note: z.string().optional(),
});
/** A manifest after parsing. */
export type BackupManifest = z.infer<typeof backupManifestSchema>;

/** A backup as lists show it. */
export const backupRowSchema = backupManifestSchema.extend({ path: z.string() });
/** A row after parsing. */
export type BackupRow = z.infer<typeof backupRowSchema>;

/** Parameters of `drift/ws.createBackup`. */
export const wsCreateBackupParamsSchema = z
  .strictObject({ uri, reason: z.enum(BACKUP_REASONS).default('user_requested') })
  .prefault({});
/** Answer of `drift/ws.createBackup`. */
export const wsCreateBackupAnswerSchema = wsAnswerOf({
  backup: backupRowSchema,
  /** Older ones that had to make room. */
  rotated: z.array(z.string()).readonly(),
});
/** Answer of `drift/ws.createBackup`, after parsing. */
export type WsCreateBackupAnswer = z.infer<typeof wsCreateBackupAnswerSchema>;

/** Parameters of `drift/ws.listBackups`. */
export const wsListBackupsParamsSchema = z.strictObject({ uri }).prefault({});
/** Answer of `drift/ws.listBackups`: the newest first. */
export const wsListBackupsAnswerSchema = z.object({
  backups: z.array(backupRowSchema).readonly(),
  /** Folders that look like backups and are none. */
  broken: z.array(z.object({ path: z.string(), why: z.string() })).readonly(),
});
/** Answer of `drift/ws.listBackups`, after parsing. */
export type WsListBackupsAnswer = z.infer<typeof wsListBackupsAnswerSchema>;

/** Parameters of `drift/ws.restoreBackup`. */
export const wsRestoreBackupParamsSchema = z.strictObject({ uri, id: z.string() });
/** Answer of `drift/ws.restoreBackup`. */
export const wsRestoreBackupAnswerSchema = wsAnswerOf({
  restoredFrom: z.string(),
  /** Backup of the state before; `null` where there was none to keep. */
  safetyBackupId: z.string().nullable(),
  note: z.string(),
});
/** Answer of `drift/ws.restoreBackup`, after parsing. */
export type WsRestoreBackupAnswer = z.infer<typeof wsRestoreBackupAnswerSchema>;

/** The word that a request must hold that takes something away for good. */
export const CONFIRMATION = 'DELETE';
/** Parameters of `drift/ws.deleteBackup`. */
export const wsDeleteBackupParamsSchema = z.strictObject({ uri, id: z.string(), confirm: z.string().optional() });
/** Answer of `drift/ws.deleteBackup`. */
export const wsDeleteBackupAnswerSchema = wsAnswerOf({ deleted: z.string() });
/** Answer of `drift/ws.deleteBackup`, after parsing. */
export type WsDeleteBackupAnswer = z.infer<typeof wsDeleteBackupAnswerSchema>;
