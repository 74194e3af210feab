import type { LanguageId } from '@drift/shared';

const ECMASCRIPT =
  'abstract any arguments as async await bigint boolean break case catch class const constructor continue debugger ' +
  'declare default delete do else enum eval export extends false finally for from function get global if implements ' +
  'import in infer instanceof interface is keyof let module namespace never new null number object of out override ' +
  'package private protected public readonly require return satisfies set static string super switch symbol this throw ' +
  'true try type typeof undefined unique unknown using var void while with yield Infinity NaN';

/**
 * Words that a language keeps for itself, or gives a meaning at places where a name may stand. Words that mean something
 * only where no name can stand (`inner` of Kotlin) are names like any other.
 */
const RESERVED: Readonly<Record<LanguageId, string>> = {
  javascript: ECMASCRIPT,
  typescript: ECMASCRIPT,
  python:
    'False None True and as assert async await break case class cls continue def del elif else except exec finally for ' +
    'from global if import in is lambda match nonlocal not or pass print raise return self super try type while with yield',
  java:
    'abstract assert boolean break byte case catch char class const continue default do double else enum extends false ' +
    'final finally float for goto if implements import instanceof int interface long native new null package private ' +
    'protected public return short static strictfp super switch synchronized this throw throws transient true try var ' +
    'void volatile when while yield',
  csharp:
    'abstract and as async await base bool break byte case catch char checked class const continue decimal default ' +
    'delegate do double dynamic else enum event explicit extern false field file finally fixed float for foreach from get ' +
    'global goto group if implicit in init int interface internal into is join let lock long nameof namespace new not ' +
    'notnull null object operator or orderby out override params partial private protected public readonly record ref ' +
    'required return sbyte scoped sealed select set short sizeof stackalloc static string struct switch this throw true ' +
    'try typeof uint ulong unchecked unmanaged unsafe ushort using value var virtual void volatile when where while with ' +
    'yield',
  go:
    'break case chan const continue default defer else fallthrough false for func go goto if import init interface iota ' +
    'main map nil package range return select struct switch true type var',
  php:
    'abstract and array as bool break callable case catch class clone const continue declare default die do echo else ' +
    'elseif empty enddeclare endfor endforeach endif endswitch endwhile enum eval exit extends false final finally float ' +
    'fn for foreach function global goto if implements include include_once instanceof insteadof int interface isset ' +
    'iterable list match mixed namespace never new null object or parent print private protected public readonly require ' +
    'require_once return self static string switch this throw trait true try unset use var void while xor yield',
  ruby:
    'BEGIN END alias and begin binding block_given? break case class def define_method defined? do else elsif end ensure ' +
    'extend false for if in include initialize lambda loop method module next nil not or prepend print private proc ' +
    'protected public raise redo require rescue retry return self send super then true undef unless until when while yield',
  rust:
    'Self abstract as async await become box break const continue crate do dyn else enum extern false final fn for gen if ' +
    'impl in let loop macro match mod move mut override priv pub ref return self static struct super trait true try type ' +
    'typeof unsafe unsized use virtual where while yield',
  kotlin:
    'as break by catch class constructor continue do dynamic else false field finally for fun get if import in init ' +
    'interface is it null object package return set super this throw true try typealias typeof val value var when where ' +
    'while',
};

const WORDS = new Map<string, ReadonlySet<string>>(
  Object.entries(RESERVED).map(([language, words]) => [language, new Set(words.split(' '))]),
);

/** Whether a name is a word of a language, or one the language gives a meaning. */
export function isReserved(name: string, language: LanguageId): boolean {
  return WORDS.get(language)?.has(name.replace(/^[$#@]+/, '')) === true;
}
