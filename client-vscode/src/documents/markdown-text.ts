import { displayText } from '@drift/shared';

/** Signs of Markdown that can begin something inside a line. */
const SIGNS = /[\\`*_{}[\]<>()#!|~&@]|:(?=\/\/)|(?<=www)\./gi;

/** Text of a repository that stays text in Markdown, on one line. */
export function markdownText(words: string): string {
  return displayText(words).replace(SIGNS, '\\$&');
}
