import { ImportFlag, Mod } from '@drift/grammars';
import { byCodeUnit, type LanguageId } from '@drift/shared';
import type { Row } from '../../../facts/schema.ts';
import { defineConvention, type Observation } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';

const MIN_IMPORTS = 4;
const NAMES: ReadonlyMap<string, string> = new Map([
  ['external-first', 'packages before relative imports'],
  ['internal-first', 'relative imports before packages'],
  ['standard-first', 'standard library imports first'],
  ['standard-last', 'standard library imports last'],
  ['mixed', 'imports in mixed order'],
  ['alphabetical', 'imports in alphabetical order'],
  ['unordered', 'imports in no order'],
]);

/** In which order a file imports. */
export const importOrder = defineConvention({
  id: 'drift/pattern/import-order',
  title: 'Order of imports',
  languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'rust', 'typescript'],
  maturity: 'stable',
  incubatingIn: ['csharp', 'java'],
  since: '0.1.0',
  fix: 'none',
  precision: {
    corpus: '28 projects of docs/precision with findings',
    sample: 86,
    precision: 0.97,
  },
  sites: 'files',
  leftTo: 'importSorter',
  answers: [
    'standard-first',
    'standard-last',
    'external-first',
    'internal-first',
    'mixed',
    'alphabetical',
    'unordered',
  ],
  describe: (value) => NAMES.get(value) ?? value,
  // A file in better order than the code base asks for is no deviation.
  deviates: (_, expected) => expected !== 'mixed' && expected !== 'unordered',
  observe(view, report) {
    // The imports of a package's face are its offer, in an order of its own.
    if (/(?:^|\/)__init__\.py$/.test(view.file)) return;
    const rows = ordered(view);
    if (rows.length < MIN_IMPORTS) return;
    const observation =
      view.language === 'kotlin'
        ? alphabetical(view, rows)
        : view.language === 'php'
          ? byKind(view, rows)
          : grouped(view, rows);
    if (observation !== null) report(observation);
  },
});

/** Imports whose place is not free: a conditional one stands after what its condition needs. */
const NO_CHOICE = ImportFlag.typeOnly | ImportFlag.isStatic | ImportFlag.conditional;

/** The imports at the head of a file, without those whose place has another reason: side effects, types, `__future__`. */
function ordered(view: FileView): Row<'imports'>[] {
  const named = new Set<number>();
  const renamed = new Set<number>();
  for (const s of view.table('specifiers')) {
    named.add(s.import);
    if (view.language === 'go' && isReplacement(view, s)) renamed.add(s.import);
    if (view.language === 'kotlin' && s.alias !== '') renamed.add(s.import);
    // A trait that is imported for its methods alone.
    if (view.language === 'rust' && s.alias === '_') renamed.add(s.import);
  }
  const out: Row<'imports'>[] = [];
  const own = view.language === 'rust' ? modulesOf(view) : NO_MODULES;
  const end = endOfHead(view);
  for (const row of view.table('imports')) {
    if (row.start > end) break;
    if (row.symbol >= 0 && view.language !== 'csharp') continue;
    if (row.kind !== 'static' || !named.has(row.index) || row.sourceEnd <= row.sourceStart) continue;
    if ((row.flags & NO_CHOICE) !== 0 || row.source === '__future__') continue;
    if (row.source === '' || row.source === 'C' || renamed.has(row.index)) continue;
    // `extern crate` stands where it must.
    if (view.language === 'rust' && !row.source.includes('::')) continue;
    // What the file declares above is no package.
    if (own.has(row.source.split('::')[0] ?? '')) continue;
    if (!isScript(view) || PACKAGE_OR_RELATIVE.test(row.source)) out.push(row);
  }
  return out;
}

const NO_MODULES: ReadonlySet<string> = new Set();

/** Names of the modules a file declares. */
function modulesOf(view: FileView): ReadonlySet<string> {
  return new Set([...view.table('symbols')].filter((s) => s.kind === 'namespace').map((s) => s.name));
}

/** In Go, a replacement of a standard package keeps the place of what it replaces. */
function isReplacement(view: FileView, s: Row<'specifiers'>): boolean {
  const source = view.table('imports').get(s.import)?.source ?? '';
  return s.alias !== '' || (!isSpecial(view, source) && REPLACED.has(source.slice(source.lastIndexOf('/') + 1)));
}
const REPLACED: ReadonlySet<string> = new Set(['errors', 'context', 'log', 'slices', 'maps', 'json', 'sync', 'rand']);

