import type { FileId, Result } from '@drift/shared';
import { type Repository, refused, runGit, textOf } from './git.ts';
import { toFileId } from './narrow.ts';

/** How a file differs from a commit. */
export type FileChange =
  | { readonly status: 'added' | 'modified' | 'deleted' }
  | { readonly status: 'renamed'; readonly from: FileId };

/** Changed files by path below the workspace root. */
export type FileChanges = ReadonlyMap<FileId, FileChange>;

const RAW: readonly string[] = [
  'diff',
  '-z',
  '--raw',
  '--no-abbrev',
  '--find-renames',
  '-l1000',
  '--no-ext-diff',
  '--no-textconv',
  '--no-color',
  '--ignore-submodules=all',
  '--relative',
];

/** A raw record of a working file that git did not read, of the same kind as before: mode, mode, its old id, zeros. */
const UNREAD = /^:(\d+) \1 ([0-9a-f]+) 0+ M$/;
/** The mode of a symbolic link. */
const LINK = '120000';

/** A file that git lists without having looked into it, with the id of its content in the commit. */
interface Unread {
  readonly path: FileId;
  readonly oldId: string;
  readonly isLink: boolean;
}

/** Paths below the root that git does not ignore. */
export interface KnownPaths {
  /** Those of the index. */
  readonly tracked: ReadonlySet<string>;
  /** The others; a nested repository as one that ends in a slash. */
  readonly untracked: readonly string[];
}

/** What git knows and does not know below the root, whatever the commit. */
export async function knownPaths(repo: Repository): Promise<Result<KnownPaths>> {
  const listed = await runGit(repo, ['ls-files', '-z', '-t', '--cached', '--others', '--exclude-standard']);
  if (!listed.ok) return listed;
  if (listed.value.code !== 0) return refused(listed.value);
  const tracked = new Set<string>();
  const untracked: string[] = [];
  for (const entry of textOf(listed.value).split('\0')) {
    const path = entry.slice(2);
    if (entry.startsWith('? ')) untracked.push(path);
    else if (path !== '') tracked.add(path);
  }
  return { ok: true, value: { tracked, untracked } };
}

/**
 * The files below the root whose working-tree content differs from a commit, untracked ones as added. Files that git
 * ignores are not among them. A renamed file's old path has no entry of its own. What git knows does not depend on the
 * commit: whoever asked already gives the answer.
 */
export async function changedSince(
  repo: Repository,
  commit: string,
  asked: Promise<Result<KnownPaths>> = knownPaths(repo),
): Promise<Result<FileChanges>> {
  const diff = await runGit(repo, [...RAW, '--end-of-options', commit, '--']);
  if (!diff.ok) return diff;
  if (diff.value.code !== 0) return refused(diff.value);
  const unread = unreadIn(textOf(diff.value));
  const same = await withOldContent(repo, unread);
  if (!same.ok) return same;
  const known = await asked;
  if (!known.ok) return known;
  const changes = parseRawDiff(textOf(diff.value));
  for (const path of same.value) changes.delete(path);
  for (const path of known.value.untracked) {
    if (path.endsWith('/')) continue;
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
function unreadIn(raw: string): readonly Unread[] {
  const fields = raw.split('\0');
  return fields.flatMap((header, at) => {
    const [, mode, oldId] = UNREAD.exec(header) ?? [];
    return oldId === undefined ? [] : { path: toFileId(fields[at + 1] ?? ''), oldId, isLink: mode === LINK };
  });
}

/**
 * Those of the files that hold what the commit holds: byte for byte, or once git has made their line ends its own. A
 * filter's program is never run, so a touched file that the commit holds filtered counts as changed: too much is judged
 * then and nothing missed. Attributes that say how to show a difference (`-diff`, `binary`) do not matter here. A link
 * holds no code; what it leads to is a file of its own.
 */
async function withOldContent(repo: Repository, unread: readonly Unread[]): Promise<Result<ReadonlySet<FileId>>> {
  const same = new Set(unread.filter((u) => u.isLink).map((u) => u.path));
  for (const how of [['--no-filters'], []]) {
    const asked = unread.filter((u) => !same.has(u.path));
    if (asked.length === 0) break;
    const input = asked.map((u) => `${lineOf(repo.prefix + u.path)}\n`).join('');
    // Such paths are read from the top of the working tree.
    const hashed = await runGit(repo, ['-C', repo.toplevel, 'hash-object', ...how, '--stdin-paths'], { input });
    if (!hashed.ok) return hashed;
    const ids = textOf(hashed.value).split('\n');
    // git ends at the first file that it cannot read: nothing tells of that one and those behind it that they are the same.
    for (const [at, { path, oldId }] of asked.entries()) if (ids[at] === oldId) same.add(path);
  }
  return { ok: true, value: same };
}

/** A path as git reads it on a line of its own. */
function lineOf(path: string): string {
  if (!/^"|[\n\r]/.test(path)) return path;
  const escaped = path.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
  return `"${escaped}"`;
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
