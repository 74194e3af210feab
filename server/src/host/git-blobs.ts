import type { FileId, Result } from '@drift/shared';
import { gitProblem, type Repository, refused, runGit } from './git.ts';

/** Room for the changed files of a very large change; beyond it the answer is a problem, not a part. */
const MAX_BYTES = 512 * 1024 * 1024;
const LINE_FEED = 10;

/** What lies in a commit. */
export interface CommitContent {
  /** The stored bytes by path; `null` where there is no such file. */
  readonly blobs: ReadonlyMap<FileId, Uint8Array | null>;
  /** The day (`YYYY-MM-DD`, UTC) on which it was committed; `null` where the commit does not say. */
  readonly day: string | null;
}

/** Files of a commit below the root, and its day. One git process however many paths. */
export async function readCommit(
  repo: Repository,
  commit: string,
  paths: readonly FileId[],
): Promise<Result<CommitContent>> {
  const answered = await objectsOf(repo, [commit, ...paths.map((path) => `${commit}:${repo.prefix}${path}`)]);
  if (!answered.ok) return answered;
  const [own, ...files] = answered.value;
  const head = own?.type === 'commit' ? new TextDecoder().decode(own.bytes) : '';
  const seconds = /^committer .*> (\d{1,11}) [+-]\d{4}$/m.exec(head.slice(0, Math.max(0, head.indexOf('\n\n'))))?.[1];
  const day =
    seconds === undefined ? null : new Date(Number(seconds) * 1000).toISOString().slice(0, 'YYYY-MM-DD'.length);
  return { ok: true, value: { blobs: blobsOf(paths, files), day } };
}

/**
 * The stored bytes of files below the root, in a commit or (`':'`) in the index; `null` where there is no such file.
 * One git process however many paths.
 */
export async function readBlobs(
  repo: Repository,
  revision: string,
  paths: readonly FileId[],
): Promise<Result<ReadonlyMap<FileId, Uint8Array | null>>> {
  if (paths.length === 0) return { ok: true, value: new Map() };
  const start = revision === ':' ? ':0:' : `${revision}:`;
  const answered = await objectsOf(
    repo,
    paths.map((path) => start + repo.prefix + path),
    revision,
  );
  return answered.ok ? { ok: true, value: blobsOf(paths, answered.value) } : answered;
}

/** The stored bytes of files below the root, each at a commit of its own; `null` where there is none. One git process. */
export async function readPlaces(
  repo: Repository,
  places: readonly { readonly commit: string; readonly path: string }[],
): Promise<Result<readonly (Uint8Array | null)[]>> {
  if (places.length === 0) return { ok: true, value: [] };
  const answered = await objectsOf(
    repo,
    places.map(({ commit, path }) => `${commit}:${repo.prefix}${path}`),
    places.map(({ commit }) => commit).join(' '),
  );
  if (!answered.ok) return answered;
  return { ok: true, value: answered.value.map((object) => (object?.type === 'blob' ? object.bytes : null)) };
}

interface GitObject {
  readonly type: string;
  readonly bytes: Uint8Array;
}

function blobsOf(paths: readonly FileId[], objects: readonly (GitObject | null)[]): Map<FileId, Uint8Array | null> {
  return new Map(
    paths.map((path, i) => {
      const object = objects[i] ?? null;
      return [path, object?.type === 'blob' ? object.bytes : null];
    }),
  );
}

/** What git stores under names, `null` where nothing is. */
async function objectsOf(
  repo: Repository,
  names: readonly string[],
  revision = names[0] ?? '',
): Promise<Result<readonly (GitObject | null)[]>> {
  if (/[\n\0]/.test(revision)) return gitProblem('the revision has an unusable name');
  // Only recent versions of git read names that end in NUL, and only names with line breaks need it.
  const byNul = names.some((name) => name.includes('\n'));
  const end = byNul ? '\0' : '\n';
  const input = names.map((name) => name + end).join('');
  const output = await runGit(repo, ['cat-file', '--batch', ...(byNul ? ['-z'] : [])], { input, maxBytes: MAX_BYTES });
  if (!output.ok) return output;
  if (output.value.code !== 0) return refused(output.value);
  return parseBatch(output.value.stdout, names);
}

function parseBatch(output: Uint8Array, names: readonly string[]): Result<readonly (GitObject | null)[]> {
  const objects: (GitObject | null)[] = [];
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  let at = 0;
  for (const name of names) {
    const missing = encoder.encode(`${name} missing\n`);
    if (startsWith(output, at, missing)) {
      objects.push(null);
      at += missing.length;
      continue;
    }
    const lineEnd = output.indexOf(LINE_FEED, at);
    const header = /^[0-9a-f]+ ([a-z]+) ([0-9]+)$/.exec(decoder.decode(output.subarray(at, Math.max(at, lineEnd))));
    if (header === null) return gitProblem('git answered in an unknown form');
    const size = Number(header[2]);
    const start = lineEnd + 1;
    if (start + size > output.length) return gitProblem('git answered in part');
    objects.push({ type: header[1] ?? '', bytes: output.subarray(start, start + size) });
    at = start + size + 1;
  }
  return { ok: true, value: objects };
}

function startsWith(bytes: Uint8Array, at: number, expected: Uint8Array): boolean {
  for (let index = 0; index < expected.length; index++) {
    if (bytes[at + index] !== expected[index]) return false;
  }
  return true;
}
