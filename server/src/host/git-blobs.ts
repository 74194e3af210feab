import type { FileId, Result } from '@drift/shared';
import { gitProblem, type Repository, refused, runGit } from './git.ts';

/** Room for the changed files of a very large change; beyond it the answer is a problem, not a part. */
const MAX_BYTES = 512 * 1024 * 1024;
const LINE_FEED = 10;

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
  if (/[\n\0]/.test(revision)) return gitProblem('the revision has an unusable name');
  const start = revision === ':' ? ':0:' : `${revision}:`;
  const names = paths.map((path) => start + repo.prefix + path);
  // Only recent versions of git read names that end in NUL, and only names with line breaks need it.
  const byNul = names.some((name) => name.includes('\n'));
  const end = byNul ? '\0' : '\n';
  const input = names.map((name) => name + end).join('');
  const output = await runGit(repo, ['cat-file', '--batch', ...(byNul ? ['-z'] : [])], { input, maxBytes: MAX_BYTES });
  if (!output.ok) return output;
  if (output.value.code !== 0) return refused(output.value);
  return parseBatch(output.value.stdout, names, paths);
}

function parseBatch(
  output: Uint8Array,
  names: readonly string[],
  paths: readonly FileId[],
): Result<ReadonlyMap<FileId, Uint8Array | null>> {
  const blobs = new Map<FileId, Uint8Array | null>();
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  let at = 0;
  for (const [index, path] of paths.entries()) {
    const missing = encoder.encode(`${names[index] ?? ''} missing\n`);
    if (startsWith(output, at, missing)) {
      blobs.set(path, null);
      at += missing.length;
      continue;
    }
    const lineEnd = output.indexOf(LINE_FEED, at);
    const header = /^[0-9a-f]+ ([a-z]+) ([0-9]+)$/.exec(decoder.decode(output.subarray(at, Math.max(at, lineEnd))));
    if (header === null) return gitProblem('git answered in an unknown form');
    const size = Number(header[2]);
    const start = lineEnd + 1;
    if (start + size > output.length) return gitProblem('git answered in part');
    blobs.set(path, header[1] === 'blob' ? output.subarray(start, start + size) : null);
    at = start + size + 1;
  }
  return { ok: true, value: blobs };
}

function startsWith(bytes: Uint8Array, at: number, expected: Uint8Array): boolean {
  for (let index = 0; index < expected.length; index++) {
    if (bytes[at + index] !== expected[index]) return false;
  }
  return true;
}
