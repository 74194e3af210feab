// Who takes a name from a module of TypeScript or JavaScript, through re-exports and barrels.
import type { FileId, TextEdit } from '@drift/shared';
import type { FileFacts } from '../../facts/file-facts.ts';
import type { NameSite } from '../../facts/name-sites.ts';
import type { Row } from '../../facts/schema.ts';
import { useOf } from './name-use.ts';
import type { ModuleTarget } from './own-sites.ts';
import { lineOf, type RenameWorld, type SourceText } from './source-text.ts';

/** Length of `export * from `; longer ones name a namespace or only types. */
const EXPORT_ALL = 14;
/** Calls that replace a module or a member of one in tests. */
const MOCKS: ReadonlySet<string> = new Set(['mock', 'doMock', 'unstable_mockModule', 'spyOn', 'stub', 'replace']);

/** What following the imports gave. */
export interface Importers {
  /** Files that know the name under its own name. */
  readonly bound: Set<FileId>;
  /** Modules that export it under its own name. */
  readonly carriers: Set<FileId>;
  readonly edits: TextEdit[];
  /** Imports and uses seen that take the name. */
  uses: number;
  passesAll: boolean;
}

/** Follows an exported name to everybody who imports it; a text says why that is not certain. */
export function followScript(target: ModuleTarget, world: RenameWorld): Importers | string {
  const found: Importers = { bound: new Set(), carriers: new Set(), edits: [], uses: 0, passesAll: false };
  const queue: FileId[] = [target.source.file];
  for (let module = queue.pop(); module !== undefined; module = queue.pop()) {
    if (found.carriers.has(module)) continue;
    found.carriers.add(module);
    if (world.isPublic(module)) return `\`${target.from}\` is exported by ${module}, which others outside can import`;
    for (const file of world.index.importersOf(module)) {
      const reason = followInto({ target, world, found, queue }, module, file);
      if (reason !== null) return reason;
    }
    const again = world.mentions.find(
      (m) => found.bound.has(m.file) && !found.carriers.has(m.file) && exportsIt(m, target.from),
    );
    if (again !== undefined) queue.push(again.file);
  }
  return found;
}

interface Walk {
  readonly target: ModuleTarget;
  readonly world: RenameWorld;
  readonly found: Importers;
  readonly queue: FileId[];
}

function exportsIt(source: SourceText, name: string): boolean {
  return [...source.facts.table('exports')].some((e) => e.name === name && e.source === '' && e.kind === 'named');
}

function followInto(walk: Walk, module: FileId, file: FileId): string | null {
  const { index, mentions } = walk.world;
  const facts = index.facts(file);
  if (facts === null) return `${file} imports ${module} and could not be read`;
  const source = mentions.find((m) => m.file === file) ?? null;
  for (const row of facts.table('imports')) {
    const target = index.resolveImport(file, row.index);
    if (target.kind !== 'file' || !target.files.includes(module)) continue;
    if (target.files.length > 1) return `an import in ${file} may lead to several files`;
    if (row.kind === 'dynamic') return `${file} imports ${module} dynamically`;
    if (row.kind === 'require') return `${file} loads ${module} with require`;
    const reason = row.kind === 'reexport' ? reexport(walk, file, facts, row) : imported(walk, source, row);
    if (reason !== null) return reason;
    if (source !== null) takeSpecifiers(walk, source, row);
  }
  return null;
}

function reexport(walk: Walk, file: FileId, facts: FileFacts, row: Row<'imports'>): string | null {
  for (const e of facts.table('exports')) {
    if (e.kind !== 'all' || e.start < row.start || e.end > row.end) continue;
    if (row.sourceStart - row.start > EXPORT_ALL) return `${file} exports the module as an object`;
    walk.found.passesAll = true;
    walk.queue.push(file);
  }
  return null;
}

/** A file that imports the module as an object must use it for nothing but its members. */
function imported(walk: Walk, source: SourceText | null, row: Row<'imports'>): string | null {
  if (source === null) return null;
  for (const s of source.facts.table('specifiers')) {
    if (s.import !== row.index || s.kind !== 'namespace') continue;
    const local = s.alias === '' ? s.name : s.alias;
    const passed = source.sites(local).find((site) => isPassedOn(source, site));
    if (passed !== undefined)
      return `the module object \`${local}\` is passed on in ${source.file}:${lineOf(source, passed.start)}`;
    const members = source.sites(walk.target.from).filter((site) => isMemberOf(source, site, local));
    walk.found.uses += members.length;
    for (const { start, end } of members)
      walk.found.edits.push({ file: source.file, start, end, newText: walk.target.to });
  }
  return null;
}

function isPassedOn(source: SourceText, site: NameSite): boolean {
  const use = useOf(source.language, site);
  if (use === 'specifier' || use === 'member' || use === 'other' || use === 'text') return false;
  return use !== 'plain' || !/^(?:\.|\?\.)$/.test(site.next);
}

function isMemberOf(source: SourceText, site: NameSite, local: string): boolean {
  return useOf(source.language, site) === 'member' && /^([\w$]+)\s*\??\.\s*$/.exec(site.prefix)?.[1] === local;
}

/** The name in the braces of an import or re-export. */
function takeSpecifiers(walk: Walk, source: SourceText, row: Row<'imports'>): void {
  const { found, target, queue } = walk;
  for (const site of source.sites(target.from)) {
    if (site.start < row.start || site.end > row.end || useOf(source.language, site) !== 'specifier') continue;
    const specifier = site.around[0];
    if (specifier === undefined || site.field !== 'name' || !/_specifier$/.test(specifier.kind)) continue;
    found.edits.push({ file: source.file, start: site.start, end: site.end, newText: target.to });
    found.uses++;
    if (/\sas\s/.test(source.text.slice(site.end, specifier.end))) continue;
    if (row.kind === 'reexport') queue.push(source.file);
    else found.bound.add(source.file);
  }
}

/** Why a file that mentions the name without importing it may mean it after all. */
export function strayMention(source: SourceText, target: ModuleTarget, world: RenameWorld): string | null {
  const { from } = target;
  for (const s of source.facts.table('specifiers')) {
    if (s.name !== from && s.alias !== from) continue;
    if (world.index.resolveImport(source.file, s.import).kind !== 'file' && s.name === from)
      return `an import of \`${from}\` in ${source.file} could not be followed`;
  }
  const stem = moduleName(target.source.file);
  const alias = [...source.facts.table('imports')].find(
    (i) => moduleName(i.source) === stem && world.index.resolveImport(source.file, i.index).kind !== 'file',
  );
  if (alias !== undefined) return `the import of ${alias.source} in ${source.file} could not be followed`;
  const loaded = source
    .sites(from)
    .find((s) => /\b(?:import|require)\s*\(/.test(s.prefix) && useOf(source.language, s) === 'member');
  if (loaded !== undefined)
    return `\`${from}\` is taken from a module loaded in ${source.file}:${lineOf(source, loaded.start)}`;
  if (/\.d\.[cm]?ts$/.test(source.file)) return `${source.file} declares \`${from}\``;
  return mockedIn(source, from);
}

/** The last part of a path without its ending. */
function moduleName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.[cm]?[jt]sx?$/, '');
}

/** A mock of the module lists its members as keys. */
export function mockedIn(source: SourceText, from: string): string | null {
  const mocks = [...source.facts.table('calls')].some((c) => MOCKS.has(c.name));
  const key = mocks && source.sites(from).find((s) => /^(?:other|shorthand)$/.test(useOf(source.language, s)));
  return key ? `\`${from}\` may be mocked in ${source.file}:${lineOf(source, key.start)}` : null;
}
