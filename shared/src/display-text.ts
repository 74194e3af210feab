/**
 * What a terminal obeys or hides instead of showing: controls, line and paragraph separators, lone surrogates and
 * invisible format characters with the bidirectional overrides among them. Kept are the two joiners that emoji and
 * Indic text need and the Arabic signs that are visible although they count as format characters.
 */
const UNSHOWABLE = /(?!\u200C|\u200D|[\u0600-\u0605\u06DD\u070F\u08E2])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

const SHORT: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/** Text from a repository made harmless where it is shown: on one line, with everything unshowable written as an escape. */
export function displayText(text: string): string {
  return text.replace(UNSHOWABLE, (char) => SHORT.get(char) ?? escapeOf(char));
}

function escapeOf(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code < 0x100) return `\\x${hex.padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`;
}

const ESCAPE = String.fromCharCode(0x1b);
/** Ends of lines and tabs, which a text of several lines may hold besides. */
const LAYOUT = /^(?:\r\n|\n|\t)$/;
/** The colours and weights of Drift's own views. */
const STYLE = new RegExp(`^${ESCAPE}\\[(?:1|2|4|22|24|3[1-9]|90)m$`);
const CANDIDATE = new RegExp(`\\r\\n|${ESCAPE}\\[\\d{1,2}m|${UNSHOWABLE.source}`, 'gu');

/** The last door before a terminal, for texts of several lines: lines and, where wanted, Drift's own colours pass, everything else is an escape. */
export function displayOutput(text: string, options: { readonly color: boolean }): string {
  const isOwn = (found: string): boolean => LAYOUT.test(found) || (options.color && STYLE.test(found));
  return text.replace(CANDIDATE, (found) => (isOwn(found) ? found : displayText(found)));
}

/** JSON in which everything unshowable is written as an escape: the same values, harmless where a terminal shows it. */
export function displayJson(json: string): string {
  return json.replace(UNSHOWABLE, (char) => (LAYOUT.test(char) ? char : unitsOf(char)));
}

function unitsOf(char: string): string {
  return char
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
