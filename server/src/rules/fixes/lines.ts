/** The line that an offset lies on, from its start to its end without the line break. */
export interface TextLine {
  readonly start: number;
  readonly end: number;
  /** White space it starts with. */
  readonly indent: string;
}

/** The line of an offset in a text. */
export function lineAt(text: string, offset: number): TextLine {
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  const rest = text.slice(offset).search(/[\r\n]/);
  const end = rest < 0 ? text.length : offset + rest;
  return { start, end, indent: /^[ \t]*/.exec(text.slice(start, end))?.[0] ?? '' };
}

/** True where a range is all that stands on its lines, but for a comment behind it. */
export function standsAlone(text: string, { start, end }: { readonly start: number; readonly end: number }): boolean {
  const before = text.slice(lineAt(text, start).start, start);
  const after = text.slice(end, lineAt(text, end).end);
  return /^[ \t]*$/.test(before) && /^[ \t]*;?[ \t]*(?:(?:\/\/|#).*)?$/.test(after);
}

/** How lines of a text end. */
export function lineEndOf(text: string): string {
  return /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
}

/** One step of indentation as a text uses it. */
export function stepOf(text: string, otherwise: string): string {
  const found = /^(?:\t|(?: {2}| {4})(?! ))(?=\S)/m.exec(text)?.[0];
  return found ?? otherwise;
}
