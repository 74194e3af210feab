import type { FileId, Result } from '@drift/shared';
import { type Repository, refused, runGit, textOf } from './git.ts';
import { toFileId } from './narrow.ts';

/** How a file differs from a commit. */
export type FileChange =
  | { readonly status: 'added' | 'modified' | 'deleted' }
  | { readonly status: 'renamed'; readonly from: FileId };

/** Changed files by path below the workspace root. */
export type FileChanges = ReadonlyMap<FileId, FileChange>;

const DIFF: readonly string[] = [
  'diff',
  '--raw',
  '-z',
  '--find-renames',
  '-l1000',
  '--no-ext-diff',
  '--no-textconv',
  '--no-color',
  '--ignore-submodules=all',
  '--relative',
];

/**
 * The files below the root whose working-tree content differs from a commit, untracked ones as added. Files that git
 * ignores are not among them. A renamed file's old path has no entry of its own.
 */
export async function changedSince(repo: Repository, commit: string): Promise<Result<FileChanges>> {
  const diff = await runGit(repo, [...DIFF, '--end-of-options', commit, '--']);
  if (!diff.ok) return diff;
  if (diff.value.code !== 0) return refused(diff.value);
  const untracked = await runGit(repo, ['ls-files', '-z', '--others', '--exclude-standard']);
  if (!untracked.ok) return untracked;
  if (untracked.value.code !== 0) return refused(untracked.value);
  const changes = parseRawDiff(textOf(diff.value));
  for (const path of textOf(untracked.value).split('\0')) {
    // A nested repository is listed as a directory.
    if (path === '' || path.endsWith('/')) continue;
    const id = toFileId(path);
    // Taken out of the index but still there: the old content is known, so it is a modification.
    changes.set(id, { status: changes.get(id)?.status === 'deleted' ? 'modified' : 'added' });
  }
  return { ok: true, value: changes };
}

/** The files below the root whose content in the index differs from HEAD (from nothing before the first commit). */
export async function stagedFiles(repo: Repository): Promise<Result<FileChanges>> {
  const result = await runGit(repo, [...DIFF, '--cached', '--']);
  if (!result.ok) return result;
  return result.value.code === 0 ? { ok: true, value: parseRawDiff(textOf(result.value)) } : refused(result.value);
}

/** Reads the records of `git diff --raw -z`: a header with modes, ids and status, then one path or two. */
export function parseRawDiff(text: string): Map<FileId, FileChange> {
  const changes = new Map<FileId, FileChange>();
  const fields = text.split('\0');
  let at = 0;
  while (at < fields.length) {
    const header = fields[at] ?? '';
    if (!header.startsWith(':')) break;
    const status = header.slice(header.lastIndexOf(' ') + 1).charAt(0);
    const path = toFileId(fields[at + 1] ?? '');
    at += 2;
    if (status === 'R' || status === 'C') {
      const target = toFileId(fields[at] ?? '');
      changes.set(target, status === 'R' ? { status: 'renamed', from: path } : { status: 'added' });
      at += 1;
    } else {
      changes.set(path, { status: status === 'A' ? 'added' : status === 'D' ? 'deleted' : 'modified' });
    }
  }
  return changes;
}
