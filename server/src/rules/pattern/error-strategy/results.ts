import type { LanguageId } from '@drift/shared';

const SCRIPT =
  /^(?:neverthrow\.(?:err|errAsync)|ts-results(?:-es)?\.Err|oxide\.ts\.Err|true-myth\/result\.err|fp-ts\/(?:lib\/)?(?:Either|TaskEither)\.left|effect\.(?:Effect\.fail|Either\.left)|(?:\w+\.)?Result\.(?:err|error|fail|failure))$/;

/** Calls that make the failed side of a result type, by canonical path. */
export const FAILED_RESULT: Readonly<Partial<Record<LanguageId, RegExp>>> = {
  csharp: /^Result\.(?:Fail|Failure|Error|Invalid|NotFound)$/,
  java: /^(?:[\w.]*\.)?(?:Either\.left|Try\.failure|Result\.(?:err|failure|error))$/,
  javascript: SCRIPT,
  kotlin: /^(?:[\w.]*\.)?(?:Result\.failure|Either\.Left|Err)$/,
  python: /^(?:result\.Err|returns\.result\.Failure|returns\.io\.IOFailure)$/,
  typescript: SCRIPT,
};

/**
 * Errors that report a mistake in the calling code, or code that is not there: no strategy for failures replaces
 * those.
 */
export const MISUSE =
  /(?:^|[.\\:])(?:TypeError|RangeError|SyntaxError|ReferenceError|AssertionError|NotImplementedError|NotImplementedException|NotSupportedException|UnsupportedOperationException|IllegalArgumentException|IllegalStateException|IndexOutOfBoundsException|NullPointerException|ClassCastException|ConcurrentModificationException|NoSuchElementException|Argument\w*Exception|InvalidOperationException|ObjectDisposedException|IndexOutOfRangeException|InvalidArgumentException|LogicException|BadMethodCallException|DomainException|OutOf\w+Exception|UnexpectedValueException|ValueError|AttributeError|KeyError|IndexError|StopIteration|StopAsyncIteration|ImproperlyConfigured)$/;

/** Names by which a function says that it may answer with nothing. */
export const MAY_BE_ABSENT =
  /^_*(?:[tT]ry|[mM]aybe|[sS]afe|[fF]ind|[lL]ookup|[pP]eek|[iI]s|[hH]as|[cC]an|[sS]hould|[oO]ptional|[dD]etect|[gG]uess|[pP]robe|[sS]ilent)(?:[A-Z_]|$)|(?:OrNull|OrUndefined|OrNone|OrNil|OrDefault|IfExists|_or_none|_if_exists|Safe(?:ly)?|Silently)$/;

/** Declared types by which a function says the same. */
export const NULLABLE_TYPE = /^\?|\?$|\b(?:null|undefined|None)\b|\b(?:Optional|Maybe|Option)\b/;
