import type { DirectoryEntry, HostResult } from '../../host/host.ts';
import { joinPath } from '../../host/paths.ts';
import { hintsOf } from './default-ignores.ts';
import { isIgnored, verdictOfGit } from './is-ignored.ts';
import { readIgnoreFile } from './read-ignore-file.ts';
import { noteFailure, unreadable } from './scan-problems.ts';
import type { OpenDirectory, PendingDirectory, ScanState } from './scan-state.ts';
import { takeFile } from './take-file.ts';

const DIRECTORIES_IN_FLIGHT = 32;
const FILES_IN_FLIGHT = 256;
const MAX_DEPTH = 512;

/** Walks a directory and everything below it into the state; links are only collected. */
export async function walk(state: ScanState, start: PendingDirectory): Promise<void> {
  const pending: PendingDirectory[] = [start];
  while (pending.length > 0) {
    if (state.signal.aborted) {
      state.partial = true;
      return;
    }
    const batch = pending.splice(-DIRECTORIES_IN_FLIGHT);
    const found = await Promise.all(batch.map((directory) => walkDirectory(state, directory)));
    for (const directories of found) {
      for (const directory of directories) pending.push(directory);
    }
  }
}

/** Takes the files of one directory and gives the directories below it that are to be walked. */
async function walkDirectory(state: ScanState, directory: PendingDirectory): Promise<readonly PendingDirectory[]> {
  if (directory.segments.length > MAX_DEPTH) {
    const file = directory.segments.join('/');
    state.problems.push({ code: 'SCAN_ERROR', message: `deeper than ${MAX_DEPTH} directories, not scanned`, file });
    return [];
  }
  if (!(await isFirstVisit(state, directory))) return [];
  const listed = await state.host.readDirectory(directory.path);
  if (!listed.ok) return noteDirectory(state, directory, listed);
  const open = await openDirectory(state, directory, listed.value);
  const children: PendingDirectory[] = [];
  const files: string[] = [];
  for (const { name, kind } of listed.value) {
    if (name === '.git') continue;
    if (kind === 'file') files.push(name);
    else if (kind === 'link') state.links.push({ name, directory: open });
    else if (kind === 'other') state.special += 1;
    else if (isIgnored(state, open, name, 'directory')) state.ignored += 1;
    else children.push(childOf(state, open, name, joinPath(open.path, name)));
  }
  for (let at = 0; at < files.length; at += FILES_IN_FLIGHT) {
    if (state.signal.aborted) {
      state.partial = true;
      break;
    }
    await Promise.all(files.slice(at, at + FILES_IN_FLIGHT).map((name) => takeFile(state, open, name)));
  }
  state.onDirectory(directory.segments, files.length);
  return children;
}

/** A directory below an open one. */
export function childOf(state: ScanState, parent: OpenDirectory, name: string, path: string): PendingDirectory {
  const { gitLevels, driftLevels, hints } = parent;
  const segments = [...parent.segments, name];
  const onlyTracked = state.tracked.has(segments.join('/')) && verdictOfGit(parent, segments, 'directory') === 'ignore';
  return { segments, path, gitLevels, driftLevels, above: hints, onlyTracked };
}

/** Only links can lead to a directory twice, so only then is its identity worth a call. */
async function isFirstVisit(state: ScanState, directory: PendingDirectory): Promise<boolean> {
  if (!state.options.followSymlinks) return true;
  const real = await state.host.realPath(directory.path);
  const stat = real.ok ? await state.host.stat(real.value) : real;
  // What cannot be inspected is reported when it cannot be listed.
  if (!stat.ok) return true;
  if (state.seen.has(stat.value.identity)) return false;
  state.seen.add(stat.value.identity);
  return true;
}

async function openDirectory(
  state: ScanState,
  directory: PendingDirectory,
  entries: readonly DirectoryEntry[],
): Promise<OpenDirectory> {
  const files = new Set(entries.filter((entry) => entry.kind === 'file').map((entry) => entry.name));
  const hints = hintsOf(files, directory.above);
  let { gitLevels, driftLevels } = directory;
  const depth = directory.segments.length;
  const levelOf = async (name: string) =>
    files.has(name)
      ? await readIgnoreFile(state, joinPath(directory.path, name), {
          file: [...directory.segments, name].join('/'),
          depth,
        })
      : null;
  const git = await levelOf('.gitignore');
  const drift = state.extra === null ? null : await levelOf('.driftignore');
  if (git !== null) gitLevels = [...gitLevels, git];
  if (drift !== null) driftLevels = [...driftLevels, drift];
  return { ...directory, gitLevels, driftLevels, hints };
}

function noteDirectory(
  state: ScanState,
  directory: PendingDirectory,
  listed: Extract<HostResult<unknown>, { ok: false }>,
): readonly PendingDirectory[] {
  if (directory.segments.length > 0) noteFailure(state, directory.segments.join('/'), listed.reason);
  else {
    state.problems.push(unreadable('.', listed.reason));
    state.partial = true;
  }
  return [];
}
