import { byCodeUnit, type FileId, type Problem } from '@drift/shared';
import type { Host } from '../../host/host.ts';
import type { DirectoryHints } from './default-ignores.ts';
import type { IgnoreLevel } from './ignore-rules.ts';
import type { IncludeList } from './include-list.ts';
import type { ScannedFile, ScanOptions, ScanResult } from './scan-result.ts';

/** Told the place of a directory and how many files of any kind lie directly in it. */
export type OnDirectory = (segments: readonly string[], files: number) => void;

/** Told of each file that is taken, in no particular order. */
export type OnFound = (file: ScannedFile) => void;

/** Everything one scan collects; lives only as long as the scan. */
export interface ScanState {
  readonly host: Host;
  readonly root: string;
  readonly options: ScanOptions;
  readonly signal: AbortSignal;
  readonly includes: IncludeList;
  /** `scan.extra_ignore`, above every ignore file; `null` where Drift's own ignore settings do not count. */
  readonly extra: IgnoreLevel | null;
  /** The files that git tracks against its own patterns, and every directory above one. */
  readonly tracked: ReadonlySet<string>;
  /** Directories that are repositories of their own. */
  submodules: ReadonlySet<string>;
  /** Told of each directory that was looked through. */
  readonly onDirectory: OnDirectory;
  readonly onFound: OnFound;
  readonly files: ScannedFile[];
  readonly manifests: FileId[];
  readonly markers: FileId[];
  readonly toolSettings: FileId[];
  readonly problems: Problem[];
  readonly tooLarge: FileId[];
  /** Links met, to be followed after everything else. */
  readonly links: PendingLink[];
  /** Identities of directories walked and files taken; kept only when links are followed. */
  readonly seen: Set<string>;
  ignored: number;
  unfollowed: number;
  linkedSources: number;
  special: number;
  vanished: number;
  unreadable: number;
  invalidName: number;
  partial: boolean;
}

/** A directory about to be listed, with what its ancestors decided. */
export interface PendingDirectory {
  /** Segments from the root: where the directory appears. */
  readonly segments: readonly string[];
  /** Where it really lies; differs from the segments below a followed link. */
  readonly path: string;
  readonly gitLevels: readonly IgnoreLevel[];
  readonly driftLevels: readonly IgnoreLevel[];
  readonly above: DirectoryHints | null;
  /** True below a directory that git ignores: only what it tracks there counts. */
  readonly onlyTracked: boolean;
}

/** A listed directory: its own ignore files are among its levels. */
export interface OpenDirectory extends PendingDirectory {
  readonly hints: DirectoryHints;
}

/** A link and the directory it lies in. */
export interface PendingLink {
  readonly name: string;
  readonly directory: OpenDirectory;
}

/** A state with nothing found yet. */
export function newScanState(
  given: Pick<
    ScanState,
    'host' | 'root' | 'options' | 'signal' | 'includes' | 'extra' | 'tracked' | 'onDirectory' | 'onFound'
  >,
): ScanState {
  return {
    ...given,
    files: [],
    manifests: [],
    markers: [],
    toolSettings: [],
    submodules: new Set(),
    problems: [],
    tooLarge: [],
    links: [],
    seen: new Set(),
    ignored: 0,
    unfollowed: 0,
    linkedSources: 0,
    special: 0,
    vanished: 0,
    unreadable: 0,
    invalidName: 0,
    partial: false,
  };
}

/** The result in its final order. */
export function finishScan(state: ScanState): ScanResult {
  return {
    files: state.files.sort((a, b) => byCodeUnit(a.file, b.file)),
    manifests: state.manifests.sort(byCodeUnit),
    markers: state.markers.sort(byCodeUnit),
    toolSettings: state.toolSettings.sort(byCodeUnit),
    problems: state.problems.sort(byPlace),
    skipped: {
      ignored: state.ignored,
      tooLarge: state.tooLarge.sort(byCodeUnit),
      links: state.unfollowed,
      linkedSources: state.linkedSources,
      unwanted: 0,
      special: state.special,
      vanished: state.vanished,
      unreadable: state.unreadable,
      invalidName: state.invalidName,
    },
    status: state.partial ? 'partial' : 'complete',
  };
}

function byPlace(a: Problem, b: Problem): number {
  return byCodeUnit(a.file ?? '', b.file ?? '') || (a.line ?? 0) - (b.line ?? 0) || byCodeUnit(a.message, b.message);
}
