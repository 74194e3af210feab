// Tells the classes of utility frameworks (`px-4`, `md:flex`) from names that somebody has given.

/** Words that utility frameworks use as a class by themselves; anybody gives such names. */
const WORDS: ReadonlySet<string> = new Set(
  (
    'flex grid block inline hidden absolute relative fixed sticky static truncate underline italic uppercase lowercase ' +
    'capitalize antialiased border rounded shadow transition container group peer contents invisible visible collapse ' +
    'grow shrink resize outline ring blur isolate'
  ).split(' '),
);
/** What a utility is about, before the last dash. */
const SUBJECT =
  '(?:[mp][xytrblse]?|[wh]|size|(?:min|max)-[wh]|gap(?:-[xy])?|space-[xy]|inset(?:-[xy])?|top|right|bottom|left|z|text|' +
  'font|leading|tracking|bg|from|via|to|border(?:-[xytrblse])?|rounded(?:-[trblse]{1,2})?|shadow|ring(?:-offset)?|' +
  'opacity|flex|grid(?:-cols|-rows|-flow)?|col(?:-span|-start)?|row(?:-span)?|items|justify(?:-items|-self)?|content|' +
  'self|place-(?:items|content|self)|order|basis|grow|shrink|overflow(?:-[xy])?|object|cursor|pointer-events|' +
  'transition|duration|ease|delay|animate|scale(?:-[xy])?|rotate|translate-[xy]|origin|divide(?:-[xy])?|outline|fill|' +
  'stroke|whitespace|break|align|aspect|line-clamp|backdrop-blur|blur|underline-offset)';
/** What a utility does with it: a number, a size, a colour of the scale, or a word of CSS. */
const AMOUNT =
  '(?:\\d[\\d./]*|px|\\[[^\\]]+\\]|\\(--[\\w-]+\\)|xs|sm|md|lg|[2-9]?xl|full|screen|auto|none|min|max|fit|svh|dvh|' +
  '(?:slate|gray|grey|zinc|neutral|stone|red|orange|amber|yellow|lime|green|emerald|teal|cyan|sky|blue|indigo|violet|' +
  'purple|fuchsia|pink|rose)-\\d{2,3}|white|black|transparent|current|inherit|(?:[a-z]+-)?foreground|background|center|' +
  'start|end|between|around|evenly|stretch|baseline|bold|semibold|medium|normal|light|mono|hidden|scroll|wrap|nowrap|' +
  'col|row|col-reverse|row-reverse|cover|contain|pointer|not-allowed|solid|dashed|dotted|spin|pulse|colors|opacity|' +
  'transform|in-out|linear|tight|snug|relaxed|wide|wider|square|video|pretty|balance|words|all)';
const UTILITY = new RegExp(`^!?-?${SUBJECT}-${AMOUNT}(?:/[\\w.\\[\\]%]+)?!?$`);
/** `hover:`, `md:`, `data-[state=open]:`, `group-hover/item:` in front of a class. */
const VARIANT = /^(?:[*a-z][\w-]*(?:\[[^\]]*\])?(?:\/\w+)?:)+(?=[\w[!-])/;
/** Signs that nobody gives a name by chance. */
const SURE = /\d|\[|:/;
/** Beside some names that are no utilities, utilities still are the method. */
const MOSTLY = 0.6;

/** What a list of class names is: `null` where it is a mixture, `undefined` where it holds no name or fits both kinds. */
export function methodOfNames(text: string): 'utility' | 'plain' | null | undefined {
  const names = text.split(/\s+/).filter((n) => n !== '' && !n.includes('{'));
  if (names.length === 0) return undefined;
  const clear = names.filter((n) => VARIANT.test(n) || UTILITY.test(n));
  if (clear.length === 0) return names.every((n) => WORDS.has(n)) ? undefined : 'plain';
  if (names.length === 1) return SURE.test(clear[0] ?? '') ? 'utility' : undefined;
  const weak = names.filter((n) => WORDS.has(n)).length;
  return (clear.length + weak) / names.length >= MOSTLY ? 'utility' : null;
}
