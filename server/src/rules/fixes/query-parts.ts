import type { QuerySyntax } from './query-syntax.ts';

/** A query read back from the expression that puts it together: texts and the values between them, in order. */
export interface QueryParts {
  /** One more than there are values, as written between quotes. */
  readonly texts: readonly string[];
  readonly values: readonly string[];
  /** What opens and closes the text once it is one. */
  readonly open: string;
  readonly close: string;
}

interface Literal {
  readonly prefix: string;
  readonly quote: string;
  readonly content: string;
}

const UNREAD = 'the text is put together in a way that cannot be read back for certain';
/** `{name:>10}` and `{name!r}`: a value that is formatted on its way into the text. */
const FORMATTED = /[!:]\s*\S*$/;
const DIRECTIVE = /%[sdv]/g;

/** Reads an expression back, or says why it cannot be. */
export function queryParts(written: string, syntax: QuerySyntax): QueryParts | string {
  const format = formatCall(written, syntax);
  if (format === 'odd') return UNREAD;
  if (format !== null) return formatted(format, syntax);
  const operands = splitAt(written, syntax.concat, syntax);
  if (operands === null) return UNREAD;
  const texts: string[] = [''];
  const values: string[] = [];
  let first: Literal | null = null;
  for (const operand of operands) {
    const literal = literalOf(operand, syntax);
    if (literal === null) {
      if (operand === '') return UNREAD;
      values.push(operand);
      texts.push('');
      continue;
    }
    if (first !== null && literal.quote !== first.quote && /['"\\`]/.test(literal.content)) return UNREAD;
    first ??= literal;
    const inner = interpolated(literal, syntax);
    if (inner === null) return UNREAD;
    texts.push((texts.pop() ?? '') + (inner.texts[0] ?? ''), ...inner.texts.slice(1));
    values.push(...inner.values);
  }
  if (first === null) return UNREAD;
  return { texts, values, open: syntax.plain(first.prefix) + first.quote, close: first.quote };
}

interface FormatCall {
  readonly literal: Literal;
  readonly values: readonly string[];
}

/** A call that formats, with its text and its values; `odd` where it is one that cannot be read. */
function formatCall(written: string, syntax: QuerySyntax): FormatCall | 'odd' | null {
  const open = written.indexOf('(');
  if (syntax.format === undefined || open < 0 || !syntax.format.test(written.slice(0, open).trim())) return null;
  if (!written.endsWith(')')) return 'odd';
  const [text, ...values] = splitAt(written.slice(open + 1, -1), ',', syntax) ?? [];
  const literal = text === undefined ? null : literalOf(text, syntax);
  return literal === null || values.includes('') ? 'odd' : { literal, values };
}

function formatted({ literal, values }: FormatCall, syntax: QuerySyntax): QueryParts | string {
  const texts = literal.content.split(DIRECTIVE);
  if (texts.length !== values.length + 1 || texts.some((t) => t.includes('%') || t.includes('{'))) return UNREAD;
  return { texts, values, open: syntax.plain(literal.prefix) + literal.quote, close: literal.quote };
}

/** The literal that an operand is as a whole, or `null`. */
function literalOf(operand: string, syntax: QuerySyntax): Literal | null {
  const prefix = syntax.prefix.exec(operand)?.[0] ?? '';
  const quote = syntax.quotes.find((q) => operand.startsWith(q, prefix.length));
  if (quote === undefined) return null;
  const end = endOfLiteral(operand, prefix.length, quote, syntax.hole(prefix, quote), syntax);
  if (end !== operand.length) return null;
  return { prefix, quote, content: operand.slice(prefix.length + quote.length, end - quote.length) };
}

/** Texts and values of a literal; `null` where a value is formatted on its way. */
function interpolated(
  { prefix, quote, content }: Literal,
  syntax: QuerySyntax,
): { readonly texts: readonly string[]; readonly values: readonly string[] } | null {
  const hole = syntax.hole(prefix, quote);
  if (hole === null) return { texts: [content], values: [] };
  const texts: string[] = [];
  const values: string[] = [];
  let from = 0;
  for (let i = 0; i < content.length; i++) {
    if (content[i] === '\\') {
      i++;
      continue;
    }
    const opened = hole.exec(content.slice(i));
    if (opened === null) {
      if (hole.source === '^\\{' && (content[i] === '{' || content[i] === '}')) return null;
      continue;
    }
    if (content.startsWith('{{', i)) return null;
    const braced = opened[0].endsWith('{');
    const start = i + opened[0].length;
    const end = braced ? closing(content, start, syntax) : start + nameLength(content.slice(start));
    if (end <= start) return null;
    const value = content.slice(start, end).trim();
    if (hole.source === '^\\{' && FORMATTED.test(value)) return null;
    texts.push(content.slice(from, i));
    values.push(value);
    i = braced ? end : end - 1;
    from = i + 1;
  }
  return { texts: [...texts, content.slice(from)], values };
}

/** A bare variable in a text: `$name`, in PHP with its sigil. */
function nameLength(text: string): number {
  return /^\$?\w+/.exec(text)?.[0].length ?? 0;
}

function closing(text: string, from: number, syntax: QuerySyntax): number {
  let depth = 1;
  for (let i = from; i < text.length; i++) {
    const quote = syntax.quotes.find((q) => text.startsWith(q, i));
    if (quote !== undefined) {
      i = endOfLiteral(text, i, quote, null, syntax) - 1;
      if (i < 0) return -1;
    } else if (text[i] === '{') depth++;
    else if (text[i] === '}' && --depth === 0) return i;
  }
  return -1;
}

/** Offset behind a literal that opens at `at`; the length of the text and more where it does not end. */
function endOfLiteral(text: string, at: number, quote: string, hole: RegExp | null, syntax: QuerySyntax): number {
  for (let i = at + quote.length; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text.startsWith(quote, i)) return i + quote.length;
    else if (hole !== null) {
      const opened = hole.exec(text.slice(i, i + 3));
      if (opened?.[0].endsWith('{') && !text.startsWith('{{', i)) {
        const end = closing(text, i + opened[0].length, syntax);
        if (end < 0) return text.length + 1;
        i = end;
      }
    }
  }
  return text.length + 1;
}

/** The operands between separators outside of brackets and texts; `null` where the brackets do not match or operators mix. */
function splitAt(written: string, separator: string, syntax: QuerySyntax): string[] | null {
  const out: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < written.length; i++) {
    const rest = written.slice(i);
    const prefix = /[\w$]/.test(written[i - 1] ?? ' ') ? '' : (syntax.prefix.exec(rest)?.[0] ?? '');
    const quote = syntax.quotes.find((q) => rest.startsWith(q, prefix.length));
    const c = written[i] ?? '';
    if (quote !== undefined)
      i = endOfLiteral(written, i + prefix.length, quote, syntax.hole(prefix, quote), syntax) - 1;
    else if ('([{'.includes(c)) depth++;
    else if (')]}'.includes(c)) depth--;
    else if (rest.startsWith('//') || rest.startsWith('/*') || c === '#') return null;
    else if (depth === 0 && c === separator) {
      out.push(written.slice(from, i).trim());
      from = i + 1;
    } else if (
      depth === 0 &&
      separator !== ',' &&
      /[-*/%?:&|<>=]/.test(c) &&
      !rest.startsWith('->') &&
      !rest.startsWith('::')
    )
      if (written[i - 1] !== '-' && written[i - 1] !== ':') return null;
  }
  return depth === 0 ? [...out, written.slice(from).trim()] : null;
}
