import type { Problem } from '@drift/shared';
import type { Host } from '../../host/host.ts';
import { joinPath } from '../../host/paths.ts';
import { followLinks } from './follow-links.ts';
import { parseIgnoreFile } from './ignore-rules.ts';
import { compileIncludeList } from './include-list.ts';
import { readIgnoreFile } from './read-ignore-file.ts';
import type { ScanOptions, ScanResult } from './scan-result.ts';
import {
  finishScan,
  newScanState,
  type OnDirectory,
  type OnFound,
  type PendingDirectory,
  type ScanState,
} from './scan-state.ts';
import { readSubmodules } from './submodules.ts';
import { isLinkedSource } from './take-file.ts';
import { walk } from './walk.ts';

/**
 * Finds the files of a workspace that Drift analyses. Opens only ignore files; whether a file is binary is for its
 * reader to see. The same tree gives the same result; cancelling gives what was found so far as `partial`. `onFound` is
 * told of files as they are met.
 */
export async function scanWorkspace(
  host: Host,
  root: string,
  options: ScanOptions,
  signal: AbortSignal,
  onFound: OnFound = nobody,
): Promise<ScanResult> {
  const result = await scan({ host, root, options, signal }, 'obeyed', { onDirectory: nobody, onFound });
  if (result.files.length > 0 || result.skipped.ignored === 0 || result.status === 'partial') return result;
  // Nothing is left. Whether that is the settings' doing cannot be told from directories nobody looked into.
  const all = await scan({ host, root, options: { ...options, include: [] }, signal }, 'disregarded', {
    onDirectory: nobody,
    onFound: nobody,
  });
  return { ...result, skipped: { ...result.skipped, unwanted: all.files.length } };
}

function nobody(): void {}

/** As a scan, for its walk: `onDirectory` is told of every directory that is looked through. */
export function scanCounting(given: Scanned, onDirectory: OnDirectory): Promise<ScanResult> {
  return scan(given, 'obeyed', { onDirectory, onFound: nobody });
}

/** What is scanned, and how. */
type Scanned = Pick<ScanState, 'host' | 'root' | 'options' | 'signal'>;

/** One walk; `own` tells whether what Drift itself is told to ignore counts. */
async function scan(
  { host, root, options, signal }: Scanned,
  own: 'obeyed' | 'disregarded',
  told: { readonly onDirectory: OnDirectory; readonly onFound: OnFound },
): Promise<ScanResult> {
  const include = compileIncludeList(options.include);
  const extra = parseIgnoreFile(options.extraIgnore.join('\n'), { file: 'scan.extra_ignore', depth: 0 });
  const state = newScanState({
    host,
    root,
    options,
    signal,
    includes: include.includes,
    extra: own === 'obeyed' ? extra.level : null,
    tracked: withDirectories(options.tracked ?? new Set()),
    ...told,
  });
  state.submodules = await readSubmodules(state);
  state.problems.push(...include.problems, ...extra.problems.map((problem) => inSetting(problem, options)));
  const exclude = await readIgnoreFile(state, joinPath(root, '.git/info/exclude'), {
    file: '.git/info/exclude',
    depth: 0,
  });
  const start: PendingDirectory = {
    segments: [],
    path: root,
    gitLevels: exclude === null ? [] : [exclude],
    driftLevels: [],
    above: null,
    onlyTracked: false,
  };
  await walk(state, start);
  if (options.followSymlinks) await followLinks(state);
  else {
    state.unfollowed = state.links.length;
    state.linkedSources = state.links.filter((link) => isLinkedSource(state, link)).length;
  }
  return finishScan(state);
}

/** Paths with every directory above them. */
function withDirectories(paths: ReadonlySet<string>): ReadonlySet<string> {
  const out = new Set(paths);
  for (const path of paths)
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) out.add(path.slice(0, at));
  return out;
}

/** A setting has no lines of its own: the pattern itself says which one is meant. */
function inSetting(problem: Problem, options: ScanOptions): Problem {
  const pattern = options.extraIgnore[(problem.line ?? 1) - 1] ?? '';
  return { code: problem.code, message: `${problem.message} (scan.extra_ignore: ${pattern})` };
}