/** What is neither, an alias of a path or the input of a loader, belongs to no group that is the same everywhere. */
const PACKAGE_OR_RELATIVE = /^(?:node:)?(?:\.{1,2}(?:\/|$)|@?[A-Za-z0-9][\w.-]*(?:\/|$))/;

/**
 * Where the first declaration stands: an import after it has a reason, such as a cycle or the one function that needs it.
 * `mod cart;` stands among the imports of Rust.
 */
function endOfHead(view: FileView): number {
  const isRust = view.language === 'rust';
  if (view.language === 'php') return startOfSecondNamespace(view);
  if (!isRust && !isScript(view)) return Number.MAX_SAFE_INTEGER;
  for (const s of view.table('symbols')) {
    const isDeclaredModule = isRust && s.kind === 'namespace' && (s.modifiers & Mod.declared) !== 0;
    if (s.parent < 0 && s.kind !== 'lambda' && !isDeclaredModule) return s.start;
  }
  return Number.MAX_SAFE_INTEGER;
}

/** Each namespace of a PHP file has its own list. */
function startOfSecondNamespace(view: FileView): number {
  const namespaces = [...view.table('symbols')].filter((s) => s.kind === 'namespace');
  return namespaces[1]?.start ?? Number.MAX_SAFE_INTEGER;
}

function isScript(view: FileView): boolean {
  return view.language === 'javascript' || view.language === 'typescript';
}

/** True for the group that is told apart by its path alone: the standard library, or relative imports. */
function isSpecial(view: FileView, source: string): boolean {
  switch (view.language) {
    case 'go':
      return !(source.split('/')[0] ?? '').includes('.');
    case 'java':
      return /^javax?\./.test(source);
    case 'rust':
      return /^(?:std|core|alloc)::/.test(source);
    case 'csharp':
      return source === 'System' || source.startsWith('System.');
    default:
      return source.startsWith('.');
  }
}

/** Languages whose standard library is told by the first part of a path; elsewhere relative imports are. */
const STANDARD_FIRST: ReadonlySet<LanguageId> = new Set<LanguageId>(['csharp', 'go', 'java', 'rust']);

function grouped(view: FileView, rows: readonly Row<'imports'>[]): Observation | null {
  const special = rows.map((r) => isSpecial(view, r.source));
  const changes = special.flatMap((s, i) => (i > 0 && s !== special[i - 1] ? [i] : []));
  const first = rows[0];
  if (first === undefined || changes.length === 0) return null;
  const standard = STANDARD_FIRST.has(view.language);
  // C# conditions (`#if`) put imports where they would not stand otherwise, and facts do not show them.
  if (changes.length > 1 && view.language === 'csharp') return null;
  // Who sorts all imports by name puts the standard library wherever its name falls.
  if (isByName(view, rows)) return null;
  // In Rust it falls between `crate` and others, which is what the formatter makes of one list.
  if (view.language === 'rust' && !(special[0] === true && changes.length === 1)) {
    const sorted = alphabetical(view, rows);
    if (sorted?.value === 'alphabetical') return sorted;
  }
  const stray = outOfPlace(inPlaces(view, rows), (p) => isSpecial(view, p.row.source), standard)?.row ?? first;
  const at = changes.length === 1 ? first : stray;
  const value =
    changes.length > 1
      ? 'mixed'
      : standard
        ? special[0] === true
          ? 'standard-first'
          : 'standard-last'
        : special[0] === true
          ? 'internal-first'
          : 'external-first';
  return { value, start: at.sourceStart, end: at.sourceEnd };
}

/** What is in or out of place as one: its first import, and how many statements would have to move. */
interface Place {
  readonly row: Row<'imports'>;
  readonly statements: number;
}

/** In Rust, what comes from one crate in a row, often in the braces of one statement, is in or out of place as one. */
function inPlaces(view: FileView, rows: readonly Row<'imports'>[]): readonly Place[] {
  if (view.language !== 'rust') return rows.map((row) => ({ row, statements: 1 }));
  const out: Place[] = [];
  for (const [i, row] of rows.entries()) {
    const before = rows[i - 1];
    const last = out.at(-1);
    if (before === undefined || last === undefined || crateOf(before) !== crateOf(row))
      out.push({ row, statements: 1 });
    else if (!(isInBraces(before) && isInBraces(row)))
      out.splice(-1, 1, { row: last.row, statements: last.statements + 1 });
  }
  return out;
}

function crateOf({ source }: Row<'imports'>): string | undefined {
  return source.split('::')[0];
}

/** An import in braces begins with its own name, any other with `use`. */
function isInBraces({ start, sourceStart }: Row<'imports'>): boolean {
  return start >= sourceStart;
}

