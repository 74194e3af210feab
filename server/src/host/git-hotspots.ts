import type { Result } from '@drift/shared';
import { type Repository, refused, runGit, textOf } from './git.ts';

/** Commits looked at: beyond it a busier history says no more about where work happens. */
const MAX_COMMITS = 2_000;
/** Days before the commit that count as lately. */
const DAYS = 90;
const MS_PER_DAY = 86_400_000;
const MS_PER_SECOND = 1_000;

/**
 * In how many commits of the 90 days before a commit each file below the root was changed, by its path then. Deterministic:
 * "lately" is told by the commit's own date.
 */
export async function changesLately(repo: Repository, commit: string): Promise<Result<ReadonlyMap<string, number>>> {
  const args = ['log', '-z', '--format=//%ct', '--name-only', '--no-renames', '--relative', '--no-color'];
  const log = await runGit(repo, [...args, `--max-count=${MAX_COMMITS}`, '--no-ext-diff', '--end-of-options', commit]);
  if (!log.ok) return log;
  if (log.value.code !== 0) return refused(log.value);
  const counts = new Map<string, number>();
  let oldest: number | null = null;
  let isLate = true;
  for (const entry of textOf(log.value).split('\0')) {
    const text = entry.replace(/^\n/, '');
    // No path below the root begins so.
    if (text.startsWith('//')) {
      const at = Number(text.slice(2)) * MS_PER_SECOND;
      oldest ??= at - DAYS * MS_PER_DAY;
      isLate = at >= oldest;
    } else if (text !== '' && isLate) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return { ok: true, value: counts };
}
