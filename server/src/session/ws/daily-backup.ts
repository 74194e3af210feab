import type { Host } from '../../host/host.ts';
import { listBackups } from '../../store/database/backup-list.ts';
import { createBackup } from './backup-actions.ts';
import type { WsPlace } from './place.ts';

/** Milliseconds between two scheduled backups. */
const DAY_MS = 86_400_000;

/** By which variable each service says that it runs this. */
const CI_VARIABLES = [
  'CI',
  'GITHUB_ACTIONS',
  'GITLAB_CI',
  'JENKINS_URL',
  'CIRCLECI',
  'TRAVIS',
  'TF_BUILD',
  'BITBUCKET_PIPELINE_UUID',
] as const;

/** What came of it: made, not due, given up for something more urgent, or why it could not be made. */
export type DailyBackup =
  | { readonly kind: 'made'; readonly id: string }
  | { readonly kind: 'not due' | 'given up' }
  | { readonly kind: 'failed'; readonly why: string };

/**
 * Makes the scheduled backup of the day where settings want one, this process writes the database, and none was made
 * within the last 24 hours. One from a time to come, which a clock has made that was put right since, does not count; so
 * each time the clock goes back costs one backup and no more.
 */
export async function backUpDaily(place: WsPlace): Promise<DailyBackup> {
  const { host, root, config, database } = place;
  if (!config.backup.auto_backup || database.state.mode !== 'writer' || isAutomated(host)) return { kind: 'not due' };
  const now = Date.parse(host.stamp().at);
  const { backups } = await listBackups(host, root);
  const isRecent = ({ createdAt }: { readonly createdAt: string }): boolean => {
    const age = now - Date.parse(createdAt);
    return age >= 0 && age < DAY_MS;
  };
  if (backups.some((b) => b.reason === 'scheduled' && isRecent(b))) return { kind: 'not due' };
  const made = await createBackup(place, 'scheduled');
  if (made.ok) return { kind: 'made', id: made.backup.id };
  return place.goOn?.() === false ? { kind: 'given up' } : { kind: 'failed', why: made.error.message };
}

/** A pipeline throws its workspace away. */
function isAutomated(host: Host): boolean {
  return CI_VARIABLES.some((name) => !['', '0', 'false'].includes(host.environment(name) ?? ''));
}
