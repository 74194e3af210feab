import { isIgnoredDirectory, isIgnoredFile } from './default-ignores.ts';
import { type IgnoreLevel, type Verdict, verdictOf } from './ignore-rules.ts';
import type { OpenDirectory, ScanState } from './scan-state.ts';

/**
 * Whether an entry of a directory is left out. The first source that says something decides: `scan.extra_ignore`,
 * `.driftignore` from leaf to root, `.gitignore` from leaf to root, `.git/info/exclude`, built-in defaults.
 */
export function isIgnored(
  state: ScanState,
  directory: OpenDirectory,
  name: string,
  kind: 'file' | 'directory',
): boolean {
  const segments = [...directory.segments, name];
  const verdict =
    verdictOf(state.extra, segments, kind) ??
    verdictOfLevels(directory.driftLevels, segments, kind) ??
    verdictOfLevels(directory.gitLevels, segments, kind);
  if (verdict !== null) return verdict === 'ignore';
  const isIgnoredByDefault = kind === 'file' ? isIgnoredFile : isIgnoredDirectory;
  return isIgnoredByDefault(name, directory.hints, state.options.defaultIgnores);
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
