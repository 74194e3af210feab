import { byCodeUnit, type FileId, type LanguageId, languageOfGrammar, type WorkspaceShape } from '@drift/shared';
import { ancestors, basename, dirname } from '../../index/paths.ts';
import type { ScannedFile } from '../scan/scan-result.ts';

/** Decimal places of a share. */
const SHARE_UNITS = 1_000_000;
/** Files named as signs of one language; more would only repeat themselves. */
const MAX_MARKERS = 5;

/** By which manifests a language is told besides its own files. */
const MARKERS: readonly (readonly [LanguageId, RegExp])[] = [
  ['csharp', /\.(?:csproj|slnx?)$/],
  ['go', /^go\.(?:mod|work)$/],
  ['java', /^(?:pom\.xml|build\.gradle)$/],
  ['javascript', /^package\.json$/],
  ['kotlin', /^build\.gradle\.kts$/],
  ['php', /^composer\.json$/],
  ['python', /^(?:pyproject\.toml|setup\.py|requirements[\w.-]*\.txt|Pipfile)$/],
  ['ruby', /^Gemfile$|\.gemspec$/],
  ['rust', /^Cargo\.toml$/],
  ['typescript', /^tsconfig[\w.-]*\.json$/],
];

/** The languages that files are written in, most files first; manifests alone make no language. */
export function languageShares(
  files: readonly ScannedFile[],
  manifests: readonly FileId[],
): WorkspaceShape['languages'] {
  const counts = countByLanguage(files);
  return ranked(counts).map(([language, count]) => ({
    language,
    files: count,
    share: Math.round((count / Math.max(1, files.length)) * SHARE_UNITS) / SHARE_UNITS,
    markers: markersOf(language, manifests),
  }));
}

/** The language most files below each of some folders are written in, and how many files lie there; nested folders count for themselves. */
export function languageByFolder(
  files: readonly ScannedFile[],
  folders: readonly string[],
): ReadonlyMap<string, { readonly language: LanguageId | null; readonly files: number }> {
  const counts = new Map<string, Map<LanguageId, number>>(folders.map((f) => [f, new Map()]));
  for (const file of files) {
    const folder = ancestors(dirname(file.file)).find((dir) => counts.has(dir));
    const held = folder === undefined ? undefined : counts.get(folder);
    const language = languageOfGrammar(file.grammar);
    held?.set(language, (held.get(language) ?? 0) + 1);
  }
  return new Map(
    [...counts].map(([folder, held]) => [
      folder,
      { language: ranked(held)[0]?.[0] ?? null, files: [...held.values()].reduce((sum, n) => sum + n, 0) },
    ]),
  );
}

function countByLanguage(files: readonly ScannedFile[]): Map<LanguageId, number> {
  const counts = new Map<LanguageId, number>();
  for (const { grammar } of files) {
    const language = languageOfGrammar(grammar);
    counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  return counts;
}

function ranked(counts: ReadonlyMap<LanguageId, number>): [LanguageId, number][] {
  return [...counts].sort((a, b) => b[1] - a[1] || byCodeUnit(a[0], b[0]));
}

function markersOf(language: LanguageId, manifests: readonly FileId[]): string[] {
  const pattern = MARKERS.find(([l]) => l === language)?.[1];
  const found = pattern === undefined ? [] : manifests.filter((m) => pattern.test(basename(m)));
  return [...found].sort((a, b) => a.split('/').length - b.split('/').length || byCodeUnit(a, b)).slice(0, MAX_MARKERS);
}
