/**
 * The texts of one list at the top of a YAML text, written as a block (`- a`) or in brackets. Nothing else of YAML is
 * read: no anchor, tag or nested value. Linear in the text.
 */
export function yamlList(text: string, key: string): string[] {
  const lines = text.split(/\r\n|\n|\r/);
  const start = lines.findIndex((line) => line.startsWith(`${key}:`) || line.startsWith(`"${key}":`));
  if (start < 0) return [];
  const first = lines[start] ?? '';
  const rest = withoutComment(first.slice(first.indexOf(':') + 1)).trim();
  return rest.startsWith('[') ? flowItems([rest, ...lines.slice(start + 1)]) : blockItems(lines.slice(start + 1));
}

function blockItems(lines: readonly string[]): string[] {
  const items: string[] = [];
  for (const line of lines) {
    const text = withoutComment(line).trim();
    if (text === '') continue;
    if (text !== '-' && !text.startsWith('- ')) break;
    const item = unquoted(text.slice(1).trim());
    if (item !== '') items.push(item);
  }
  return items;
}

function flowItems(lines: readonly string[]): string[] {
  const parts: string[] = [];
  for (const line of lines) {
    const text = withoutComment(line);
    const end = text.indexOf(']');
    parts.push(end < 0 ? text : text.slice(0, end));
    if (end >= 0) break;
  }
  return parts
    .join(' ')
    .replace('[', '')
    .split(',')
    .map((item) => unquoted(item.trim()))
    .filter((item) => item !== '');
}

/** A `#` begins a comment at the start of a line or after a blank, outside quotes. */
function withoutComment(line: string): string {
  let quote = '';
  for (let i = 0; i < line.length; i++) {
    const c = line[i] ?? '';
    if (quote !== '') {
      if (c === quote) quote = '';
    } else if (c === '"' || c === "'") quote = c;
    else if (c === '#' && (i === 0 || line[i - 1] === ' ' || line[i - 1] === '\t')) return line.slice(0, i);
  }
  return line;
}

function unquoted(text: string): string {
  const quote = text[0];
  return (quote === '"' || quote === "'") && text.length > 1 && text.endsWith(quote) ? text.slice(1, -1) : text;
}
