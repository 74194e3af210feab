import { displayText } from '@drift/shared';
import { MarkupKind } from 'vscode-languageserver';

/** How a text with names from a repository in it is written for a client. */
export interface Markup {
  readonly kind: MarkupKind;
  /** Words that are shown as they are. */
  text(words: string): string;
  /** A name, a path or a command. */
  code(words: string): string;
  strong(words: string): string;
  /** What stands between two parts. */
  readonly rule: string;
  /** An end of line inside a paragraph. */
  readonly lineEnd: string;
}

/** Of the signs of CommonMark and GitHub's dialect those that can begin something inside a line, links without brackets too. */
const SIGNS = /[\\`*_{}[\]<>()#!|~&@]|:(?=\/\/)|(?<=www)\./gi;

const MARKDOWN: Markup = {
  kind: MarkupKind.Markdown,
  text: escapeMarkdown,
  code: codeSpan,
  strong: (words) => `**${escapeMarkdown(words)}**`,
  rule: '\n\n---\n\n',
  lineEnd: '  \n',
};

const PLAIN: Markup = {
  kind: MarkupKind.PlainText,
  text: displayText,
  code: displayText,
  strong: displayText,
  rule: '\n\n',
  lineEnd: '\n',
};

/** The way a client reads hovers. */
export function markupFor(features: { readonly markdownHover: boolean }): Markup {
  return features.markdownHover ? MARKDOWN : PLAIN;
}

/** Text of a repository that stays text in Markdown, on one line. */
export function escapeMarkdown(words: string): string {
  return displayText(words).replace(SIGNS, '\\$&');
}

/** Text of a repository as code in Markdown: nothing in it ends the code, nothing in it is changed. */
export function codeSpan(words: string): string {
  const shown = displayText(words);
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  // Without a blank a sign at the edge would belong to the fence; one blank on both sides is taken away again.
  const pad = /^`|`$|^ .* $|^$/.test(shown) ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}
