import { parse, TomlError } from 'smol-toml';
import type { LineColumn } from './line-index.ts';

/** Nesting past this is refused as invalid; nothing that steers Drift needs more than four levels. */
const MAX_DEPTH = 32;

/** A text as TOML, or why it is none and where that shows. */
export type TomlDocument =
  | { readonly ok: true; readonly root: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly reason: string; readonly place: LineColumn };

/** Reads a text as TOML. */
export function parseToml(text: string): TomlDocument {
  try {
    // Integers past 2^53 come as bigint, so that they are refused at their key instead of failing the whole file.
    return { ok: true, root: parse(text, { integersAsBigInt: 'asNeeded', maxDepth: MAX_DEPTH }) };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const firstLine = error.message.split('\n', 1)[0] ?? '';
    const reason = firstLine.replace('Invalid TOML document: ', '');
    return { ok: false, reason, place: { line: error.line, column: error.column } };
  }
}
