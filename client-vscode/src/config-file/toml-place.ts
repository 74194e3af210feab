/** Where a cursor stands in a TOML text, as far as its lines tell. */
export interface TomlPlace {
  /** The table and the keys before the cursor's. */
  readonly path: readonly string[];
  readonly kind: 'table' | 'key' | 'value';
  /** The word the cursor is in or at the end of: its text and columns. */
  readonly word: string;
  readonly from: number;
  readonly to: number;
  /** Keys that the table has already. */
  readonly taken: readonly string[];
  /** True inside quotes. */
  readonly isQuoted: boolean;
}

const HEADER = /^\s*\[\[?([^[\]]*)\]?/;
const WORD = /[\w./-]*$/;

/** Where column `character` of line `line` stands; `null` inside a comment. */
export function tomlPlace(text: string, line: number, character: number): TomlPlace | null {
  const lines = text.split(/\r\n|\r|\n/);
  const current = lines[line] ?? '';
  const before = current.slice(0, character);
  if (isInComment(before)) return null;
  const from = character - (WORD.exec(before)?.[0].length ?? 0);
  const to = character + (/^[\w./-]*/.exec(current.slice(character))?.[0].length ?? 0);
  const word = current.slice(from, to);
  const isQuoted = (before.slice(0, from).match(/"/g) ?? []).length % 2 === 1;
  const at = { word, from, to, isQuoted };
  if (/^\s*\[[^\]]*$/.test(before)) return { ...at, path: [], kind: 'table', taken: tables(lines) };
  const table = tableOf(lines, line);
  const equals = equalsIn(before);
  if (equals >= 0) return { ...at, path: [...table, ...keys(before.slice(0, equals))], kind: 'value', taken: [] };
  const list = openList(lines, line);
  if (list !== null) return { ...at, path: [...table, ...keys(list)], kind: 'value', taken: [] };
  return { ...at, path: table, kind: 'key', taken: keysOf(lines, line) };
}

/** The keys of a dotted name, without quotes. */
export function keys(name: string): string[] {
  return (name.match(/"[^"]*"|'[^']*'|[^.\s]+/g) ?? []).map((k) => k.replace(/^["']|["']$/g, ''));
}

function isInComment(before: string): boolean {
  return /^(?:[^"'#]|"(?:[^"\\]|\\.)*"|'[^']*')*#/.test(before);
}

/** Column of the first `=` that is not in quotes, or -1. */
function equalsIn(text: string): number {
  const upTo = /^(?:[^"'=]|"[^"]*"|'[^']*')*=/.exec(text)?.[0] ?? '';
  return upTo.length - 1;
}

function tableOf(lines: readonly string[], line: number): string[] {
  for (let i = line; i >= 0; i--) {
    const name = HEADER.exec(lines[i] ?? '')?.[1];
    if (name !== undefined && equalsIn(lines[i] ?? '') < 0) return keys(name);
  }
  return [];
}

function tables(lines: readonly string[]): string[] {
  return lines.flatMap((l) => /^\s*\[([^[\]]*)\]/.exec(l)?.[1]?.trim() ?? []);
}

/** Keys given in the table around a line, those of the line itself left out. */
function keysOf(lines: readonly string[], line: number): string[] {
  let start = line;
  while (start > 0 && !HEADER.test(lines[start] ?? '')) start--;
  let end = line + 1;
  while (end < lines.length && !HEADER.test(lines[end] ?? '')) end++;
  return lines.slice(start, end).flatMap((text, i) => {
    const equals = equalsIn(text);
    return equals < 0 || start + i === line ? [] : keys(text.slice(0, equals)).slice(0, 1);
  });
}

/** The key of a list that was opened on a line above and is not closed before this one. */
function openList(lines: readonly string[], line: number): string | null {
  for (let i = line - 1; i >= 0; i--) {
    const text = lines[i] ?? '';
    if (text.includes(']') || HEADER.test(text)) return null;
    const equals = equalsIn(text);
    if (equals >= 0) return /^\s*\[/.test(text.slice(equals + 1)) ? text.slice(0, equals) : null;
  }
  return null;
}
