import { displayText } from '@drift/shared';

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

/** Text on one line as HTML content or quoted attribute value: never markup, and nothing in it is hidden. */
export function htmlText(text: string): string {
  return displayText(text).replace(/[&<>"']/g, (c) => ENTITIES.get(c) ?? c);
}

/** Text of several lines for a `pre`: as `htmlText`, but for line ends and tabs, which stay. */
export function htmlLines(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.split('\t').map(htmlText).join('\t'))
    .join('\n');
}
