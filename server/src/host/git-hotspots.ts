import type { Result } from '@drift/shared';
import { type Repository, refused, runGit, textOf } from './git.ts';

/** Commits looked at: beyond it a busier history says no more about where work happens. */
const MAX_COMMITS = 2_000;
/** Days before the commit that count as lately. */
const DAYS = 90;
const MS_PER_DAY = 86_400_000;

/**
 * In how many commits of the 90 days before a commit each file below the root was changed, by its path then. Deterministic:
 * "lately" is told by the commit's own date.
 */
export async function changesLately(repo: Repository, commit: string): Promise<Result<ReadonlyMap<string, number>>> {
  const args = ['log', '-z', '--format=%x01%ct', '--name-only', '--no-renames', '--relative', '--no-color'];
  const log = await runGit(repo, [...args, `--max-count=${MAX_COMMITS}`, '--no-ext-diff', '--end-of-options', commit]);
  if (!log.ok) return log;
  if (log.value.code !== 0) return refused(log.value);
  const counts = new Map<string, number>();
  let oldest: number | null = null;
  let isLate = true;
  for (const entry of textOf(log.value).split('\0')) {
    // A header may end in the line feed before its first name.
    const header = /\u0001(\d+)/.exec(entry);
    if (header !== null) {
      const at = Number(header[1]) * 1_000;
      oldest ??= at - DAYS * MS_PER_DAY;
      isLate = at >= oldest;
    }
    const path = entry.replace(/^\n?\u0001\d+\n*/, '').replace(/^\n/, '');
    if (path !== '' && isLate) counts.set(path, (counts.get(path) ?? 0) + 1);
  }
  return { ok: true, value: counts };
}
