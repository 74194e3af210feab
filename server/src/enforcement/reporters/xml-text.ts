import { displayText } from '@drift/shared';

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&apos;'],
]);

/** Code points that XML 1.0 has no way to hold and `displayText` lets pass. */
const NO_CHARACTER = /[\uFFFE\uFFFF]/g;

/**
 * Text on one line as XML 1.0 content or attribute value: what a reader cannot see or XML cannot hold is written as an
 * escape, and nothing in it is markup.
 */
export function xmlText(text: string): string {
  return displayText(text)
    .replace(NO_CHARACTER, '\uFFFD')
    .replace(/[&<>"']/g, (c) => ENTITIES.get(c) ?? c);
}
