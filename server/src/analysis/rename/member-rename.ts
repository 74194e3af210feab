// Private members: everything that can mean them stands in one class, in one file.
import { Mod, TYPE_KINDS } from '@drift/grammars';
import type { LanguageId, Span, TextEdit } from '@drift/shared';
import type { NameSite } from '../../facts/name-sites.ts';
import type { Row } from '../../facts/schema.ts';
import { readWhereHandedOn } from './instance-readers.ts';
import { labelEdits } from './kotlin-labels.ts';
import { IMPLICIT, takenInside } from './member-clash.ts';
import { readsMembersByName } from './member-reflection.ts';
import { outsideCode } from './module-rename.ts';
import { isDeclaring, useOf } from './name-use.ts';
import {
  areRelated,
  callableAt,
  holds,
  isEcmascript,
  isWoven,
  lineOf,
  type RenamePlan,
  type RenameWorld,
  refused,
  type SourceText,
  spokenIn,
} from './source-text.ts';

/** A private member of a type. */
export interface MemberTarget {
  readonly source: SourceText;
  /** Where it is declared. */
  readonly start: number;
  readonly type: Row<'symbols'>;
  readonly from: string;
  readonly to: string;
  readonly isMethod: boolean;
}

/** Languages in which only reflection reaches a private member from another file. */
const ENFORCED: ReadonlySet<LanguageId> = new Set<LanguageId>(['java', 'csharp', 'kotlin', 'php']);
const SERIALIZED = /(?:^|\.)(?:Serializable|Externalizable|ISerializable|Parcelable|JsonSerializable)$/;

/** The edits inside one class, or why they are not certain. */
export function planMember(target: MemberTarget, world: RenameWorld): RenamePlan {
  const reason =
    openType(target) ??
    readsMembersByName(target) ??
    (target.isMethod ? null : readWhereHandedOn(target, world)) ??
    outsideCode(target.from, target.source, world) ??
    seenElsewhere(target, world);
  if (reason !== null) return refused(reason);
  if (isSpelledOtherwise(target))
    return refused(`PHP finds \`${target.from}\` in any case, and another case of it is written here`);
  if (target.source.language === 'ruby')
    return refused(`in Ruby, \`${target.from}\` can be called in subclasses and wherever its class is opened again`);
  const taken = takenInside(target, (site) => isSelf(target, site));
  if (taken !== null) return refused(taken);
  const edits: TextEdit[] = [];
  for (const site of target.source.sites(target.from)) {
    const means = meaning(target, site);
    if (typeof means === 'string') return refused(means);
    if (means) edits.push({ file: target.source.file, start: site.start, end: site.end, newText: target.to });
  }
  const woven = wovenIntoTexts(target);
  if (typeof woven === 'string') return refused(woven);
  edits.push(...woven);
  if (edits.length < 2) return refused(`nothing in its class uses \`${target.from}\`, so something outside may`);
  const labels = target.isMethod ? labelEdits(target, edits) : [];
  return typeof labels === 'string' ? refused(labels) : { ok: true, edits: [...edits, ...labels] };
}

/** `$name` in texts of Kotlin: as the member is declared once, it is what every one of them in its class means. */
function wovenIntoTexts(target: MemberTarget): TextEdit[] | string {
  const { source, type, from, to } = target;
  const out: TextEdit[] = [];
  for (const word of spokenIn(source, from).filter((w) => isWoven(source, w))) {
    if (typeAround(source, word) !== type.index)
      return `a text on line ${lineOf(source, word.start)} takes a \`${from}\` outside of its class`;
    out.push({ file: source.file, start: word.start, end: word.end, newText: to });
  }
  return out;
}

/** PHP does not tell the case of letters in the names of methods. */
function isSpelledOtherwise({ source, from, isMethod }: MemberTarget): boolean {
  if (source.language !== 'php' || !isMethod) return false;
  const pattern = new RegExp(`\\b${from}\\b`, 'gi');
  return [...source.text.matchAll(pattern)].some((m) => m[0] !== from);
}

/** Whether a site is the member; a text where it may be. */
function meaning(target: MemberTarget, site: NameSite): boolean | string {
  const { source, type, from } = target;
  const use = useOf(source.language, site);
  const at = `on line ${lineOf(source, site.start)}`;
  if (site.start === target.start) return true;
  if (use === 'unclear') return `\`${from}\` ${at} stands where its spelling has a meaning`;
  if (isDeclaring(source.language, site) && use !== 'member') return `\`${from}\` is declared again ${at}`;
  if (use === 'member') {
    const isLabelled = source.language === 'kotlin' && /\bthis@\w+\??\.$/.test(site.prefix.replaceAll(/\s/g, ''));
    const isInside = isLabelled ? holds(type, site) : typeAround(source, site) === type.index;
    if (isSelf(target, site) && isInside && keepsThis(source, site)) return true;
    return `\`${site.prefix.trim().slice(-20)}${from}\` ${at} has a receiver that may be another object`;
  }
  if (use === 'pattern') return `\`${from}\` ${at} may be taken out of its object by name`;
  if (isEcmascript(source.language) && use === 'other') return `\`${from}\` is a key ${at}`;
  const isBare = use === 'plain' || (use === 'call' && target.isMethod);
  if (!IMPLICIT.has(source.language) || !isBare) return false;
  return typeAround(source, site) === type.index ? true : `\`${from}\` ${at} stands outside of its class`;
}

