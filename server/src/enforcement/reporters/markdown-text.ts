import { displayText } from '@drift/shared';

/** What has a meaning in Markdown or HTML somewhere inside a line; as a numeric entity it has none. */
const MEANING = /[&<>`*_{}[\]\\#+!|~@$^%]|(?<=\bwww)\.|:(?=\/)/gi;

/**
 * Where code hosts make links of plain text after Markdown is done: before what follows a sign for people, issues, merge
 * requests, labels, milestones, snippets and emoji; inside numbers of tickets.
 */
const REFERENCE = /(?<=[@#!~%$^&:])(?=[\p{L}\p{N}_"+-])|(?<=\p{L}-)(?=\d)/gu;

/** What could name a commit; six digits of it could not. */
const COMMIT = /[0-9a-f]{7,}/gi;
const TOO_SHORT = /[0-9a-f]{6}(?=[0-9a-f])/gi;

/** Breaks a word for whoever reads it as a reference, and for nobody who reads it as text. */
const BREAK = '&#8203;';
/** Stands for `BREAK` until entities are written; `displayText` leaves none of these in a text. */
const MARK = '\u0000';

/**
 * Text on one line that stays text in the Markdown of code hosts, in a table as well: no emphasis, no HTML, no link, no
 * mention, no reference.
 */
export function markdownText(text: string): string {
  return displayText(text)
    .replace(REFERENCE, MARK)
    .replace(COMMIT, (digits) => digits.replace(TOO_SHORT, `$&${MARK}`))
    .replace(MEANING, entity)
    .replaceAll(MARK, BREAK);
}

/** As `markdownText`, set as code: hosts link nothing inside. */
export function markdownCode(text: string): string {
  return `<code>${displayText(text).replace(MEANING, entity)}</code>`;
}

/** The text, or its first characters and an ellipsis where it is longer than `most` code points. */
export function shortened(text: string, most: number): string {
  // A code point takes at most two units, so short texts need not be counted.
  if (text.length <= most) return text;
  const points = Array.from(text);
  return points.length <= most ? text : `${points.slice(0, most - 1).join('')}\u2026`;
}

function entity(char: string): string {
  return `&#${char.charCodeAt(0)};`;
}
