import { isIgnoredDirectory, isIgnoredFile } from './default-ignores.ts';
import { type IgnoreLevel, type Verdict, verdictOf } from './ignore-rules.ts';
import type { OpenDirectory, ScanState } from './scan-state.ts';

/**
 * Whether an entry of a directory is left out. The first source that says something decides: `scan.extra_ignore`,
 * `.driftignore` from leaf to root, `.gitignore` from leaf to root, `.git/info/exclude`, built-in defaults. As with git
 * itself, its patterns say nothing about what it tracks.
 */
export function isIgnored(
  state: ScanState,
  directory: OpenDirectory,
  name: string,
  kind: 'file' | 'directory',
): boolean {
  const segments = [...directory.segments, name];
  const own =
    (state.extra === null ? null : verdictOf(state.extra, segments, kind)) ??
    verdictOfLevels(directory.driftLevels, segments, kind);
  if (own !== null) return own === 'ignore';
  const git = verdictOfGit(directory, segments, kind);
  if (git === 'keep') return false;
  if (git === 'ignore' && !state.tracked.has(segments.join('/'))) return true;
  const isIgnoredByDefault = kind === 'file' ? isIgnoredFile : isIgnoredDirectory;
  return isIgnoredByDefault(name, directory.hints, state.options.defaultIgnores);
}

/** What git's patterns say of an entry, tracked or not. Nothing below an ignored directory can be taken back in. */
export function verdictOfGit(
  directory: OpenDirectory,
  segments: readonly string[],
  kind: 'file' | 'directory',
): Verdict {
  return directory.onlyTracked ? 'ignore' : verdictOfLevels(directory.gitLevels, segments, kind);
}

function verdictOfLevels(
  levels: readonly IgnoreLevel[],
  segments: readonly string[],
  kind: 'file' | 'directory',
): Verdict {
  for (let index = levels.length - 1; index >= 0; index--) {
    const level = levels[index];
    const verdict = level === undefined ? null : verdictOf(level, segments, kind);
    if (verdict !== null) return verdict;
  }
  return null;
}
