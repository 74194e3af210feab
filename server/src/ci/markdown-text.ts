import { displayText } from '@drift/shared';

/** What stands between a sign and what it would turn into a mention, a reference or a link; it has no width. */
const BREAK = '\u200B';

/** What a provider makes live wherever it stands in a text: mentions, issues, merge requests, labels, addresses, commits. */
const LIVE: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/[@#!$%~^&]/g, `$&${BREAK}`],
  [/:\/\//g, `:${BREAK}//`],
  [/\b(www|mailto|xmpp)(?=[.:])/gi, `$1${BREAK}`],
  [/\b(GH|GL)-(?=\d)/gi, `$1-${BREAK}`],
  [/[0-9a-f]{4}(?=[0-9a-f]{3})/gi, `$&${BREAK}`],
];

/**
 * Signs that may be Markdown or mathematics within a line, and what is so only where a line begins: a numbered item, and a
 * slash that gives GitLab an order. Angle brackets and ampersands become entities instead.
 */
const PUNCTUATION = /[\\`*_[\]()#+\-!|~={}$]|^\/|(?<=\d)\./g;

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['<', '&lt;'],
  ['>', '&gt;'],
]);

/** A text of the repository as one line of Markdown in which it is nothing but text, at most so many units of it. */
export function inertText(text: string, limit: number): string {
  const broken = LIVE.reduce((t, [pattern, replacement]) => t.replace(pattern, replacement), shown(text, limit));
  return broken
    .replace(PUNCTUATION, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/[<>]/g, (sign) => ENTITIES.get(sign) ?? sign);
}

/**
 * A text of the repository as code on one line, fit for a table. Nothing in code is live; backticks cannot end it, for the
 * fence is longer than any run of them.
 */
export function inertCode(text: string, limit: number): string {
  const line = shown(text, limit).replaceAll('|', '\u00A6');
  if (line.trim() === '') return '';
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  const gap = longest > 0 ? ' ' : '';
  return `${fence}${gap}${line}${gap}${fence}`;
}

/** A sentence of Drift's, in which names of the repository stand between backticks: they are code, the rest is text. */
export function inertSentence(text: string, limit: number): string {
  const parts = shown(text, limit).split('`');
  // Without its other half a backtick is a sign as any.
  if (parts.length % 2 === 0) return inertText(text, limit);
  return parts.map((part, i) => (i % 2 === 0 ? inertText(part, limit) : inertCode(part, limit))).join('');
}

function shown(text: string, limit: number): string {
  const line = displayText(text);
  return line.length <= limit ? line : `${line.slice(0, limit).replace(/[\uD800-\uDBFF]$/, '')}\u2026`;
}
