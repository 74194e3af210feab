import { HOLE } from '../../../facts/holes.ts';

const STATEMENT =
  /^\s*\(?\s*(?:select\s|insert\s+(?:or\s+\w+\s+)?into\s|update\s+\S+\s+set\s|delete\s+from\s|merge\s+into\s|replace\s+into\s|with\s+\S+\s+as\s|create\s+(?:or\s+replace\s+)?(?:table|view|index|user|role|database)\s|alter\s+(?:table|user|role)\s|drop\s+(?:table|user|role)\s|exec(?:ute)?\s|call\s)/i;
/** What stands right before a value: a comparison, an opened quote, a value list. */
const BEFORE_VALUE =
  /(?:[=<>]\s*\(?\s*|\b(?:i?like|between|then|else)\s+|\bvalues?\s*\([^)]*,\s*|\bin\s*\(\s*(?:[^()]*,\s*)?)['"]?%?$|(?:\bvalues?\s*\([^)]*|\bin\s*\([^()]*|[=(,]\s*)'%?$/i;
/** A hole that names a table or column goes on with a dot or an opening parenthesis. */
const AFTER_NAME = /^["`\]]?[.(]/;
/** A hole that is the whole of a list is mostly a list of placeholders. */
const WHOLE_LIST = /\b(?:values?|in)\s*\(\s*$/i;
/** Both sides of a comparison are variable: code that writes the names of columns too. */
const NAME_AND_VALUE = /\{\}["`\]]?\s*[=<>]+\s*$/;
/** Code units before a hole that are looked at. */
const WINDOW = 160;

/** True when the literal start of the text is an SQL statement. */
export function isStatement(text: string): boolean {
  return STATEMENT.test(text);
}

/**
 * True when some hole of the text stands where SQL expects a value. Holes for table names, columns, sort orders,
 * whole conditions and placeholder lists cannot be bound or are built from constants, so they say nothing.
 */
export function hasValueHole(written: string): boolean {
  // Facts keep escapes as written.
  const text = written.replace(/\\(['"])/g, '$1');
  for (let at = text.indexOf(HOLE); at >= 0; at = text.indexOf(HOLE, at + HOLE.length)) {
    const before = text.slice(Math.max(0, at - WINDOW), at);
    const after = text.slice(at + HOLE.length);
    if (AFTER_NAME.test(after)) continue;
    if (WHOLE_LIST.test(before) && /^\s*\)/.test(after)) continue;
    if (BEFORE_VALUE.test(before) && !NAME_AND_VALUE.test(before)) return true;
  }
  return false;
}
