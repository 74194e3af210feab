// Locals, parameters and functions inside functions: everything that can mean them stands in one function.
import { TYPE_KINDS } from '@drift/grammars';
import type { LanguageId, Span, TextEdit } from '@drift/shared';
import type { NameSite } from '../../facts/name-sites.ts';
import type { Row } from '../../facts/schema.ts';
import { labelEdits } from './kotlin-labels.ts';
import { isDeclaring, useOf } from './name-use.ts';
import { readsLocalsByName } from './reflection.ts';
import {
  callableAt,
  holds,
  isEcmascript,
  isWithin,
  isWoven,
  lineOf,
  type RenamePlan,
  refused,
  type SourceText,
  spokenIn,
  symbolAt,
} from './source-text.ts';

/** A name inside a function, and what it is to be called. */
export interface LocalTarget {
  readonly source: SourceText;
  /** The function that owns the name. */
  readonly scope: Row<'symbols'>;
  readonly from: string;
  readonly to: string;
  /** Row of the function that is renamed, or -1 for a variable. */
  readonly symbol: number;
}

/** Languages in which a variable is known in its whole function, wherever it is first assigned. */
const FUNCTION_SCOPED: ReadonlySet<LanguageId> = new Set<LanguageId>(['python', 'php', 'ruby']);
/** Languages in which a name before its declaration means something else. */
const DECLARED_FIRST: ReadonlySet<LanguageId> = new Set<LanguageId>(['java', 'csharp', 'go', 'kotlin']);
/** Nodes that end the life of what is declared directly in them. */
const BLOCK =
  /(?:^|_)(?:block|body|program|for|foreach|while|if|switch|case|try|using|catch|lambda|arrow|function|method|constructor|clause|do|with|query|when|group|section|accessor|select|statements|signature|type|literal)(?:_|$)/;
/** Nodes around a declaration that are part of it, although their names look like blocks. */
const NO_BLOCK =
  /^(?:function_value_parameters|lambda_parameters|switch_label|range_clause|from_clause|type_annotation)$/;

/** The edits inside one function, or why they are not certain. */
export function planLocal(target: LocalTarget): RenamePlan {
  const reason = whyNot(target);
  if (reason !== null) return refused(reason);
  const edits: TextEdit[] = [];
  for (const site of insideOf(target, target.from)) {
    const use = useOf(target.source.language, site);
    const { start, end } = site;
    if (use === 'plain' || (use === 'call' && target.symbol >= 0))
      edits.push({ file: target.source.file, start, end, newText: target.to });
    else if (use === 'shorthand' || use === 'pattern')
      edits.push({ file: target.source.file, start, end, newText: `${target.from}: ${target.to}` });
  }
  const woven = wovenIntoTexts(target);
  if (typeof woven === 'string') return refused(woven);
  if (edits.length === 0) return refused('its declaration could not be found');
  const labels = target.symbol >= 0 ? labelEdits(target, edits) : [];
  return typeof labels === 'string' ? refused(labels) : { ok: true, edits: [...edits, ...woven, ...labels] };
}

