import { displayText } from '../display-text.ts';

/** What has a meaning in Markdown or HTML somewhere inside a line; as a numeric entity it has none. */
const MEANING = /[&<>`*_{}[\]\\#+!|~@$^%]|(?<=\bwww)\.|:(?=\/)|(?<=\b(?:mailto|xmpp)):/gi;

/** What has a meaning where a line begins: an item of a list, a line under a heading, an order to GitLab. */
const AT_START = /^[-=/]|(?<=^\d{1,9})[.)](?=\s|$)/;

/**
 * Where code hosts make links of plain text after Markdown is done: before what follows a sign for people, issues, merge
 * requests, labels, milestones, snippets and emoji; inside numbers of tickets.
 */
const REFERENCE = /(?<=[@#!~%$^&:])(?=[\p{L}\p{N}_"+-])|(?<=\p{L}-)(?=\d)/gu;

/** What is taken for the address of a person even inside HTML that is code. */
const ADDRESS = /(?<=[A-Za-z0-9._+-]@)(?=[A-Za-z0-9])/g;

/** What could name a commit; six digits of it could not. */
const COMMIT = /[0-9a-f]{7,}/gi;
const TOO_SHORT = /[0-9a-f]{6}(?=[0-9a-f])/gi;

/** Breaks a word for whoever reads it as a reference, and for nobody who reads it as text. */
const BREAK = '&#8203;';
/** Stands for `BREAK` until entities are written; `displayText` leaves none of these in a text. */
const MARK = '\u0000';

/**
 * Text on one line that stays text in the Markdown of code hosts, at the start of a line and in a table as well: no
 * emphasis, no HTML, no link, no mention, no reference. At most `most` code points of it.
 */
export function markdownText(text: string, most = Number.POSITIVE_INFINITY): string {
  return inert(shortened(displayText(text), most).trimStart()).replace(AT_START, entity);
}

/** As `markdownText`, set as code: hosts link nothing inside. */
export function markdownCode(text: string, most = Number.POSITIVE_INFINITY): string {
  const marked = shortened(displayText(text), most).replace(ADDRESS, MARK);
  return `<code>${marked.replace(MEANING, entity).replaceAll(MARK, BREAK)}</code>`;
}

/** A sentence of Drift's, in which names of the repository stand between backticks: they are code, the rest is text. */
export function markdownSentence(text: string, most = Number.POSITIVE_INFINITY): string {
  const parts = shortened(displayText(text), most).split('`');
  // Without its other half a backtick is a sign as any.
  if (parts.length % 2 === 0) return markdownText(text, most);
  return parts
    .map((part, i) => (i % 2 === 1 ? markdownCode(part) : i === 0 ? markdownText(part) : inert(part)))
    .join('');
}

/** The text, or its first characters and an ellipsis where it is longer than `most` code points. */
export function shortened(text: string, most: number): string {
  // A code point takes at most two units, so short texts need not be counted.
  if (text.length <= most) return text;
  const points = Array.from(text);
  return points.length <= most ? text : `${points.slice(0, most - 1).join('')}\u2026`;
}

function inert(shown: string): string {
  return shown
    .replace(REFERENCE, MARK)
    .replace(COMMIT, (digits) => digits.replace(TOO_SHORT, `$&${MARK}`))
    .replace(MEANING, entity)
    .replaceAll(MARK, BREAK);
}

function entity(char: string): string {
  return `&#${char.charCodeAt(0)};`;
}
