/** What a text of the YAML that we write can hold. */
export type Yaml = string | readonly Yaml[] | { readonly [key: string]: Yaml };

interface Line {
  readonly indent: number;
  readonly text: string;
}

/**
 * Reads the YAML of our own templates: mappings, lists of scalars and of mappings, quoted and plain scalars, `|` blocks,
 * whole-line comments and short flow lists. Anything else is an error, so that no template is read wrongly.
 */
export function readYaml(text: string): Yaml {
  const raw = text.split('\n');
  const at = { line: 0 };
  const value = node(raw, at, 0);
  skip(raw, at);
  if (at.line < raw.length) throw new Error(`line ${at.line + 1} is not understood: ${raw[at.line]}`);
  return value;
}

function skip(raw: readonly string[], at: { line: number }): void {
  while (at.line < raw.length && /^\s*(?:#.*)?$/.test(raw[at.line] ?? '')) at.line++;
}

function peek(raw: readonly string[], at: { line: number }): Line | null {
  skip(raw, at);
  const text = raw[at.line];
  if (text === undefined) return null;
  const indent = text.length - text.trimStart().length;
  return { indent, text: text.trim() };
}

function node(raw: readonly string[], at: { line: number }, least: number): Yaml {
  const first = peek(raw, at);
  if (first === null || first.indent < least) return '';
  return first.text.startsWith('- ') ? list(raw, at, first.indent) : mapping(raw, at, first.indent);
}

function list(raw: readonly string[], at: { line: number }, indent: number): Yaml {
  const items: Yaml[] = [];
  for (let line = peek(raw, at); line?.indent === indent && line.text.startsWith('- '); line = peek(raw, at)) {
    const rest = line.text.slice(2);
    if (rest === '|') {
      at.line++;
      items.push(block(raw, at, indent));
    } else if (/^[\w-]+:(?: |$)/.test(rest)) {
      const copy = [...raw];
      copy[at.line] = `${' '.repeat(indent + 2)}${rest}`;
      items.push(mapping(copy, at, indent + 2));
    } else {
      at.line++;
      items.push(scalar(rest));
    }
  }
  return items;
}

function mapping(raw: readonly string[], at: { line: number }, indent: number): Yaml {
  const out: Record<string, Yaml> = {};
  for (let line = peek(raw, at); line?.indent === indent; line = peek(raw, at)) {
    const [, key = '', rest = ''] = /^([\w.-]+):(?: (.*))?$/.exec(line.text) ?? [];
    if (key === '' || key in out) throw new Error(`line ${at.line + 1} is no new key: ${line.text}`);
    at.line++;
    if (rest === '|') out[key] = block(raw, at, indent);
    else if (rest === '') out[key] = node(raw, at, indent + 1);
    else out[key] = scalar(rest);
  }
  return out;
}

function block(raw: readonly string[], at: { line: number }, outer: number): string {
  const lines: string[] = [];
  let indent: number | null = null;
  for (; at.line < raw.length; at.line++) {
    const text = raw[at.line] ?? '';
    const own = text.length - text.trimStart().length;
    if (text.trim() === '') {
      lines.push('');
      continue;
    }
    if (own <= outer) break;
    indent ??= own;
    lines.push(text.slice(indent));
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

function scalar(text: string): Yaml {
  const quoted = /^'((?:[^']|'')*)'$/.exec(text)?.[1];
  if (quoted !== undefined) return quoted.replaceAll("''", "'");
  const flow = /^\[([^\]]*)\]$/.exec(text)?.[1];
  if (flow !== undefined) return flow.split(',').map((item) => item.trim());
  if (/^["'[{&*!>%`]|: | #/.test(text)) throw new Error(`this scalar is not understood: ${text}`);
  return text;
}
