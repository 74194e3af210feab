// How a name is written: the answer all naming conventions share.

/** The ways of joining words that a name can show. */
export type IdentifierStyle = 'camel' | 'pascal' | 'snake' | 'screaming' | 'kebab';

const DISPLAY: ReadonlyMap<string, string> = new Map([
  ['camel', 'camelCase'],
  ['pascal', 'PascalCase'],
  ['snake', 'snake_case'],
  ['screaming', 'SCREAMING_SNAKE_CASE'],
  ['kebab', 'kebab-case'],
  ['mixedCaps', 'MixedCaps'],
]);

/** A name without the sigils and marks that say nothing about its style: `_name`, `$name`, `#name`, `name?`, `name_`. */
export function bareName(name: string): string {
  return name.replace(/^[_$#@]+/, '').replace(/[_?!=]+$/, '');
}

/**
 * The style a name shows, or `null` where it fits several styles or none: one lower-case word, one word in capitals,
 * letters outside ASCII, mixtures such as `visit_Name`, and words of one letter such as `c_x` or `nP`, which formulas are
 * made of. Digits stay with the word before, so `utf_8` is one word. A single small letter before capitals is a brand or a
 * formula (`iPhone`, `xAxis`), and digits on both sides of a sign belong to a name that is known so elsewhere (`murmur3_32_fixed`).
 */
export function styleOf(name: string): IdentifierStyle | null {
  const bare = bareName(name).replace(/[_-]+(?=\d)/g, '');
  if (bare.length < 2 || /\d_\d/.test(bareName(name)) || /^[a-z][A-Z]/.test(bare)) return null;
  if (/^[a-z][a-zA-Z0-9]*$/.test(bare)) return /[A-Z][a-zA-Z0-9]/.test(bare) ? 'camel' : null;
  if (/^[A-Z][a-zA-Z0-9]*$/.test(bare)) return /[a-z]/.test(bare) ? 'pascal' : null;
  if (/^[a-z][a-z0-9_]*$/.test(bare)) return longWords(bare) > 1 ? 'snake' : null;
  if (/^[A-Z][A-Z0-9_]*$/.test(bare)) return 'screaming';
  return /^[a-z][a-z0-9-]*$/.test(bare) ? 'kebab' : null;
}

function longWords(name: string): number {
  return name.split('_').filter((word) => word.length > 1).length;
}

/** True for a name of one word, `Name` and `name` alike, which shows how a language marks visibility and no more. */
export function isOneWord(name: string): boolean {
  return !/[A-Z_-]/.test(bareName(name).slice(1));
}

/** How a style is called in a message; other texts stand for themselves. */
export function describeStyle(style: string): string {
  return DISPLAY.get(style) ?? style;
}
