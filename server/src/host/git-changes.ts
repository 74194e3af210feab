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
  '-z',
  '--no-ext-diff',
  '--no-textconv',
  '--no-color',
  '--ignore-submodules=all',
  '--relative',
];

const RAW: readonly string[] = [...DIFF, '--raw', '--find-renames', '-l1000'];

/** Paths for one command line, in UTF-16 units: Windows takes 32 thousand in all. */
const MAX_PATHS_LENGTH = 16_000;

/** A raw record of a working file that git did not read, of the same kind as before: mode, mode, zeros for its hash. */
const UNREAD = /^:(\d+) \1 [0-9a-f]+ 0+ M$/;

/**
 * The files below the root whose working-tree content differs from a commit, untracked ones as added. Files that git
 * ignores are not among them. A renamed file's old path has no entry of its own.
 */
export async function changedSince(repo: Repository, commit: string): Promise<Result<FileChanges>> {
  const diff = await runGit(repo, [...RAW, '--end-of-options', commit, '--']);
  if (!diff.ok) return diff;
  if (diff.value.code !== 0) return refused(diff.value);
  const unread = unreadIn(textOf(diff.value));
  const read = await withOtherContent(repo, commit, unread);
  if (!read.ok) return read;
  const untracked = await runGit(repo, ['ls-files', '-z', '--others', '--exclude-standard']);
  if (!untracked.ok) return untracked;
  if (untracked.value.code !== 0) return refused(untracked.value);
  const changes = parseRawDiff(textOf(diff.value));
  for (const path of unread) if (!read.value.has(path)) changes.delete(path);
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
  const result = await runGit(repo, [...RAW, '--cached', '--']);
  if (!result.ok) return result;
  return result.value.code === 0 ? { ok: true, value: parseRawDiff(textOf(result.value)) } : refused(result.value);
}

/** The files that git lists for their time or place alone: it looks into them only where it may note that in its index. */
function unreadIn(raw: string): readonly FileId[] {
  const fields = raw.split('\0');
  return fields.flatMap((header, at) => (UNREAD.test(header) ? toFileId(fields[at + 1] ?? '') : []));
}

/** Those of the files whose content is another than in the commit, as git compares it. */
async function withOtherContent(
  repo: Repository,
  commit: string,
  files: readonly FileId[],
): Promise<Result<ReadonlySet<FileId>>> {
  if (files.length === 0) return { ok: true, value: new Set() };
  // Too many to name are not named: then git counts the lines of every change.
  const isShort = files.reduce((sum, file) => sum + file.length + 1, 0) <= MAX_PATHS_LENGTH;
  const paths = isShort ? files : [];
  const counted = await runGit(repo, [
    ...DIFF,
    '--numstat',
    '--no-renames',
    '--end-of-options',
    commit,
    '--',
    ...paths,
  ]);
  if (!counted.ok) return counted;
  if (counted.value.code !== 0) return refused(counted.value);
  const records = textOf(counted.value)
    .split('\0')
    .map((record) => /^(\S+\t\S+)\t([\s\S]+)$/.exec(record));
  // Old versions of git count no lines of a file that was only touched; newer ones leave it out.
  return { ok: true, value: new Set(records.flatMap((r) => (r?.[1] === '0\t0' ? [] : toFileId(r?.[2] ?? '')))) };
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