/** `$name` in texts of Kotlin; elsewhere a sign before the name makes it doubtful. */
function wovenIntoTexts({ source, scope, from, to }: LocalTarget): TextEdit[] | string {
  const out: TextEdit[] = [];
  for (const word of spokenIn(source, from)) {
    if (!holds(scope, word) || !/[${]/.test(source.text.charAt(word.start - 1))) continue;
    if (!isWoven(source, word)) return `a text on line ${lineOf(source, word.start)} may take \`${from}\` by its name`;
    out.push({ file: source.file, start: word.start, end: word.end, newText: to });
  }
  return out;
}

/** Whether a site is in a function; its own name stands in the scope around it. */
function isInside(scope: Row<'symbols'>, site: NameSite): boolean {
  return holds(scope, site) && site.start !== scope.nameStart;
}

function insideOf({ source, scope }: LocalTarget, name: string): NameSite[] {
  return source.sites(name).filter((s) => isInside(scope, s));
}

function whyNot(target: LocalTarget): string | null {
  return (
    unclearSite(target) ??
    memberInside(target) ??
    readsLocalsByName(target) ??
    standsOutside(target) ??
    outsideItsBlock(target) ??
    newNameTaken(target)
  );
}

/** Places in the function that may be read by name, or mean two things. */
function unclearSite(target: LocalTarget): string | null {
  const { source, from } = target;
  for (const site of insideOf(target, from)) {
    const use = useOf(source.language, site);
    const at = `on line ${lineOf(source, site.start)}`;
    if (use === 'unclear') return `\`${from}\` ${at} stands where its spelling has a meaning`;
    if (use === 'specifier') return `\`${from}\` is imported ${at}`;
    if (use === 'outer') return `\`${from}\` ${at} belongs to an outer scope`;
    if (use === 'member' && isExtension(target))
      return `\`${from}\` is called ${at} on a receiver, which may have its own`;
    if (use === 'call' && target.symbol < 0 && source.language === 'kotlin')
      return `\`${from}\` is called ${at}, which may mean a function`;
  }
  return null;
}

/** A function of Kotlin that is called like a method of what it extends. */
function isExtension({ source, symbol }: LocalTarget): boolean {
  const own = source.language === 'kotlin' ? source.facts.table('symbols').get(symbol) : null;
  return own !== null && source.text.charAt(own.nameStart - 1) === '.';
}

/** A type inside the function may have a member of that name, which is no variable. */
function memberInside({ source, scope, from, symbol }: LocalTarget): string | null {
  const { facts } = source;
  for (const s of facts.table('symbols')) {
    if (s.name === from && s.index !== symbol && s.index !== scope.index && isWithin(facts, s.index, scope.index))
      return `\`${from}\` is also the name of a ${s.kind} inside ${nameOf(scope)}`;
  }
  for (const b of facts.table('bindings')) {
    if (bare(b.target) !== from || b.kind === 'pair' || b.kind === 'keyword') continue;
    const owner = facts.table('symbols').get(b.symbol);
    if (owner !== null && TYPE_KINDS.has(owner.kind) && isWithin(facts, owner.index, scope.index))
      return `\`${from}\` is also a member of ${nameOf(owner)}`;
  }
  return null;
}

/** What encloses the function knows the name too, so that a place inside might mean that. */
function standsOutside(target: LocalTarget): string | null {
  const outer = seenOutside(target, target.from);
  return outer === null
    ? null
    : `\`${target.from}\` also stands outside of ${nameOf(target.scope)}, on line ${lineOf(target.source, outer.start)}`;
}

/** A site of the name in a scope around the function, where the function would see it. */
function seenOutside({ source, scope }: LocalTarget, name: string): NameSite | null {
  for (const site of source.sites(name)) {
    const use = useOf(source.language, site);
    if (isInside(scope, site) || use === 'member' || use === 'text' || use === 'keyword' || use === 'other') continue;
    if (use === 'type' && !isEcmascript(source.language)) continue;
    const around = callableAt(source.facts, site.start);
    if (around === null || isWithin(source.facts, scope.index, around.index)) return site;
  }
  return null;
}

/** With block scopes, each place must lie where one of the declarations reaches. */
function outsideItsBlock(target: LocalTarget): string | null {
  const { source, scope, from } = target;
  if (FUNCTION_SCOPED.has(source.language)) return source.language === 'ruby' ? usedBeforeRuby(target) : null;
  const sites = insideOf(target, from).filter((s) => /^(?:plain|shorthand|pattern)$/.test(useOf(source.language, s)));
  const reaches = declaredReach(source, scope, from, sites);
  const stray = sites.find((s) => !reaches.some((r) => holds(r, s)));
  return stray === undefined
    ? null
    : `\`${from}\` on line ${lineOf(source, stray.start)} may mean something declared elsewhere`;
}

function declaredReach(source: SourceText, scope: Span, from: string, sites: readonly NameSite[]): Span[] {
  const out: Span[] = [];
  const { facts } = source;
  for (const p of facts.table('parameters')) {
    const owner = p.name === from ? facts.table('symbols').get(p.symbol) : null;
    if (owner !== null && owner !== undefined && holds(scope, owner)) out.push(owner);
  }
  for (const site of sites) {
    if (!isDeclaring(source.language, site)) continue;
    const isVar = site.around.some((n) => n.kind === 'variable_declaration') && isEcmascript(source.language);
    const owner = callableAt(facts, site.start);
    const block = isVar ? (owner ?? scope) : blockAround(site);
    out.push(DECLARED_FIRST.has(source.language) ? { start: site.start, end: block.end } : block);
  }
  return out;
}

function blockAround(site: NameSite): Span {
  const block = site.around.slice(1).find((n) => BLOCK.test(n.kind) && !NO_BLOCK.test(n.kind));
  return block ?? site;
}

/** In Ruby, a bare name that is not assigned yet calls a method. */
function usedBeforeRuby(target: LocalTarget): string | null {
  const { source, from } = target;
  const first = insideOf(target, from).find((s) => useOf(source.language, s) === 'plain');
  const declared = [...source.facts.table('parameters')].some((p) => p.name === from && p.start === first?.start);
  const assigned = [...source.facts.table('bindings')].some((b) => b.target === from && b.targetStart === first?.start);
  if (first !== undefined && !declared && !assigned)
    return `\`${from}\` on line ${lineOf(source, first.start)} may call a method`;
  return source.text.includes(`:${from}`) ? `\`:${from}\` names a method or an attribute in this file` : null;
}

/** The new name must mean nothing yet in the function, nor hide what it would see. */
function newNameTaken(target: LocalTarget): string | null {
  const { source, to, scope } = target;
  for (const site of insideOf(target, to)) {
    const use = useOf(source.language, site);
    if (use !== 'member' && use !== 'keyword' && use !== 'other' && use !== 'text')
      return `\`${to}\` exists already in ${nameOf(scope)}, on line ${lineOf(source, site.start)}`;
  }
  const woven = spokenIn(source, to).find((w) => holds(scope, w) && /[${]/.test(source.text.charAt(w.start - 1)));
  if (woven !== undefined) return `a text on line ${lineOf(source, woven.start)} may take \`${to}\` by its name`;
  const outer = seenOutside(target, to);
  return outer === null ? null : `\`${to}\` would hide the one on line ${lineOf(source, outer.start)}`;
}

/** A function as messages call it. */
export function nameOf(symbol: Row<'symbols'>): string {
  return symbol.name === '' ? 'its function' : `\`${symbol.name}\``;
}

function bare(name: string): string {
  return name.replace(/^\$/, '');
}

/** The function that owns what is declared at an offset: for a parameter the function itself. */
export function ownerOf(source: SourceText, offset: number): Row<'symbols'> | null {
  for (const p of source.facts.table('parameters')) {
    if (p.start <= offset && offset <= p.start + p.name.length) return source.facts.table('symbols').get(p.symbol);
  }
  for (const b of source.facts.table('bindings')) {
    const holdsName = b.targetStart <= offset && offset < b.targetEnd;
    if (holdsName && (b.kind === 'variable' || b.kind === 'constant' || b.kind === 'parameter'))
      return source.facts.table('symbols').get(b.symbol);
  }
  return symbolAt(source.facts, offset);
}
