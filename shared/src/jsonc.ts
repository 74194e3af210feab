/** JSON text with comments and trailing commas blanked out; strings stay as they are. Linear. */
export function withoutJsonComments(text: string): string {
  const out: string[] = [];
  let kept = 0;
  for (let i = 0; i < text.length; ) {
    const c = text[i];
    if (c === '"') i = endOfString(text, i);
    else if (c === '/' && (text[i + 1] === '/' || text[i + 1] === '*')) {
      out.push(text.slice(kept, i));
      i = endOfComment(text, i);
      kept = i;
    } else i++;
  }
  out.push(text.slice(kept));
  return withoutTrailingCommas(out.join(' '));
}

function endOfString(text: string, start: number): number {
  let i = start + 1;
  while (i < text.length && text[i] !== '"' && text[i] !== '\n') i += text[i] === '\\' ? 2 : 1;
  return i + 1;
}

function endOfComment(text: string, start: number): number {
  const block = text[start + 1] === '*';
  const end = text.indexOf(block ? '*/' : '\n', start + 2);
  return end < 0 ? text.length : block ? end + 2 : end;
}

function withoutTrailingCommas(text: string): string {
  const out: string[] = [];
  let kept = 0;
  let comma = -1;
  for (let i = 0; i < text.length; ) {
    const c = text[i];
    if (c === '"') {
      i = endOfString(text, i);
      comma = -1;
      continue;
    }
    if (c === ',') comma = i;
    else if ((c === '}' || c === ']') && comma >= 0) {
      out.push(text.slice(kept, comma));
      kept = comma + 1;
      comma = -1;
    } else if (c !== ' ' && c !== '\n' && c !== '\r' && c !== '\t') comma = -1;
    i++;
  }
  out.push(text.slice(kept));
  return out.join('');
}
