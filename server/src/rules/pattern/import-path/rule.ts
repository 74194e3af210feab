import { ImportFlag } from '@drift/grammars';
import type { Row } from '../../../facts/schema.ts';
import { LineTable } from '../../../syntax/line-table.ts';
import { defineConvention } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';
import { rewriteImport } from '../../fixes/rewrite-import.ts';
import { isForeignFile } from '../free-names.ts';
import { withinLibrary } from './ruby.ts';

/** Directories that path aliases usually stand for. */
const SOURCE_ROOTS: ReadonlySet<string> = new Set(['src', 'app', 'lib']);
const ALIAS = /^(?:@|~|#)\/(.+)$/;
/** From here on, alias and relative path are a real choice: `../x` is as good as any alias. */
const FAR = 2;

const NAMES: ReadonlyMap<string, string> = new Map([
  ['alias', 'a path alias'],
  ['relative', 'a relative path'],
  ['absolute', 'an absolute module path'],
]);

/** How imports reach other places of the same code base. */
export const importPath = defineConvention({
  id: 'drift/pattern/import-path',
  title: 'Paths of internal imports',
  languages: ['javascript', 'python', 'ruby', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  fix: 'unsafe',
  caution: 'a file that is run or loaded in another way may not find it',
  precision: {
    corpus: '7 projects of docs/precision with findings',
    sample: 21,
    precision: 0.57,
  },
  sites: 'internal imports',
  answers: ['alias', 'relative', 'absolute'],
  describe: (value) => NAMES.get(value) ?? value,
  observe(view, report) {
    const directories = view.file.split('/').slice(0, -1);
    // The face of a package gathers its own modules, and its entry may be run as a file that lies in none.
    if (isForeignFile(view) || /(?:^|\/)__(?:init|main)__\.py$/.test(view.file)) return;
    const silenced = silencedLines(view);
    for (const row of view.table('imports')) {
      if (row.sourceStart < 0 || row.sourceEnd <= row.sourceStart || row.kind === 'dynamic') continue;
      // A fallback takes whatever path is left, and where a linter is told to be silent the path is meant.
      if ((row.flags & ImportFlag.conditional) !== 0 || silenced(row)) continue;
      const value = pathOf(view, row, directories);
      if (value !== null) report({ value, start: row.sourceStart, end: row.sourceEnd });
    }
  },
  fixFor: (context, finding, expected) => rewriteImport(context, finding, expected, { own: ownFolders(context.view) }),
});

/** The folders of a file from its outermost package or its library on, where that can be told. */
function ownFolders(view: FileView): readonly string[] | null {
  const directories = view.file.split('/').slice(0, -1);
  if (view.language === 'ruby') return directories.slice(directories.lastIndexOf('lib') + 1);
  const root = directories.findIndex((d) => SOURCE_ROOTS.has(d));
  for (const row of view.table('imports')) {
    const from = row.source.startsWith('.') ? null : packageStart(row.source.split('.'), directories);
    if (from !== null) return directories.slice(from);
  }
  return root >= 0 && root + 1 < directories.length ? directories.slice(root + 1) : null;
}

function pathOf(view: FileView, row: Row<'imports'>, directories: readonly string[]): string | null {
  if (view.language === 'ruby') return withinLibrary(view, row, directories);
  return view.language === 'python' ? inPackage(view, row, directories) : acrossDirectories(row.source, directories);
}

/** Asks whether a linter is told to say nothing about an import. */
function silencedLines(view: FileView): (row: Row<'imports'>) => boolean {
  const lines = LineTable.fromRows(view.facts.lineStarts, view.facts.textLength);
  const silent = new Set<number>();
  for (const c of view.table('comments')) if (/\bnoqa\b|eslint-disable/.test(c.text)) silent.add(lines.lineOf(c.start));
  return (row) => silent.size > 0 && (silent.has(lines.lineOf(row.start)) || silent.has(lines.lineOf(row.sourceEnd)));
}

function acrossDirectories(source: string, directories: readonly string[]): string | null {
  if (source.startsWith('../../')) return 'relative';
  const target = ALIAS.exec(source)?.[1]?.split('/');
  if (target === undefined) return null;
  const root = directories.findIndex((d) => SOURCE_ROOTS.has(d));
  const below = directories.slice(root + 1);
  let shared = 0;
  while (shared < below.length && shared < target.length - 1 && below[shared] === target[shared]) shared++;
  return below.length - shared >= FAR ? 'alias' : null;
}

/** Python: modules of the same package. Which package an import of another one belongs to cannot be told from here. */
function inPackage(view: FileView, row: Row<'imports'>, directories: readonly string[]): string | null {
  // Private modules are known to their neighbours alone.
  if (/(?:^|\.)_[^.]*$/.test(row.source)) return null;
  if (/^\.[A-Za-z]/.test(row.source) || row.source === '.') return 'relative';
  const target = row.source.split('.');
  const from = packageStart(target, directories);
  if (from === null) return null;
  return directories.length - from < target.length || namesSomething(view, row) ? 'absolute' : null;
}

/** Index of the folder that a module's name begins with, where the file lies below the module's package for certain. */
function packageStart(target: readonly string[], directories: readonly string[]): number | null {
  for (let from = 0; from < directories.length; from++) {
    const own = directories.slice(from);
    if (own.length > target.length || own.some((d, i) => d !== target[i])) continue;
    // One matching directory could be the name of a library, and so could two deep down (`gui/kivy/uix`).
    const isRoot = from === 0 || SOURCE_ROOTS.has(directories[from - 1] ?? '');
    const certain = isRoot || own.length > FAR || (own.length === FAR && from === 1);
    return certain ? from : null;
  }
  return null;
}

function namesSomething(view: FileView, row: Row<'imports'>): boolean {
  for (const s of view.table('specifiers')) if (s.import === row.index && s.kind === 'named') return true;
  return false;
}
