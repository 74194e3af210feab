// Who takes a name from a module of Python.
import type { FileId, TextEdit } from '@drift/shared';
import type { NameSite } from '../../facts/name-sites.ts';
import type { Row } from '../../facts/schema.ts';
import { useOf } from './name-use.ts';
import type { ModuleTarget } from './own-sites.ts';
import { lineOf, type RenameWorld, type SourceText } from './source-text.ts';

/** What following the imports gave. */
export interface PythonImporters {
  /** Files that know the name under its own name. */
  readonly bound: Set<FileId>;
  readonly edits: TextEdit[];
  uses: number;
  /** A file that has the module as an object and does not mention the name: it may pass the module on. */
  holder: FileId | null;
}

interface Walk {
  readonly target: ModuleTarget;
  readonly world: RenameWorld;
  readonly found: PythonImporters;
  readonly queue: FileId[];
}

/** Receivers that are never a module. */
const SELF = /^(?:self|cls|super\(\))\s*\.\s*$/;

/** Follows a module-level name to everybody who imports it; a text says why that is not certain. */
export function followPython(target: ModuleTarget, world: RenameWorld): PythonImporters | string {
  const found: PythonImporters = { bound: new Set(), edits: [], uses: 0, holder: null };
  const seen = new Set<FileId>();
  const queue: FileId[] = [target.source.file];
  for (let module = queue.pop(); module !== undefined; module = queue.pop()) {
    if (seen.has(module)) continue;
    seen.add(module);
    if (/(?:^|\/)__init__\.pyi?$/.test(module))
      return `\`${target.from}\` is exported by ${module}, which others outside can import`;
    for (const file of world.index.importersOf(module)) {
      const reason = followInto({ target, world, found, queue }, module, file);
      if (reason !== null) return reason;
    }
  }
  return found;
}

function followInto(walk: Walk, module: FileId, file: FileId): string | null {
  const { index, mentions } = walk.world;
  const facts = index.facts(file);
  if (facts === null) return `${file} imports ${module} and could not be read`;
  const source = mentions.find((m) => m.file === file) ?? null;
  for (const row of facts.table('imports')) {
    const leads = index.resolveImport(file, row.index);
    if (leads.kind !== 'file' || !leads.files.includes(module)) continue;
    if (row.kind === 'dynamic') return `${file} imports ${module} dynamically`;
    for (const s of facts.table('specifiers')) {
      if (s.import !== row.index) continue;
      if (s.kind === 'wildcard') return `${file} imports everything from ${module}`;
      const reason = take(walk, { module, file, source }, row, s);
      if (reason !== null) return reason;
    }
  }
  return null;
}

interface Importing {
  readonly module: FileId;
  readonly file: FileId;
  readonly source: SourceText | null;
}

function take(walk: Walk, at: Importing, row: Row<'imports'>, s: Row<'specifiers'>): string | null {
  const { found, target } = walk;
  const { source, module, file } = at;
  const stem = module.slice(module.lastIndexOf('/') + 1).replace(/\.pyi?$/, '');
  if (stem === target.from) return `${module} and \`${target.from}\` share their name`;
  if (s.kind === 'named' && s.name === target.from) {
    if (source === null) return `an import of \`${target.from}\` in ${file} could not be read`;
    const site = source
      .sites(target.from)
      .find((n) => n.start >= row.start && n.end <= row.end && n.start >= s.start - 1);
    if (site === undefined) return `an import of \`${target.from}\` in ${file} could not be followed`;
    found.edits.push({ file, start: site.start, end: site.end, newText: target.to });
    found.uses++;
    if (s.alias !== '') return null;
    if (row.symbol >= 0) return `${file} imports \`${target.from}\` inside a function`;
    found.bound.add(file);
    walk.queue.push(file);
    return null;
  }
  if (s.kind === 'named' && s.name !== stem) return null;
  return throughModule(walk, at, s);
}

/** `module.name`; the module must be used for nothing but its members. */
function throughModule(walk: Walk, { source, file }: Importing, s: Row<'specifiers'>): string | null {
  const { found, target } = walk;
  if (source === null) {
    found.holder = file;
    return null;
  }
  const local = s.alias === '' ? s.name : s.alias;
  const last = local.slice(local.lastIndexOf('.') + 1);
  for (const name of new Set([last, local.split('.')[0] ?? last])) {
    const passed = source.sites(name).find((site) => isPassedOn(source, site));
    if (passed !== undefined) return `the module \`${name}\` is passed on in ${file}:${lineOf(source, passed.start)}`;
  }
  for (const site of source.sites(target.from)) {
    if (useOf('python', site) !== 'member' || site.prefix.replaceAll(/\s/g, '') !== `${local}.`) continue;
    found.edits.push({ file, start: site.start, end: site.end, newText: target.to });
    found.uses++;
  }
  return null;
}

function isPassedOn(source: SourceText, site: NameSite): boolean {
  const use = useOf(source.language, site);
  return (use === 'plain' || use === 'unclear') && site.next !== '.';
}

/** Why a file that mentions the name without importing it may mean it after all. */
export function strayPython(
  source: SourceText,
  target: ModuleTarget,
  world: RenameWorld,
  found: PythonImporters,
): string | null {
  const { from, isConstant } = target;
  const done = new Set(found.edits.filter((e) => e.file === source.file).map((e) => e.start));
  for (const s of source.facts.table('specifiers')) {
    if (s.name === from && world.index.resolveImport(source.file, s.import).kind !== 'file')
      return `an import of \`${from}\` in ${source.file} could not be followed`;
  }
  const stem = target.source.file.replace(/^.*\/|\.pyi?$/g, '');
  for (const i of source.facts.table('imports')) {
    const names = [
      i.source,
      ...[...source.facts.table('specifiers')].filter((s) => s.import === i.index).map((s) => s.name),
    ];
    const isAlike = names.some((n) => n.slice(n.lastIndexOf('.') + 1) === stem);
    if (isAlike && world.index.resolveImport(source.file, i.index).kind !== 'file')
      return `an import of \`${stem}\` in ${source.file} could not be followed`;
  }
  for (const site of source.sites(from)) {
    if (done.has(site.start) || useOf('python', site) !== 'member' || SELF.test(site.prefix)) continue;
    if (found.holder !== null || isConstant)
      return `\`${site.prefix.trim()}${from}\` in ${source.file}:${lineOf(source, site.start)} may be the module's`;
  }
  return null;
}