/**
 * The one place without which there are two groups. Of several, the one without which they stand in the usual order
 * (the standard library first, relative imports last), and of those the one of fewest statements; where none or more
 * would do, the one a third group begins with.
 */
function outOfPlace(
  places: readonly Place[],
  isSpecialPlace: (place: Place) => boolean,
  specialFirst: boolean,
): Place | undefined {
  const special = places.map(isSpecialPlace);
  const changes = (list: readonly boolean[]): number[] =>
    list.flatMap((s, i) => (i > 0 && s !== list[i - 1] ? [i] : []));
  const lone = special.flatMap((_, i) => (changes(special.toSpliced(i, 1)).length <= 1 ? [i] : []));
  const usual = lone.filter((i) => special.toSpliced(i, 1)[0] === specialFirst);
  const fewest = Math.min(...usual.map((i) => places[i]?.statements ?? 0));
  const light = usual.filter((i) => places[i]?.statements === fewest);
  const one = light.length === 1 ? light : lone;
  return places[(one.length === 1 ? one[0] : undefined) ?? changes(special)[1] ?? 0];
}

function isByName(view: FileView, rows: readonly Row<'imports'>[]): boolean {
  return (view.language === 'java' || view.language === 'csharp') && alphabetical(view, rows)?.value === 'alphabetical';
}

/** The layout of the Kotlin IDE: `java`, `javax` and `kotlin` after all others (and what has an alias, left out, last). */
const IDE_GROUPS: ReadonlyMap<string, string> = new Map([
  ['java', '1'],
  ['javax', '2'],
  ['kotlin', '3'],
]);

/** Sorted by any of the usual ways: by code unit, or without regard to case, with separators before or after letters. */
const KEYS: readonly ((source: string) => string)[] = [
  (s) => s,
  (s) => s.toLowerCase(),
  (s) => s.replace(/[.\\]/g, ' '),
  (s) => s.toLowerCase().replace(/[.\\]/g, ' '),
];

/** PHP lists functions and constants apart, after the classes; their usual spelling tells them. */
function byKind(view: FileView, rows: readonly Row<'imports'>[]): Observation | null {
  const whole = alphabetical(view, rows);
  const [first] = rows;
  if (whole?.value !== 'unordered' || first === undefined) return whole;
  const kinds = [CONSTANT, FUNCTION, /^/];
  const groups = kinds.map((own, k) =>
    rows.filter((r) => kinds.findIndex((p) => p.test(r.source)) === k && own.test(r.source)),
  );
  const broken = groups.map((g) => alphabetical(view, g)).find((o) => o?.value === 'unordered');
  return broken ?? { value: 'alphabetical', start: first.sourceStart, end: first.sourceEnd };
}
const CONSTANT = /(?:^|\\)[A-Z][A-Z0-9]*_[A-Z0-9_]*$/;
const FUNCTION = /(?:^|\\)[a-z][a-z0-9_]*$/;

function ideOrder(source: string): string {
  return `${IDE_GROUPS.get(source.split('.')[0] ?? '') ?? '0'}${source}`;
}

function alphabetical(view: FileView, rows: readonly Row<'imports'>[]): Observation | null {
  const keys = view.language === 'kotlin' ? [...KEYS, ideOrder] : KEYS;
  const lists = keys.map((key) => rows.map((r) => key(r.source)));
  const sorted = lists.some((names) => breakOf(names) < 0);
  const at = rows[sorted ? 0 : strayName(lists)];
  if (at === undefined) return null;
  return { value: sorted ? 'alphabetical' : 'unordered', start: at.sourceStart, end: at.sourceEnd };
}

/** Where a list first goes back, or -1. */
function breakOf(names: readonly string[]): number {
  return names.findIndex((name, i) => i > 0 && byCodeUnit(names[i - 1] ?? '', name) > 0);
}

/**
 * The one name without which a list is sorted in one of the usual ways: before a break it comes too early, after it too
 * late. Where no single name would do, the one at which the way that lasts longest breaks.
 */
function strayName(lists: readonly (readonly string[])[]): number {
  const breaks = lists.map((names) => ({ names, after: breakOf(names) }));
  const isSortedWithout = (names: readonly string[], at: number): boolean => breakOf(names.toSpliced(at, 1)) < 0;
  const late = breaks.find(({ names, after }) => isSortedWithout(names, after));
  const early = breaks.find(({ names, after }) => isSortedWithout(names, after - 1));
  if (late === undefined && early !== undefined) return early.after - 1;
  return late?.after ?? Math.max(...breaks.map((b) => b.after));
}
