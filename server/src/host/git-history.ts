import type { Result } from '@drift/shared';
import { gitProblem, type Repository, refused, runGit, textOf } from './git.ts';
import { commitOf } from './git-baseline.ts';

/** A commit with its time in seconds since 1970, as the commit itself records it. */
export interface CommitPoint {
  readonly id: string;
  readonly time: number;
}

/**
 * At most `most` commits from `rev` to `end` along first parents, evenly spread, oldest first, both ends included. The
 * same for the same commits, wherever the repository lies.
 */
export async function commitsSince(
  repo: Repository,
  rev: string,
  end: string,
  most: number,
): Promise<Result<readonly CommitPoint[]>> {
  const [from, to] = await Promise.all([commitOf(repo, rev), commitOf(repo, end)]);
  if (!from.ok) return from;
  if (!to.ok) return to;
  if (from.value === null) return gitProblem(`"${rev}" is not a commit of this repository`);
  if (to.value === null) return gitProblem('there is no commit yet');
  const list = await runGit(repo, [
    'rev-list',
    '--first-parent',
    '--timestamp',
    '--reverse',
    to.value,
    `^${from.value}`,
  ]);
  if (!list.ok) return list;
  if (list.value.code !== 0) return refused(list.value);
  const own = await runGit(repo, ['rev-list', '--timestamp', '--max-count=1', from.value]);
  if (!own.ok) return own;
  const points = [...parse(textOf(own.value)), ...parse(textOf(list.value))];
  return { ok: true, value: spread(points, most) };
}

/** Time of a commit in seconds since 1970; `null` where git does not know it. */
export async function timeOfCommit(repo: Repository, id: string): Promise<number | null> {
  const asked = await runGit(repo, ['rev-list', '--timestamp', '--max-count=1', '--end-of-options', id]);
  if (!asked.ok || asked.value.code !== 0) return null;
  return parse(textOf(asked.value))[0]?.time ?? null;
}

function parse(text: string): CommitPoint[] {
  return text.split('\n').flatMap((line) => {
    const [time = '', id = ''] = line.split(' ');
    return id === '' ? [] : [{ id, time: Number(time) }];
  });
}

/** Picks evenly, the first and the last always. */
function spread<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items;
  return Array.from({ length: most }, (_, i) => items[Math.round((i * (items.length - 1)) / (most - 1))]).filter(
    (item): item is T => item !== undefined,
  );
}
