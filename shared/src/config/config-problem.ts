import type { Span } from '../ids.ts';
import { byCodeUnit } from '../order.ts';
import type { LineColumn } from './line-index.ts';

/** What can be wrong with a configuration; each is the rule `drift/config/<kind>`. */
export const CONFIG_PROBLEM_KINDS = [
  'parse',
  'invalid-value',
  'unknown-key',
  'unknown-rule',
  'deprecated-key',
] as const;
/** One of the kinds of configuration problems. */
export type ConfigProblemKind = (typeof CONFIG_PROBLEM_KINDS)[number];

/** What is wrong with one key or value, wherever it was set. */
export interface ConfigFault {
  readonly kind: ConfigProblemKind;
  readonly severity: 'error' | 'warning';
  /** The key as a TOML dotted key; `''` where the text as a whole is meant. */
  readonly keyPath: string;
  readonly message: string;
  /** The name to write instead of the one at the span. */
  readonly suggestion?: string;
}

/** A fault in `drift.toml`, with the place of the key or value. */
export interface ConfigProblem extends ConfigFault, Span, LineColumn {
  readonly file: string;
}

/** A fault in a variable or flag, named as the user wrote it. */
export interface LayerProblem extends ConfigFault {
  readonly layer: 'environment' | 'flag';
  readonly source: string;
}

/** Orders problems as they stand in the text. */
export function byPlace(a: ConfigProblem, b: ConfigProblem): number {
  return a.start - b.start || a.end - b.end || byCodeUnit(a.keyPath, b.keyPath) || byCodeUnit(a.kind, b.kind);
}

const SHOWN_VALUE = 40;
const SHOWN_NAME = 80;

/** Text from outside made fit for a line of output: control and text-direction characters are escaped. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

function shortened(text: string, limit: number): string {
  return printable(text.length > limit ? `${text.slice(0, limit).replace(/\p{Surrogate}$/u, '')}...` : text);
}

function didYouMean(suggestion: string | null, otherwise: string): string {
  return suggestion === null ? otherwise : `Did you mean '${suggestion}'?`;
}

function withSuggestion(fault: Omit<ConfigFault, 'suggestion'>, suggestion: string | null): ConfigFault {
  return suggestion === null ? fault : { ...fault, suggestion };
}

/** The text is not TOML. */
export function parseFault(reason: string): ConfigFault {
  return { kind: 'parse', severity: 'error', keyPath: '', message: `Not valid TOML: ${reason}.` };
}

/** A value is outside what its key allows; `source` names the key, variable or flag. */
export function invalidValue(keyPath: string, source: string, written: string, allowed: string): ConfigFault {
  const message = `${shortened(source, SHOWN_NAME)} cannot be ${shortened(written, SHOWN_VALUE)}; use ${allowed}.`;
  return { kind: 'invalid-value', severity: 'error', keyPath, message };
}

/** A severity map names one rule in two spellings. */
export function repeatedRule(keyPath: string, full: string): ConfigFault {
  const message = `'${shortened(full, SHOWN_NAME)}' is set twice; keep one of the two entries.`;
  return { kind: 'invalid-value', severity: 'error', keyPath, message };
}

/** A key or table that Drift does not read. */
export function unknownKey(keyPath: string, suggestion: string | null, known: readonly string[]): ConfigFault {
  const message = `Unknown key '${shortened(keyPath, SHOWN_NAME)}'. ${didYouMean(suggestion, `Known here: ${known.join(', ')}.`)}`;
  return withSuggestion({ kind: 'unknown-key', severity: 'warning', keyPath, message }, suggestion);
}

/** A rule id that no rule has. */
export function unknownRule(keyPath: string, written: string, suggestion: string | null): ConfigFault {
  const hint = didYouMean(suggestion, "Rule ids have the form 'drift/<area>/<rule>'.");
  const message = `Unknown rule '${shortened(written, SHOWN_NAME)}'. ${hint}`;
  return withSuggestion({ kind: 'unknown-rule', severity: 'warning', keyPath, message }, suggestion);
}

/** A former name of a key, in the same table as its replacement. */
export function deprecatedKey(keyPath: string, replacement: string, ignored: boolean): ConfigFault {
  const message = ignored
    ? `'${keyPath}' is deprecated and ignored, because '${replacement}' is set.`
    : `'${keyPath}' is deprecated; use '${replacement}'.`;
  const suggestion = replacement.slice(replacement.indexOf('.') + 1);
  return { kind: 'deprecated-key', severity: 'warning', keyPath, message, suggestion };
}
