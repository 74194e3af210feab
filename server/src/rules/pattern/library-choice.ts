// Which of several libraries for one capability a file uses: the tables say what gives a library away.
import { ImportFlag } from '@drift/grammars';
import type { LanguageId, Span } from '@drift/shared';
import type { Row } from '../../facts/schema.ts';
import type { Observation } from '../engine/convention.ts';
import { type FileView, moduleName } from '../engine/file-view.ts';

/** One library of a capability group, and what gives it away in a file. */
export interface LibraryRow {
  /** The answer: the library as people call it. */
  readonly library: string;
  readonly languages: readonly LanguageId[];
  /** Modules whose import is a use, with everything below them. */
  readonly imports?: readonly string[];
  /** Names of which an import must bring in one to be a use; any without it. */
  readonly names?: readonly string[];
  /** Canonical callees whose call is a use, with everything below them. */
  readonly calls?: readonly string[];
  /** Methods whose call is a use where the module is imported; the import alone is none then. */
  readonly methods?: readonly string[];
  /** What the platform offers today: never a step back, so never a deviation. */
  readonly platform?: true;
  /** An old type that interfaces still ask for: no use where the file has another library to convert it with. */
  readonly legacy?: true;
  /** Libraries that serve another way of running cannot stand in for each other; both without it. */
  readonly runs?: 'async' | 'sync';
  /** Code that uses it. */
  readonly example: string;
}

/** The two languages of one ecosystem. */
export const ECMASCRIPT: readonly LanguageId[] = ['javascript', 'typescript'];
/** The two languages of the Java platform whose code names its packages alike. */
export const JVM: readonly LanguageId[] = ['java', 'kotlin'];

/** The rows of one language, and by the first segment of a callee those that a call can be a use of. */
interface LanguageRows {
  readonly rows: readonly LibraryRow[];
  readonly callees: ReadonlyMap<string, readonly { readonly callee: string; readonly row: LibraryRow }[]>;
}

/** A capability group, ready for looking up. */
export class LibraryChoice {
  readonly languages: readonly LanguageId[];
  /** The answers: every library of the tables once. */
  readonly libraries: readonly string[];
  private readonly byLanguage: ReadonlyMap<LanguageId, LanguageRows>;
  private readonly byLibrary: ReadonlyMap<string, LibraryRow>;

  constructor(rows: readonly LibraryRow[]) {
    this.languages = [...new Set(rows.flatMap((r) => r.languages))].sort();
    this.libraries = [...new Set(rows.map((r) => r.library))];
    this.byLanguage = new Map(this.languages.map((l) => [l, rowsOf(rows, l)]));
    this.byLibrary = new Map(rows.map((r) => [r.library, r]));
  }

  /** Reports the first use of each library in a file. */
  observe(view: FileView, report: (observation: Observation) => void): void {
    const known = this.byLanguage.get(view.language);
    if (known === undefined) return;
    const found = new Map<LibraryRow, Span>();
    const add = (row: LibraryRow, place: Span | null): void => {
      const before = found.get(row);
      if (place !== null && (before === undefined || place.start < before.start)) found.set(row, place);
    };
    for (const row of known.rows) add(row, firstImport(view, row));
    for (const call of view.table('calls')) for (const row of calledRows(view, known, call)) add(row, placeOf(call));
    const converts = [...found.keys()].some((row) => row.legacy !== true);
    const uses = [...found].filter(([row]) => row.legacy !== true || !converts);
    const told = new Set<string>();
    for (const [row, { start, end }] of uses.sort((a, b) => a[1].start - b[1].start)) {
      if (!told.has(row.library)) report({ value: row.library, start, end });
      told.add(row.library);
    }
  }

  /** False for what the platform offers, and between libraries that run in different ways. */
  deviates(actual: string, expected: string): boolean {
    const [a, e] = [this.byLibrary.get(actual), this.byLibrary.get(expected)];
    if (a?.platform === true) return false;
    return a?.runs === undefined || e?.runs === undefined || a.runs === e.runs;
  }
}

function rowsOf(all: readonly LibraryRow[], language: LanguageId): LanguageRows {
  const rows = all.filter((r) => r.languages.includes(language));
  const callees = new Map<string, { callee: string; row: LibraryRow }[]>();
  for (const row of rows)
    for (const callee of row.calls ?? []) {
      const head = headOf(callee);
      callees.set(head, [...(callees.get(head) ?? []), { callee, row }]);
    }
  return { rows, callees };
}

/** Where a file imports the library; nothing where only a method says that it is used, and none is called. */
function firstImport(view: FileView, row: LibraryRow): Span | null {
  if (row.imports === undefined) return null;
  for (const i of view.table('imports')) {
    if (i.kind === 'reexport' || (i.flags & ImportFlag.typeOnly) !== 0 || i.sourceEnd <= i.sourceStart) continue;
    const source = moduleName(i.source);
    if (!row.imports.some((m) => isWithin(source, m)) || !bringsIn(view, i, row.names)) continue;
    return row.methods === undefined ? { start: i.sourceStart, end: i.sourceEnd } : firstMethod(view, row.methods);
  }
  return null;
}

function bringsIn(view: FileView, row: Row<'imports'>, names: readonly string[] | undefined): boolean {
  if (names === undefined) return true;
  for (const s of view.table('specifiers'))
    if (s.import === row.index && (s.kind === 'wildcard' || names.includes(s.name))) return true;
  return false;
}

function firstMethod(view: FileView, methods: readonly string[]): Span | null {
  for (const call of view.table('calls')) if (methods.includes(call.name)) return placeOf(call);
  return null;
}

function calledRows(view: FileView, known: LanguageRows, call: Row<'calls'>): readonly LibraryRow[] {
  const cut = call.callee.search(/[.[(]/);
  const head = cut < 0 ? call.callee : call.callee.slice(0, cut);
  const candidates = known.callees.get(headOf(view.imported.get(head) ?? head));
  if (candidates === undefined) return [];
  const canonical = view.canonical(call.callee);
  const fits = candidates.filter((c) => isWithin(canonical, c.callee));
  return fits.length === 0 || isOwn(view, call, head) ? [] : fits.map((c) => c.row);
}

/** True where the file itself gives the called name a meaning. */
function isOwn(view: FileView, call: Row<'calls'>, head: string): boolean {
  if (view.isParameter(head, call.symbol) || view.symbolsNamed(head).length > 0) return true;
  return view.bindingsOf(head).some((b) => b.kind === 'variable');
}

function placeOf(call: Row<'calls'>): Span {
  return { start: call.start, end: call.nameEnd };
}

function headOf(path: string): string {
  const cut = path.indexOf('.');
  return cut < 0 ? path : path.slice(0, cut);
}

function isWithin(path: string, root: string): boolean {
  return path === root || (path.startsWith(root) && /^[./:\\]/.test(path.slice(root.length)));
}
