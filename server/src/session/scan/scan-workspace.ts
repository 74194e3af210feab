import type { Problem } from '@drift/shared';
import type { Host } from '../../host/host.ts';
import { joinPath } from '../../host/paths.ts';
import { followLinks } from './follow-links.ts';
import { parseIgnoreFile } from './ignore-rules.ts';
import { compileIncludeList } from './include-list.ts';
import { readIgnoreFile } from './read-ignore-file.ts';
import type { ScanOptions, ScanResult } from './scan-result.ts';
import { finishScan, newScanState, type PendingDirectory } from './scan-state.ts';
import { walk } from './walk.ts';

/**
 * Finds the files of a workspace that Drift analyses. Opens only ignore files; whether a file is binary is for its
 * reader to see. The same tree gives the same result; cancelling gives what was found so far as `partial`.
 */
export async function scanWorkspace(
  host: Host,
  root: string,
  options: ScanOptions,
  signal: AbortSignal,
): Promise<ScanResult> {
  const include = compileIncludeList(options.include);
  const extra = parseIgnoreFile(options.extraIgnore.join('\n'), { file: 'scan.extra_ignore', depth: 0 });
  const state = newScanState({ host, root, options, signal, includes: include.includes, extra: extra.level });
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
  };
  await walk(state, start);
  if (options.followSymlinks) await followLinks(state);
  else state.unfollowed = state.links.length;
  return finishScan(state);
}

/** A setting has no lines of its own: the pattern itself says which one is meant. */
function inSetting(problem: Problem, options: ScanOptions): Problem {
  const pattern = options.extraIgnore[(problem.line ?? 1) - 1] ?? '';
  return { code: problem.code, message: `${problem.message} (scan.extra_ignore: ${pattern})` };
}
