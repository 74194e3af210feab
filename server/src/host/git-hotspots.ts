import type { Result } from '@drift/shared';
import { type Repository, refused, runGit, textOf } from './git.ts';

/** Commits looked at: beyond it a busier history says no more about where work happens. */
const MAX_COMMITS = 2_000;
/** Days before the commit that count as lately. */
const DAYS = 90;
const MS_PER_DAY = 86_400_000;
const MS_PER_SECOND = 1_000;

/**
 * In how many commits of the 90 days before a commit each file below the root was changed, by its path at that commit:
 * renames are followed. Deterministic: "lately" is told by the commit's own date.
 */
export async function changesLately(repo: Repository, commit: string): Promise<Result<ReadonlyMap<string, number>>> {
  const args = ['log', '-z', '--format=//%ct', '--name-status', '--find-renames', '-l200', '--relative', '--no-color'];
  const log = await runGit(repo, [...args, `--max-count=${MAX_COMMITS}`, '--no-ext-diff', '--end-of-options', commit]);
  if (!log.ok) return log;
  if (log.value.code !== 0) return refused(log.value);
  return { ok: true, value: countsIn(textOf(log.value).split('\0')) };
}

/** Counts the changes of a log, newest first: times that begin with `//`, and states, each with a path or with two. */
function countsIn(fields: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const nameNow = new Map<string, string>();
  let oldest: number | null = null;
  for (let i = 0; i < fields.length; i++) {
    const field = (fields[i] ?? '').replace(/^\n/, '');
    if (field.startsWith('//')) {
      const at = Number(field.slice(2)) * MS_PER_SECOND;
      oldest ??= at - DAYS * MS_PER_DAY;
      if (at < oldest) break;
    }
    if (!/^[A-Z]\d*$/.test(field)) continue;
    const from = fields[++i] ?? '';
    const to = /^[RC]/.test(field) ? (fields[++i] ?? '') : from;
    const now = nameNow.get(to) ?? to;
    counts.set(now, (counts.get(now) ?? 0) + 1);
    if (field.startsWith('R')) nameNow.set(from, now);
  }
  return counts;
}
