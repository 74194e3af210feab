/** East Asian wide and full-width blocks, `[first, last]`, ascending; emoji are recognised by their property. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2329, 0x232a],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18cff],
  [0x1aff0, 0x1b2ff],
  [0x1f200, 0x1f2ff],
  [0x20000, 0x3fffd],
];
const EMOJI = /^\p{Emoji_Presentation}$/u;
const MARK = /^(?:\p{Mn}|\p{Me}|\u200C|\u200D)$/u;

const JOINER = 0x200d;
const EMOJI_VARIATION = 0xfe0f;
const HANGUL_MEDIAL_OR_FINAL = [0x1160, 0x11ff] as const;

/** One thing that takes room on a screen: a character with all that is drawn over it, or a joined emoji. */
export interface Cell {
  readonly text: string;
  readonly width: number;
  /** Where it begins in the text, in UTF-16 code units. */
  readonly offset: number;
}

/** Splits text into cells: combining marks, joined emoji, skin tones and flag pairs stay with what they belong to. */
export function cellsOf(text: string): Cell[] {
  const cells: { text: string; width: number; offset: number }[] = [];
  let offset = 0;
  let joined = false;
  let openFlag = false;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    const last = cells.at(-1);
    const flag = isRegional(code);
    if (last !== undefined && (joined || extendsCell(char, code) || (flag && openFlag))) {
      last.text += char;
      if (flag || (code === EMOJI_VARIATION && last.width === 1)) last.width = 2;
      openFlag = false;
    } else {
      cells.push({ text: char, width: widthOfCode(char, code), offset });
      openFlag = flag;
    }
    joined = code === JOINER;
    offset += char.length;
  }
  return cells;
}

/** The columns a text takes in a terminal; control characters must have been escaped before. */
export function displayWidth(text: string): number {
  if (isPlainAscii(text)) return text.length;
  let width = 0;
  for (const cell of cellsOf(text)) width += cell.width;
  return width;
}

/** Fills up with blanks to a width in columns; a longer text stays as it is. */
export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

function isPlainAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7e) return false;
  return true;
}

function extendsCell(char: string, code: number): boolean {
  if (code < 0x300) return false;
  const [first, last] = HANGUL_MEDIAL_OR_FINAL;
  const isSkinTone = code >= 0x1f3fb && code <= 0x1f3ff;
  return isSkinTone || (code >= first && code <= last) || MARK.test(char);
}

function widthOfCode(char: string, code: number): number {
  if (code < 0x1100) return code >= 0x300 && MARK.test(char) ? 0 : 1;
  if (isRegional(code)) return 1;
  if (isWide(code) || EMOJI.test(char)) return 2;
  return MARK.test(char) ? 0 : 1;
}

function isRegional(code: number): boolean {
  return code >= 0x1f1e6 && code <= 0x1f1ff;
}

function isWide(code: number): boolean {
  let low = 0;
  let high = WIDE.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [first, last] = WIDE[middle] ?? [0, 0];
    if (code < first) high = middle - 1;
    else if (code > last) low = middle + 1;
    else return true;
  }
  return false;
}
