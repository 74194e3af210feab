// Which kind of name stands at a place, and who decides whether it can be renamed.
import { CALLABLE_KINDS, Mod, TYPE_KINDS } from '@drift/grammars';
import type { LanguageId } from '@drift/shared';
import type { NameSite } from '../../facts/name-sites.ts';
import type { Row } from '../../facts/schema.ts';
import { type LocalTarget, planLocal } from './local-rename.ts';
import { isPrivate, planMember } from './member-rename.ts';
import { planModule } from './module-rename.ts';
import type { Sort } from './own-sites.ts';
import { isNamedByCallers, planParameter } from './parameter-rename.ts';
import { isReserved } from './reserved.ts';
import { isEcmascript, lineOf, type RenamePlan, type RenameWorld, refused, type SourceText } from './source-text.ts';

/** A name at the place of a finding, without its sigil, and what it is to be called. */
export interface RenameRequest {
  readonly source: SourceText;
  readonly start: number;
  readonly from: string;
  readonly to: string;
}

/** What a name is; `reach` says whether other files have to be looked at. */
type Found =
  | { readonly kind: 'local'; readonly target: LocalTarget; readonly reach: 'file' }
  | { readonly kind: 'parameter'; readonly target: LocalTarget; readonly reach: 'file' | 'project' }
  | { readonly kind: 'module'; readonly sort: Sort; readonly isConstant: boolean; readonly reach: 'project' }
  | {
      readonly kind: 'member';
      readonly type: Row<'symbols'>;
      readonly isMethod: boolean;
      readonly reach: 'project';
    }
  | { readonly kind: 'refused'; readonly reason: string; readonly reach: 'file' };

/** Languages whose modules can be followed. */
const MODULES: ReadonlySet<LanguageId> = new Set<LanguageId>(['typescript', 'javascript', 'python']);
/** Decorators of Python that neither register a function by its name nor make something else of it. */
const HARMLESS =
  /(?:^|\.)(?:lru_cache|cache|contextmanager|asynccontextmanager|wraps|dataclass|final|total_ordering|unique)$/;
/** Bases of Python that do nothing with the name of a class. */
const PLAIN_BASE = /(?:^|\.)(?:object|ABC|Protocol|Generic|NamedTuple|TypedDict|\w*(?:Error|Exception|Warning))$/;

/** What stands at the place of a request. */
export function lookAt(request: RenameRequest): Found {
  const { source, from, to } = request;
  const { facts } = source;
  if (source.role === 'generated' || source.role === 'vendored') return no(`the file is ${source.role}`);
  const unread = facts.table('damage').get(0);
  if (unread !== null)
    return no(`the grammar cannot read line ${lineOf(source, unread.start)}, so not every \`${from}\` is known`);
  // Behind its sign, a variable of PHP may have any name but one.
  const isSigned = source.language === 'php' && source.text.charAt(request.start - 1) === '$';
  if (isSigned ? to === 'this' : isReserved(to, source.language)) return no(`\`${to}\` is a word of the language`);
  if (source.language === 'ruby' && /^[A-Z]/.test(to)) return no(`in Ruby, \`${to}\` would be a constant`);
  const site = source.sites(from).find((s) => s.start === request.start);
  if (site === undefined) return no('its declaration could not be found');
  return parameterAt(request) ?? symbolOf(request) ?? bindingAt(request, site) ?? no('it is not known what it names');
}

function no(reason: string): Found {
  return { kind: 'refused', reason, reach: 'file' };
}

function parameterAt(request: RenameRequest): Found | null {
  const { source, start } = request;
  const sigil = source.language === 'php' ? 1 : 0;
  for (const p of source.facts.table('parameters')) {
    if (p.start + sigil !== start) continue;
    const scope = source.facts.table('symbols').get(p.symbol);
    if (scope === null) return null;
    const byName = isNamedByCallers(source.language) && scope.kind !== 'lambda';
    const target = { source, scope, from: request.from, to: request.to, symbol: -1 };
    return { kind: 'parameter', target, reach: byName || source.language === 'java' ? 'project' : 'file' };
  }
  return null;
}

function symbolOf(request: RenameRequest): Found | null {
  const { source, start, from, to } = request;
  const symbols = source.facts.table('symbols');
  for (const s of symbols) {
    if (s.nameStart !== start || s.name !== from) continue;
    const parent = parentOf(source, s);
    if (parent === null) return moduleLevel(source, s);
    const decorated = decoratorOf(source, s);
    if (decorated !== null) return no(decorated);
    if (CALLABLE_KINDS.has(parent.kind) && s.kind === 'function')
      return { kind: 'local', target: { source, scope: parent, from, to, symbol: s.index }, reach: 'file' };
    if (!TYPE_KINDS.has(parent.kind)) return no(`\`${from}\` lies in a ${parent.kind}`);
    if (!CALLABLE_KINDS.has(s.kind)) return no(`\`${from}\` is seen wherever \`${parent.name}\` is`);
    if (!isPrivate(s.modifiers, from, source.language))
      return no(`\`${from}\` may override a method, or be called through a receiver that is not known`);
    return { kind: 'member', type: parent, isMethod: true, reach: 'project' };
  }
  return null;
}

