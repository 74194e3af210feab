import type { Parser, ParseState, Tree } from 'web-tree-sitter';
import type { GrammarTable } from './flat-tree.ts';

/** A grammar that is ready to parse with. */
export interface LoadedGrammar {
  readonly parser: Parser;
  /** Parsed after each text, and cut off its tree again. */
  readonly tail: string;
  readonly table: GrammarTable;
}

/**
 * Parser steps allowed per code unit, plus a floor. tree-sitter calls back every hundred steps, so the bound
 * is counted, not timed, and holds the same on every machine. Ordinary code stays far below it.
 */
const CALLBACKS_PER_UNIT = 0.25;
const CALLBACK_FLOOR = 2_000;

/** Parses a text within a bound of steps; `null` when it was hit. */
export function parseBounded(grammar: LoadedGrammar, text: string, old: Tree | null): Tree | null {
  return parseWhile(grammar, text, old, () => true);
}

/** Parses within the bound of steps and as long as `goOn` says so; `null` when given up. */
export function parseWhile(
  { parser, tail }: LoadedGrammar,
  text: string,
  old: Tree | null,
  goOn: (state: ParseState) => boolean,
): Tree | null {
  let left = CALLBACK_FLOOR + text.length * CALLBACKS_PER_UNIT;
  const tree = parser.parse(text + tail, old, { progressCallback: (state) => --left < 0 || !goOn(state) });
  if (tree === null) parser.reset();
  return tree;
}
