import { byCodeUnit, type GrammarId } from '@drift/shared';
import { directoryOf } from '../../analysis/conventions/scopes.ts';
import type { Host } from '../../host/host.ts';
import type { ScannedFile, ScanOptions } from '../scan/scan-result.ts';
import { scanCounting } from '../scan/scan-workspace.ts';

/** From this many files on a directory that holds hardly any source is worth leaving out. */
export const MANY_FILES = 2_000;
/** A directory of which less than this share is source is looked through for nothing. */
const LEAST_SOURCE_SHARE = 0.1;
/** After this many files the walk stops: enough to find what is large, and over in a moment. */
const MAX_FILES = 60_000;
/** Longest time the walk takes. */
const MAX_MS = 1_000;

/** A directory that is read through with nothing, or next to nothing, to analyse in it. */
export interface LargeDirectory {
  /** Relative to the root. */
  readonly path: string;
  readonly files: number;
  readonly sources: number;
}

/** What a walk found. */
export interface LargeDirectories {
  readonly found: readonly LargeDirectory[];
  readonly files: number;
  /** The grammar that reads most of the source files seen; `null` where there is none. */
  readonly mainGrammar: GrammarId | null;
  /** The walk ended before everything was seen. */
  readonly cut: boolean;
}

/** The topmost directories below a root that hold many files and hardly any source. Bounded in files and time. */
export async function largeDirectories(host: Host, root: string, options: ScanOptions): Promise<LargeDirectories> {
  const controller = new AbortController();
  const end = host.now() + MAX_MS;
  const counts = new Map<string, { files: number; sources: number }>();
  const add = (path: string, kind: 'files' | 'sources', amount: number): void => {
    for (let at = path.length; at > 0; at = path.lastIndexOf('/', at - 1)) {
      const directory = path.slice(0, at);
      const known = counts.get(directory) ?? { files: 0, sources: 0 };
      counts.set(directory, { ...known, [kind]: known[kind] + amount });
    }
  };
  let files = 0;
  // What settings leave out may be let in again tomorrow: it counts as source.
  const given = { host, root, options: { ...options, include: [] }, signal: controller.signal };
  const scanned = await scanCounting(given, (segments, inside) => {
    files += inside;
    add(segments.join('/'), 'files', inside);
    if (files > MAX_FILES || host.now() > end) controller.abort();
  });
  for (const file of [...scanned.files.map((f) => f.file), ...scanned.skipped.tooLarge])
    add(directoryOf(file), 'sources', 1);
  return { found: topmost(counts), files, mainGrammar: mainGrammarOf(scanned.files), cut: controller.signal.aborted };
}

function mainGrammarOf(files: readonly ScannedFile[]): GrammarId | null {
  const counts = new Map<GrammarId, number>();
  for (const { grammar } of files) counts.set(grammar, (counts.get(grammar) ?? 0) + 1);
  const [first] = [...counts].sort(([a, n], [b, m]) => m - n || byCodeUnit(a, b));
  return first?.[0] ?? null;
}

function topmost(counts: ReadonlyMap<string, { files: number; sources: number }>): readonly LargeDirectory[] {
  const found: LargeDirectory[] = [];
  for (const path of [...counts.keys()].sort()) {
    const { files = 0, sources = 0 } = counts.get(path) ?? {};
    if (files <= MANY_FILES || sources >= files * LEAST_SOURCE_SHARE) continue;
    if (!found.some((f) => path.startsWith(`${f.path}/`))) found.push({ path, files, sources });
  }
  return found;
}
