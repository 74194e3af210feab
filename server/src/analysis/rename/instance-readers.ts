// Code that may read the fields of an instance by their names: where the instance is handed on, nobody can follow it.
import type { Span } from '@drift/shared';
import type { NameSite } from '../../facts/name-sites.ts';
import type { Row } from '../../facts/schema.ts';
import { isOtherClass, readersOf } from './member-reflection.ts';
import { isDeclaring, useOf } from './name-use.ts';
import {
  areRelated,
  holds,
  isEcmascript,
  lineOf,
  type RenameWorld,
  type SourceText,
  wordStarts,
} from './source-text.ts';

/** A field of a type. */
interface FieldTarget {
  readonly source: SourceText;
  readonly type: Row<'symbols'>;
  readonly from: string;
}

/** What stands around an object without doing anything to it. */
const WRAPPING = /^(?:parenthesized|non_null|as|satisfies|ternary)_expression$|^type_assertion$/;
/** Nodes in which the whole object is only compared, given back, or asked for one member. */
const KEEPING =
  /^(?:member_expression\.object|subscript_expression\.object|return_statement|arrow_function\.body|expression_statement|template_substitution|unary_expression|type_query|required_parameter|optional_parameter|predefined_type|this_type)/;
const COMPARING = /^(?:[=!]==?|instanceof\b)/;
/** Calls that bind a function to the object, look for the object itself, close it, or only print its keys. */
const HARMLESS_CALL =
  /(?<![\w$.])console\s*\.\s*\w+\s*$|\.(?:bind|call|apply|indexOf|includes|has|delete)\s*$|\bObject\.(?:freeze|seal|preventExtensions|is|isFrozen|isSealed|isExtensible|[gs]etPrototypeOf)\s*$/;
/** Values that are no instance of a class. */
const PLAIN_VALUE = /^(?:["'`\d]|null$|true$|false$|undefined$|\{\s*\}$|\[\s*\]$|this\b|\$this\b|self\b)/;
/** An annotation whose values are no instances of a class, and hold none. */
const PLAIN_TYPE =
  /^\s*\??:\s*(?:(?:Record|(?:Readonly)?(?:Map|Set|Array))<\s*(?:(?:string|number|boolean)\s*,?\s*)+>|string|number|boolean)(?:\[\])*\s*(?:[=,;)]|$)/;
/** Code units of code that a reason shows. */
const MAX_SHOWN = 40;

/** Why a field may be read by its name where an instance of its type arrives, or `null`. */
export function readWhereHandedOn(target: FieldTarget, world: RenameWorld): string | null {
  return handedOn(target) ?? readInstance(target, world);
}

/** `const self = this`, `{ me: this }`, `f(this)`: what gets the whole object may look at its keys. */
function handedOn({ source, type, from }: FieldTarget): string | null {
  if (!isEcmascript(source.language)) return null;
  const site = source.sites('this').find((s) => s.kind === 'this' && holds(type, s) && isHandedOn(source, s));
  return site === undefined
    ? null
    : `\`this\` is handed on whole on line ${lineOf(source, site.start)}, and what gets it may read \`${from}\` by its name`;
}

function isHandedOn(source: SourceText, site: NameSite): boolean {
  let [field, inner] = [site.field, { start: site.start, end: site.end }];
  for (const node of site.around) {
    if (KEEPING.test(`${node.kind}.${field}`)) return false;
    if (node.kind === 'binary_expression') {
      const operator = source.text.slice(node.start, inner.start) + source.text.slice(inner.end, node.end);
      return !COMPARING.test(operator.trim()) && !/(?:[=!]==?)\s*$/.test(operator.trim());
    }
    if (node.kind === 'arguments') return !HARMLESS_CALL.test(source.text.slice(0, node.start).slice(-MAX_SHOWN));
    if (!WRAPPING.test(node.kind)) return true;
    [field, inner] = [node.field, node];
  }
  return false;
}

/** Calls that take an object apart, in code that knows the type: the object may be an instance of it. */
function readInstance({ source, type, from }: FieldTarget, world: RenameWorld): string | null {
  for (const file of world.naming) {
    if (!areRelated(file.language, source.language) || !knowsType(file, type.name)) continue;
    const reads = readersOf(file.language);
    const found = reads === null ? null : readingCall(file, reads, type, file.file === source.file);
    const spread = found ?? spreadOf(file, type.name);
    if (spread === null) continue;
    const shown = file.text.slice(spread.start, spread.end).replaceAll(/\s+/g, ' ').slice(0, MAX_SHOWN);
    return `\`${shown}\` in ${file.file}:${lineOf(file, spread.start)} may read \`${from}\` of an instance of \`${type.name}\` by its name`;
  }
  return null;
}

function readingCall(file: SourceText, reads: RegExp, type: Row<'symbols'>, isOwn: boolean): Row<'calls'> | null {
  const calls = file.facts.table('calls');
  for (const a of file.facts.table('arguments')) {
    const call = calls.get(a.call);
    if (call === null || !reads.test(call.callee) || (isOwn && holds(type, call))) continue;
    const given = file.text.slice(a.start, a.end).trim();
    if (PLAIN_VALUE.test(given) || isPlainlyTyped(file, given) || isOtherClass(file, given, type.name)) continue;
    return call;
  }
  return null;
}

/** What a comment says is no code, unless a tag makes a type of it: `@param {Client} c`. */
function knowsType(file: SourceText, name: string): boolean {
  const comments: Span[] = [...file.facts.table('comments')];
  for (const s of file.facts.table('strings')) if (s.kind === 'doc') comments.push(s);
  return wordStarts(file.text, name).some((start) => {
    const comment = comments.find((c) => holds(c, { start, end: start + name.length }));
    return comment === undefined || /@\w+[^\n]*$/.test(file.text.slice(comment.start, start));
  });
}

/** A variable that is declared in this file, each time with a type of nothing but texts, numbers and booleans. */
function isPlainlyTyped(file: SourceText, given: string): boolean {
  if (file.language !== 'typescript' || !/^[A-Za-z_]\w*$/.test(given)) return false;
  const sites = file.sites(given);
  if (sites.some((s) => useOf(file.language, s) === 'specifier')) return false;
  const declared = sites.filter((s) => isDeclaring(file.language, s));
  return declared.length > 0 && declared.every((s) => PLAIN_TYPE.test(file.text.slice(s.end)));
}

/** A pattern of a name as a whole: a dollar sign is a letter of it. */
function wholeName(name: string): string {
  return `(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`;
}

/** `{ ...x }`, `for (k in x)` and `x[key]` of a variable that holds an instance. */
function spreadOf(file: SourceText, type: string): { readonly start: number; readonly end: number } | null {
  if (!isEcmascript(file.language)) return null;
  const [own, names] = [wholeName(type), /(?<![\w$])([\w$]+)\s*/.source];
  const held = new RegExp(`${names}(?::[^=;,(){}]{0,80}${own}|=\\s*(?:await\\s+)?new\\s+${own})`, 'g');
  for (const [, name = ''] of file.text.matchAll(held)) {
    const whole = wholeName(name);
    const taken = new RegExp(
      `\\.\\.\\.\\s*${whole}(?!\\s*[.([])|\\bin\\s+${whole}\\s*\\)|${whole}\\s*\\[(?!\\s*["'\\d])`,
    ).exec(file.text);
    if (taken !== null) return { start: taken.index, end: taken.index + taken[0].length };
  }
  return null;
}