/** The type whose code a site is in. */
function typeAround(source: SourceText, site: Span): number {
  const types = [...source.facts.table('symbols')].filter((s) => TYPE_KINDS.has(s.kind) && holds(s, site));
  return types.at(-1)?.index ?? -1;
}

function isSelf({ source, type }: MemberTarget, site: NameSite): boolean {
  const receiver = site.prefix.replaceAll(/\s/g, '');
  const statics = [`${type.name}.`, `${type.name}::`];
  switch (source.language) {
    case 'php':
      return ['$this->', '$this?->', 'self::', ...statics].includes(receiver);
    case 'python':
      return receiver === 'self.';
    case 'kotlin':
      return ['this.', 'this?.', `this@${type.name}.`, ...statics].includes(receiver);
    default:
      return ['this.', 'this?.', ...statics].includes(receiver);
  }
}

/** In a plain function of TypeScript and JavaScript, `this` is whatever the function is called on. */
function keepsThis(source: SourceText, site: NameSite): boolean {
  if (!isEcmascript(source.language)) return true;
  const symbols = source.facts.table('symbols');
  for (let s = callableAt(source.facts, site.start); s !== null; s = symbols.get(s.parent)) {
    const outer = symbols.get(s.parent);
    if (outer === null || TYPE_KINDS.has(outer.kind)) return outer !== null;
    if (!/^(?:async\s*)?(?:\(|[\w$]+\s*=>|<)/.test(source.text.slice(s.start, s.start + 60))) return false;
  }
  return true;
}

/** What about the type lets others reach its private members. */
function openType({ source, type, from, start }: MemberTarget): string | null {
  const { facts, language } = source;
  const head = source.text.slice(Math.max(0, type.start - 80), type.nameStart);
  if (language === 'csharp' && /\bpartial\b[^{};]*$/.test(head)) return `\`${type.name}\` has parts in other files`;
  const bases = [...facts.table('bases')].filter((b) => b.symbol === type.index);
  if (type.kind === 'trait' || bases.some((b) => b.relation === 'mixin'))
    return `\`${type.name}\` shares its members with a trait`;
  if (bases.some((b) => SERIALIZED.test(b.name) && !writesItself(source, type, b.name)))
    return `\`${type.name}\` is serialised by the names of its fields`;
  const member = [...facts.table('symbols')].find((s) => s.nameStart === start)?.index ?? type.index;
  const decorator = [...facts.table('decorators')].find((d) => d.symbol === type.index || d.symbol === member);
  if (decorator !== undefined) return `\`${decorator.name}\` on \`${type.name}\` may read the names of its members`;
  const others = [...facts.table('symbols')].filter((s) => s.name === from && s.nameStart !== start);
  const fields = [...facts.table('bindings')].filter(
    (b) =>
      b.target === from &&
      b.targetStart !== start &&
      b.targetEnd - from.length !== start &&
      b.kind !== 'assign' &&
      b.kind !== 'pair' &&
      b.kind !== 'keyword',
  );
  const parameters = [...facts.table('parameters')].filter((p) => p.name === from && IMPLICIT.has(language));
  const again = others[0]?.nameStart ?? fields[0]?.targetStart ?? parameters[0]?.start;
  return again === undefined ? null : `\`${from}\` is declared again on line ${lineOf(source, again)}`;
}

/** A class of PHP that says itself what becomes of it as JSON. */
function writesItself(source: SourceText, type: Row<'symbols'>, base: string): boolean {
  const own = [...source.facts.table('symbols')].filter((s) => s.parent === type.index);
  return /(?:^|\\)JsonSerializable$/.test(base) && own.some((s) => s.name === 'jsonSerialize');
}

/** In languages without enforcement, and in generated parts, other files can reach a private member. */
function seenElsewhere({ source, from, type }: MemberTarget, world: RenameWorld): string | null {
  for (const m of world.mentions) {
    if (m.file === source.file || isEcmascript(m.language) !== isEcmascript(source.language)) continue;
    if (!isEcmascript(m.language) && m.language !== source.language) continue;
    const foreign = m.role === 'generated' || m.role === 'vendored';
    const member = m.sites(from).find((s) => /^(?:member|pattern|other)$/.test(useOf(m.language, s)));
    if (member !== undefined && (foreign || !ENFORCED.has(source.language)))
      return `\`${from}\` is also a member in ${m.file}:${lineOf(m, member.start)}`;
  }
  if (ENFORCED.has(source.language) && source.language !== 'php') return null;
  for (const file of world.index.files()) {
    const facts = world.index.facts(file);
    if (facts === null || !areRelated(facts.language, source.language)) continue;
    for (const b of facts.table('bases')) {
      if (b.name.split(/[.\\]/).at(-1) === type.name) return `\`${type.name}\` has a subclass in ${file}`;
    }
  }
  return null;
}

/** Whether a declaration may be seen from outside its type. */
export function isPrivate(modifiers: number, name: string, language: LanguageId): boolean {
  if (name.startsWith('#')) return true;
  if (language === 'javascript') return name.startsWith('_');
  return (modifiers & Mod.private) !== 0;
}
