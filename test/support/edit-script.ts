import type { Random } from './random.ts';

export type Encoding = 'utf-16' | 'utf-8' | 'utf-32';

/** One change as a client sends it. */
export interface Change {
  readonly range?: { readonly start: Position; readonly end: Position };
  readonly text: string;
}

export interface Position {
  readonly line: number;
  readonly character: number;
}

const SNIPPETS = [
  'x',
  '(',
  ')',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '`',
  ';',
  ',',
  '.',
  ' ',
  '\n',
  '\r\n',
  '\r',
  '\u2028',
  '\t',
  '😀',
  'é',
  '漢字',
  'e\u0301',
  '//',
  '/*',
  '*/',
  '#',
  '${',
  '\\',
  '0',
  '=',
  '==',
  '<',
  '>',
  '&&',
  ':',
  '\nfunction snake_name() {}\n',
  '\ndef camelName():\n    pass\n',
  ' password = "hunter2" ',
  '\nclass lower {}\n',
  '\nif (err != nil) {}\n',
  '\ntry { f() } catch (e) {}\n',
  '\n// drift-ignore-next-line *: because\n',
  '\n// drift-ignore-start *: because\n',
  '\n// drift-ignore-end\n',
] as const;

/** A random change of a text: mostly what people type, often leaving it broken. Returns the next text with it. */
export function randomChange(random: Random, text: string, encoding: Encoding): { change: Change; next: string } {
  const kind = random.below(20);
  if (kind === 0) return { change: { text }, next: text };
  const start = boundary(text, random.below(text.length + 1));
  const length = kind < 6 ? random.below(12) : kind < 8 ? random.below(300) : 0;
  const end = boundary(text, Math.min(text.length, start + length));
  const inserted = kind < 3 ? '' : kind === 8 ? slice(random, text) : random.pick(SNIPPETS);
  const next = text.slice(0, start) + inserted + text.slice(end);
  return {
    change: {
      range: { start: positionAt(text, start, encoding), end: positionAt(text, end, encoding) },
      text: inserted,
    },
    next,
  };
}

function slice(random: Random, text: string): string {
  const start = boundary(text, random.below(text.length + 1));
  return text.slice(start, boundary(text, Math.min(text.length, start + random.below(200))));
}

/** Moves an offset back where it would split a character or a line break. */
function boundary(text: string, offset: number): number {
  const before = text.charCodeAt(offset - 1);
  const after = text.charCodeAt(offset);
  const splitsPair = before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
  return splitsPair || (before === 13 && after === 10) ? offset - 1 : offset;
}

/** Position of an offset, worked out the slow and obvious way. */
export function positionAt(text: string, offset: number, encoding: Encoding): Position {
  const lines = text.slice(0, offset).split(/\r\n|\n|\r/);
  const last = lines.at(-1) ?? '';
  return { line: lines.length - 1, character: width(last, encoding) };
}

/** Offset of a position, worked out the slow and obvious way. */
export function offsetAt(text: string, position: Position, encoding: Encoding): number {
  let offset = 0;
  const pieces = text.split(/(\r\n|\n|\r)/);
  for (let line = 0; line < position.line; line++)
    offset += (pieces[line * 2]?.length ?? 0) + (pieces[line * 2 + 1]?.length ?? 0);
  const content = pieces[position.line * 2] ?? '';
  let taken = 0;
  for (const character of content) {
    if (width(content.slice(0, taken), encoding) >= position.character) break;
    taken += character.length;
  }
  return offset + taken;
}

function width(text: string, encoding: Encoding): number {
  if (encoding === 'utf-16') return text.length;
  return encoding === 'utf-8' ? Buffer.byteLength(text, 'utf8') : [...text].length;
}
