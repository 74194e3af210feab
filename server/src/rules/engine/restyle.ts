// The other way round from `styleOf`: the name that shows a style.
import { styleOf } from './identifier-style.ts';

/** The styles a name can be given. */
export const TARGET_STYLES = ['camel', 'pascal', 'snake', 'screaming', 'kebab', 'mixedCaps'] as const;
/** One of the styles a name can be given. */
export type TargetStyle = (typeof TARGET_STYLES)[number];

/** Signs before and after a name that say nothing about its style, and the name between them. */
const PARTS = /^([_$#@]*)(.*?)([_?!=]*)$/s;
const PLAIN = /^[A-Za-z][A-Za-z0-9_-]*$/;

/**
 * The name with the same words in another style: sigils and marks (`$`, `#`, `_`, `?`) stay. `null` where the style is not
 * known, the name has letters outside ASCII, or no such name shows the style (one word has no camelCase).
 */
export function restyle(name: string, style: string): string | null {
  const [, lead = '', bare = '', tail = ''] = PARTS.exec(name) ?? [];
  const target = TARGET_STYLES.find((s) => s === style);
  if (target === undefined || !PLAIN.test(bare)) return null;
  const words = wordsOf(bare);
  const made = lead + joined(words, target, /^[A-Z]/.test(bare)) + tail;
  const shown = styleOf(made);
  const wanted = target === 'mixedCaps' ? (/^[A-Z]/.test(bare) ? 'pascal' : 'camel') : target;
  return shown === wanted && wordsOf(made).join(' ') === words.join(' ') ? made : null;
}

/**
 * The words of a name in small letters. A word begins at a sign, at a capital after a small letter or digit, and at the
 * last capital of a run before small letters: `parseHTTPResponse2` is `parse http response2`. Digits stay with the word
 * before, and a part that is only digits joins it: `utf_8` is `utf8`.
 */
export function wordsOf(name: string): readonly string[] {
  const parts = (PARTS.exec(name)?.[2] ?? '').split(/[_-]+/).flatMap(wordsOfPart);
  const out: string[] = [];
  for (const part of parts) {
    const last = out.at(-1);
    if (/^\d/.test(part) && last !== undefined) out[out.length - 1] = last + part;
    else if (part !== '') out.push(part);
  }
  return out.map((word) => word.toLowerCase());
}

function wordsOfPart(part: string): readonly string[] {
  return part.match(/[A-Z]+(?![a-z])[0-9]*|[A-Z][a-z]*[0-9]*|[a-z]+[0-9]*|[0-9]+/g) ?? [];
}

function joined(words: readonly string[], style: TargetStyle, isCapital: boolean): string {
  switch (style) {
    case 'camel':
      return words.map((word, i) => (i === 0 ? word : capitalized(word))).join('');
    case 'pascal':
      return words.map(capitalized).join('');
    case 'mixedCaps':
      return joined(words, isCapital ? 'pascal' : 'camel', isCapital);
    case 'snake':
      return words.join('_');
    case 'screaming':
      return words.join('_').toUpperCase();
    case 'kebab':
      return words.join('-');
  }
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
