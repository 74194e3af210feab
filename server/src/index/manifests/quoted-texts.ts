/** The texts between single or double quotes on one line or in one call, in order. Linear. */
export function quotedTexts(source: string): string[] {
  const found: string[] = [];
  for (let i = 0; i < source.length; i++) {
    const quote = source[i];
    if (quote !== '"' && quote !== "'") continue;
    let end = i + 1;
    while (end < source.length && source[end] !== quote && source[end] !== '\n') end++;
    if (source[end] === quote) found.push(source.slice(i + 1, end));
    i = end;
  }
  return found;
}

/** Source text with `//`, `#` and block comments blanked out; strings stay. `marks` says which openings count. */
export function withoutLineComments(source: string, marks: readonly ('//' | '#' | '/*')[]): string {
  const out: string[] = [];
  let kept = 0;
  for (let i = 0; i < source.length; ) {
    const c = source[i];
    const mark = marks.find((m) => source.startsWith(m, i));
    if (mark !== undefined) {
      out.push(source.slice(kept, i));
      const end = source.indexOf(mark === '/*' ? '*/' : '\n', i);
      i = end < 0 ? source.length : mark === '/*' ? end + 2 : end;
      kept = i;
    } else if (c === '"' || c === "'") i = endOfQuote(source, i);
    else i++;
  }
  out.push(source.slice(kept));
  return out.join(' ');
}

function endOfQuote(source: string, start: number): number {
  const quote = source[start];
  let i = start + 1;
  while (i < source.length && source[i] !== quote && source[i] !== '\n') i += source[i] === '\\' ? 2 : 1;
  return i + 1;
}
