import type { FileId } from '@drift/shared';
import { directoryOf } from '../../../analysis/conventions/scopes.ts';
import type { Row } from '../../../facts/schema.ts';
import type { SymbolRef } from '../../../index/target.ts';
import { defineProjectConvention } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';
import type { ProjectReader } from '../../engine/project-reader.ts';

/** Directories above a module that are asked for an index. */
const MAX_LEVELS = 8;
const SCRIPT_INDEXES = ['index.ts', 'index.tsx', 'index.mts', 'index.cts', 'index.js', 'index.jsx', 'index.mjs'];
const INDEX = /(?:^|\/)(?:index\.[cm]?[jt]sx?|__init__\.pyi?)$/;
/** Paths inside a code base; a package is entered through its index whatever the habit. */
const INSIDE = /^(?:[./]|[@~#]\/)/;

const NAMES: ReadonlyMap<string, string> = new Map([
  ['index', 'an import through the index'],
  ['deep', 'an import of the file itself'],
]);

/** Whether what a directory's index offers is imported through it. */
export const importBarrel = defineProjectConvention({
  id: 'drift/pattern/import-barrel',
  title: 'Imports through an index',
  languages: ['javascript', 'python', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  fix: 'none',
  sites: 'imports',
  answers: ['index', 'deep'],
  describe: (value) => NAMES.get(value) ?? value,
  observe(view, project, report) {
    const specifiers = namedSpecifiers(view);
    for (const row of view.table('imports')) {
      const names = specifiers.get(row.index);
      if (row.kind !== 'static' || names === undefined || row.sourceEnd <= row.sourceStart) continue;
      const target = project.importTarget(row.index);
      const [file, ...more] = target.kind === 'file' ? target.files : [];
      // A module that is imported by its name is no choice between two ways.
      if (file === undefined || more.length > 0 || !isInside(view, row, file)) continue;
      const value = INDEX.test(file) ? throughIndex(view, project, file, names) : pastIndex(view, project, file, names);
      if (value !== null) report({ value, start: row.sourceStart, end: row.sourceEnd, snippet: row.source });
    }
  },
});

/** Names taken by each import; imports that take anything else are left out. */
function namedSpecifiers(view: FileView): ReadonlyMap<number, readonly string[]> {
  const out = new Map<number, string[]>();
  const others = new Set<number>();
  for (const s of view.table('specifiers')) {
    if (s.kind !== 'named') others.add(s.import);
    else out.set(s.import, [...(out.get(s.import) ?? []), s.name]);
  }
  for (const row of others) out.delete(row);
  return out;
}

function isInside(view: FileView, row: Row<'imports'>, file: FileId): boolean {
  if (view.language === 'python' || INSIDE.test(row.source)) return true;
  // From a base directory: `components/button`.
  return row.source.includes('/') && !row.source.startsWith('@') && `/${file}`.includes(`/${row.source}`);
}

/** `index` where every name could also be taken from the file below that declares it. */
function throughIndex(view: FileView, project: ProjectReader, index: FileId, names: readonly string[]): string | null {
  const directory = directoryOf(index);
  if (directory === '' || lies(view.file, directory)) return null;
  const isChoice = names.every((name) => {
    const symbol = project.exportedSymbol(index, name);
    if (symbol === null || INDEX.test(symbol.file) || !lies(symbol.file, directory)) return false;
    return isSame(project.exportedSymbol(symbol.file, name), symbol);
  });
  return isChoice ? 'index' : null;
}

/** `deep` where an index above the file, which the importer is not below, offers every name. */
function pastIndex(view: FileView, project: ProjectReader, file: FileId, names: readonly string[]): string | null {
  const symbols = names.map((name) => project.exportedSymbol(file, name));
  if (symbols.includes(null)) return null;
  let directory = directoryOf(file);
  for (let k = 0; k < MAX_LEVELS && directory !== '' && !lies(view.file, directory); k++) {
    for (const index of indexesOf(view, project, directory)) {
      const offers = names.every((name, i) => isSame(project.exportedSymbol(index, name), symbols[i] ?? null));
      if (offers) return 'deep';
    }
    directory = directoryOf(directory);
  }
  return null;
}

function indexesOf(view: FileView, project: ProjectReader, directory: string): FileId[] {
  const names = view.language === 'python' ? ['__init__.py'] : SCRIPT_INDEXES;
  return names.flatMap((name) => project.fileAt(`${directory}/${name}`) ?? []);
}

function isSame(a: SymbolRef | null, b: SymbolRef | null): boolean {
  return a !== null && b !== null && a.file === b.file && a.symbol === b.symbol;
}

function lies(file: string, directory: string): boolean {
  return file.startsWith(`${directory}/`);
}
