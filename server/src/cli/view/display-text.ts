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

/** Text from a repository made harmless for a terminal: on one line, with everything unshowable written as an escape. */
export function displayText(text: string): string {
  return text.replace(UNSHOWABLE, (char) => SHORT.get(char) ?? escapeOf(char));
}

function escapeOf(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code < 0x100) return `\\x${hex.padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`;
}
