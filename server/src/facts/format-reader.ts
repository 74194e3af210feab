import { CallFlag, type CallParts, NONE, type NodeIndex } from '@drift/grammars';
import { Role } from './compiled-pack.ts';
import type { Expressions, Reading } from './expressions.ts';
import { FORMAT_CALLS, FORMAT_METHODS, type FormatStyle, fillIn } from './formatting.ts';
import { cutText } from './holes.ts';
import { MAX_CONCAT_PARTS, MAX_FORMAT_DEPTH, MAX_VALUE_TEXT } from './parameters.ts';

/** Reads format strings together with what fills them in. */
export class FormatReader {
  private readonly expressions: Expressions;
  private depth = 0;

  constructor(expressions: Expressions) {
    this.expressions = expressions;
  }

  /** `"…" % values`: the format string with the values, or the holes they leave, in their places. */
  operator(n: NodeIndex): Reading | null {
    if (this.depth >= MAX_FORMAT_DEPTH) return null;
    this.depth++;
    const left = this.expressions.read(this.expressions.operand(n, 'left'));
    this.depth--;
    if (left.shape !== 'string' && left.shape !== 'template' && left.shape !== 'concat') return null;
    const right = this.expressions.unwrap(this.expressions.operand(n, 'right'));
    const listed = this.expressions.compiled.shapes[this.expressions.tree.kindId(right)] === 'array';
    const values = listed ? this.children(right) : [right];
    return this.formatted('percent', left.text, values);
  }

  /** Formatting calls with a literal format string; `null` for every other call. */
  call(n: NodeIndex, parts: CallParts): Reading | null {
    const name = parts.nameText ?? (parts.name === NONE ? '' : this.expressions.nameText(parts.name));
    const receiver = this.expressions.unwrap(parts.receiver);
    if (FORMAT_METHODS.has(name) && this.expressions.role(receiver) & Role.string) {
      const text = this.expressions.read(receiver).text;
      const style = this.expressions.compiled.pack.formatOperators.length > 0 ? 'braces' : 'percent';
      return this.formatted(style, text, this.values(parts));
    }
    if (!FORMAT_NAMES.has(name)) return null;
    const style = FORMAT_CALLS.get(this.expressions.pathOf(n).slice(0, -CALLED.length));
    if (style === undefined) return null;
    const values = this.values(parts);
    // A locale may stand before the format string.
    const at = values
      .slice(0, 2)
      .findIndex((v) => this.expressions.role(this.expressions.unwrap(v)) & (Role.string | Role.binary));
    const template = this.expressions.read(values[at] ?? NONE);
    if (template.shape !== 'string' && template.shape !== 'template' && template.shape !== 'concat') return null;
    return this.formatted(style, template.text, values.slice(at + 1));
  }

  private formatted(style: FormatStyle, text: string, values: readonly NodeIndex[]): Reading {
    const fillings = values.map((v) => this.filling(v));
    return { shape: 'format', text: cutText(fillIn(style, text, fillings), MAX_VALUE_TEXT) };
  }

  private filling(n: NodeIndex): { keyword: string; text: string } {
    const named = n === NONE ? undefined : this.expressions.compiled.keywordArguments[this.expressions.tree.kindId(n)];
    const key = named === undefined || named[0] === '' ? NONE : this.expressions.tree.field(n, named[0]);
    const value = key === NONE || named === undefined ? n : this.expressions.tree.field(n, named[1]);
    const at = this.expressions.unwrap(value);
    const literal = this.expressions.role(at) & Role.string ? this.expressions.read(at) : null;
    return {
      keyword: key === NONE ? '' : this.expressions.keyText(key),
      text: literal === null ? this.expressions.hole(value) : literal.text,
    };
  }

  /** The arguments of a call; of a macro's tokens only those that are one token. */
  private values(parts: CallParts): NodeIndex[] {
    if (parts.args === NONE) return [];
    if (((parts.flags ?? 0) & CallFlag.isMacro) === 0) return this.children(parts.args);
    const out: NodeIndex[] = [];
    let found = NONE;
    let tokens = 0;
    for (let c = this.expressions.tree.firstChild(parts.args); c !== NONE; c = this.expressions.tree.nextSibling(c)) {
      const kind = this.expressions.tree.kind(c);
      if (kind === ',') {
        out.push(tokens === 1 ? found : NONE);
        tokens = 0;
      } else if (this.expressions.tree.isNamed(c) || !/^[()[\]{}]$/.test(kind)) {
        found = c;
        tokens++;
      }
      if (out.length >= MAX_CONCAT_PARTS) return out;
    }
    if (tokens > 0) out.push(tokens === 1 ? found : NONE);
    return out;
  }

  private children(n: NodeIndex): NodeIndex[] {
    const out: NodeIndex[] = [];
    for (
      let c = this.expressions.tree.firstChild(n);
      c !== NONE && out.length < MAX_CONCAT_PARTS;
      c = this.expressions.tree.nextSibling(c)
    ) {
      if (this.expressions.tree.isNamed(c) && !(this.expressions.role(c) & Role.comment)) out.push(c);
    }
    return out;
  }
}

/** What ends the path of a call. */
const CALLED = '()';
/** Last segments of formatting calls: nearly all calls are told apart by them. */
const FORMAT_NAMES: ReadonlySet<string> = new Set([...FORMAT_CALLS.keys()].map((k) => k.slice(k.lastIndexOf('.') + 1)));
