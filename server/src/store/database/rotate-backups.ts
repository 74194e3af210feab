import { BACKUP_TIERS, type BackupManifest, type BackupTier } from '@drift/shared';
import type { Host } from '../../host/host.ts';
import { listBackups } from './backup-list.ts';
import { removeBackup } from './backups.ts';

/** How many backups are kept, and how much of them. */
export interface BackupCaps {
  /** By tier, the newest. */
  readonly tiers: Readonly<Record<BackupTier, number>>;
  readonly totalBytes: number;
  /** Of all tiers together; 0 for no such limit. */
  readonly overall: number;
}

/**
 * Which backups have to make room, given the newest first: those beyond the number of their tier, then the oldest until
 * the size fits, then the oldest beyond the overall number. The newest one, and the newest that was verified, stay.
 */
export function rotationPlan(backups: readonly BackupManifest[], caps: BackupCaps): readonly string[] {
  const kept = new Set([backups[0]?.id, backups.find((b) => b.integrityVerified)?.id]);
  const gone = new Set<string>();
  const left = (): readonly BackupManifest[] => backups.filter((b) => !gone.has(b.id));
  const drop = (candidates: readonly BackupManifest[]): void => {
    for (const { id } of candidates) if (!kept.has(id)) gone.add(id);
  };
  for (const tier of BACKUP_TIERS) drop(backups.filter((b) => b.tier === tier).slice(caps.tiers[tier]));
  for (const oldest of [...left()].reverse()) {
    const bytes = left().reduce((sum, b) => sum + b.dbBytes, 0);
    if (bytes > caps.totalBytes) drop([oldest]);
  }
  for (const oldest of caps.overall === 0 ? [] : [...left()].reverse()) {
    if (left().length > caps.overall) drop([oldest]);
  }
  return backups.map((b) => b.id).filter((id) => gone.has(id));
}

/** Makes room; gives the ids that went. */
export async function rotateBackups(host: Host, root: string, caps: BackupCaps): Promise<readonly string[]> {
  const { backups } = await listBackups(host, root);
  const gone: string[] = [];
  for (const id of rotationPlan(backups, caps)) if ((await removeBackup(host, root, id)).ok) gone.push(id);
  return gone;
}
