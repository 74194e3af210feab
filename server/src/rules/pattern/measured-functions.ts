// Which functions and files are measured, and which are large by their role.
import { Mod } from '@drift/grammars';
import type { LanguageId } from '@drift/shared';
import type { Row } from '../../facts/schema.ts';
import type { FileView } from '../engine/file-view.ts';

/** Words of a path or a name that tell of code that reads, writes or runs a language or a format. */
const MACHINERY: ReadonlySet<string> = new Set(
  (
    'parse parser parsers parsing lex lexer tokenize tokenizer tokeniser scan scanner grammar print printer pretty ' +
    'codegen compile compiler compilers interpreter interpret visitor visit decoder encoder decode encode codec ' +
    'serialize serializer deserialize deserializer emitter emit transpile transform transformer vm bytecode regex ' +
    'regexp highlight highlighter markdown dispatch dispatcher reducer opcode eval evaluator checker diff inflate ' +
    'deflate compress decompress crypt cipher hash format formatter syntax'
  ).split(' '),
);
/** Words of a path that tell of data, of code made once, or of code that only shows something. */
const STAGING: ReadonlySet<string> = new Set(
  (
    'migration migrations migrate fixture fixtures seed seeds locale locales lang i18n l10n schema schemas schemata ' +
    'example examples demo demos sample samples benchmark benchmarks bench generated gen vendor script scripts tool tools ' +
    'test tests testing spec polyfill polyfills shim shims compat legacy deprecated playground docs doc template templates'
  ).split(' '),
);
/** Levels of nesting from which the cases of a function no longer stand side by side. */
const TANGLED = 3;
/** First words of functions that put a program together. */
const WIRING: ReadonlySet<string> = new Set(
  (
    'main init initialize initialise setup set configure config register bootstrap install wire boot start run build ' +
    'create make new assert define declare routes up down change populate seed load'
  ).split(' '),
);

/** Languages in which a caller can name what it gives. */
export const NAMED_ARGUMENTS: ReadonlySet<LanguageId> = new Set(['python', 'kotlin', 'ruby', 'csharp', 'php']);

/** Where a word of an identifier ends, or what is none. */
const WORD = /[A-Z]+(?![a-z])(?:\d[a-z\d]*)?|[A-Z]?[a-z\d]+/g;

/** The words of a path or an identifier, in small letters. */
export function wordsOf(text: string): readonly string[] {
  return (text.match(WORD) ?? []).map((w) => w.toLowerCase());
}

/** True for code whose control flow follows a language or a format it handles. */
export function isMachinery(text: string): boolean {
  return wordsOf(text).some((w) => MACHINERY.has(w));
}

/** True for files of data, examples, scripts and code kept for the past. */
export function isStaging(path: string): boolean {
  return wordsOf(path).some((w) => STAGING.has(w));
}

/** True for functions that put things together rather than decide: long by nature. */
export function isWiring(name: string): boolean {
  return WIRING.has(wordsOf(name)[0] ?? '');
}

/** Named functions, methods and constructors that have a body of their own. */
export function* ownFunctions(view: FileView): Generator<Row<'symbols'>> {
  for (const s of view.table('symbols')) {
    const named = s.kind === 'function' || s.kind === 'method' || s.kind === 'constructor';
    if (!named || s.nameStart < 0 || s.bodyStart < 0 || (s.modifiers & Mod.declared) !== 0) continue;
    yield s;
  }
}

/** Plain functions by file: a dozen features ask for the same ones at every keystroke. */
const PLAIN = new WeakMap<FileView, readonly Row<'symbols'>[]>();

/** Functions whose inner shape is up to their author: no machinery, no staging. */
export function plainFunctions(view: FileView): readonly Row<'symbols'>[] {
  let plain = PLAIN.get(view);
  if (plain === undefined) {
    const isOther = isMachinery(view.file) || isStaging(view.file);
    plain = isOther ? [] : [...ownFunctions(view)].filter((s) => !isMachinery(s.name));
    PLAIN.set(view, plain);
  }
  return plain;
}

/** True for a function that decides one thing after the other: a list of cases, not a tangle. */
export function isFlat(s: Row<'symbols'>): boolean {
  return s.nesting < TANGLED;
}

/** Whose parameters somebody else prescribes: overrides and what the language itself names. */
export function hasPrescribedParameters(s: Row<'symbols'>): boolean {
  return (s.modifiers & (Mod.override | Mod.fixedName | Mod.test)) !== 0;
}