/** The symbol around another one; the package or namespace of a whole file counts as its module. */
function parentOf({ facts, language }: SourceText, symbol: Row<'symbols'>): Row<'symbols'> | null {
  const parent = facts.table('symbols').get(symbol.parent);
  const isPackage = parent?.kind === 'namespace' && (language === 'go' || language === 'php' || language === 'csharp');
  return isPackage ? null : parent;
}

function decoratorOf(source: SourceText, symbol: Row<'symbols'>): string | null {
  const found = [...source.facts.table('decorators')].find((d) => d.symbol === symbol.index && !HARMLESS.test(d.name));
  return found === undefined ? null : `\`${found.name}\` may register \`${symbol.name}\` by its name`;
}

function moduleLevel(source: SourceText, symbol: Row<'symbols'>): Found {
  const isType = TYPE_KINDS.has(symbol.kind);
  if (!MODULES.has(source.language)) return no(`\`${symbol.name}\` is seen by the whole package`);
  const decorated = decoratorOf(source, symbol);
  if (decorated !== null) return no(decorated);
  const base = [...source.facts.table('bases')].find((b) => b.symbol === symbol.index && !PLAIN_BASE.test(b.name));
  if (base !== undefined && source.language === 'python')
    return no(`the base \`${base.name}\` may read the name of its subclass`);
  const structural = symbol.kind === 'interface' || symbol.kind === 'typeAlias';
  const sort = !isType ? 'value' : structural && isEcmascript(source.language) ? 'type' : 'both';
  return { kind: 'module', sort: source.language === 'python' ? 'both' : sort, isConstant: false, reach: 'project' };
}

function bindingAt(request: RenameRequest, site: NameSite): Found | null {
  const { source, start, from, to } = request;
  for (const b of source.facts.table('bindings')) {
    if (b.targetEnd !== start + from.length || b.kind === 'pair' || b.kind === 'keyword') continue;
    if (b.kind === 'enumMember') return no('the names of enum members may be read as texts');
    const scope = source.facts.table('symbols').get(b.symbol);
    const isType = scope !== null && TYPE_KINDS.has(scope.kind);
    if (isType || b.kind === 'field' || b.target.includes('.')) return fieldAt(request, b);
    if (scope !== null && CALLABLE_KINDS.has(scope.kind)) {
      const target = { source, scope, from, to, symbol: -1 };
      return { kind: 'local', target, reach: 'file' };
    }
    if (scope !== null && scope.kind === 'namespace' && isEcmascript(source.language))
      return no(`\`${from}\` lies in a namespace`);
    if (!MODULES.has(source.language)) return no(`\`${from}\` is seen by the whole package`);
    const isDestructured = site.kind === 'shorthand_property_identifier_pattern';
    return isDestructured
      ? null
      : { kind: 'module', sort: source.language === 'python' ? 'both' : 'value', isConstant: true, reach: 'project' };
  }
  return null;
}

function fieldAt({ source, from }: RenameRequest, b: Row<'bindings'>): Found {
  const symbols = source.facts.table('symbols');
  let type = symbols.get(b.symbol);
  while (type !== null && !TYPE_KINDS.has(type.kind)) type = symbols.get(type.parent);
  if (type === null) return no(`\`${from}\` is a member of something that is not known`);
  const visible = b.modifiers & (Mod.private | Mod.protected);
  if (!isPrivate(visible, from, source.language)) return no(`\`${from}\` is seen wherever \`${type.name}\` is`);
  if (from.startsWith('#')) return no(`\`${from}\` is private by the language itself, which another name would change`);
  return { kind: 'member', type, isMethod: false, reach: 'project' };
}

/** The edits of a rename over all files, or the reason why it is not certain. */
export function planRename(request: RenameRequest, found: Found, world: RenameWorld): RenamePlan {
  const { source, start, from, to } = request;
  switch (found.kind) {
    case 'refused':
      return refused(found.reason);
    case 'local':
      return planLocal(found.target);
    case 'parameter':
      return planParameter(found.target, world);
    case 'module':
      return planModule({ source, start, from, to, sort: found.sort, isConstant: found.isConstant }, world);
    case 'member':
      return planMember({ source, start, type: found.type, from, to, isMethod: found.isMethod }, world);
  }
}
