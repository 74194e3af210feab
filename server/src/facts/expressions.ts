import { CallFlag, NONE, type NodeIndex, type Shape, type StringShape } from '@drift/grammars';
import type { FlatTree } from '../syntax/flat-tree.ts';
import { type CompiledPack, Role } from './compiled-pack.ts';
import { FormatReader } from './format-reader.ts';
import { cutText, HOLE, holeOf } from './holes.ts';
import { MAX_CONCAT_PARTS, MAX_PATH, MAX_PATH_SEGMENTS, MAX_VALUE_TEXT, MAX_WRAPPERS } from './parameters.ts';

/** Shape and short text of an expression. */
export interface Reading {
  readonly shape: Shape;
  readonly text: string;
}
const NOTHING: Reading = { shape: 'none', text: '' };

/** Reads expressions of one file: dotted paths, literal values, shapes. Never recurses over input-sized structures. */
export class Expressions {
  readonly tree: FlatTree;
  readonly compiled: CompiledPack;
  private readonly formats: FormatReader;

  constructor(tree: FlatTree, compiled: CompiledPack) {
    this.tree = tree;
    this.compiled = compiled;
    this.formats = new FormatReader(this);
  }

  role(n: NodeIndex): number {
    return n === NONE ? 0 : (this.compiled.roles[this.tree.kindId(n)] ?? 0);
  }

  /** The expression inside parentheses, casts and argument wrappers. */
  unwrap(n: NodeIndex): NodeIndex {
    let at = n;
    // Bounded: every level of a deep nest is asked for what lies inside it.
    for (let k = 0; at !== NONE && k < MAX_WRAPPERS; k++) {
      const role = this.role(at);
      if (!(role & (Role.transparent | Role.argumentWrapper))) return at;
      const inner = this.innerOf(at, role);
      if (inner === NONE) return at;
      at = inner;
    }
    return at;
  }

  private innerOf(n: NodeIndex, role: number): NodeIndex {
    const id = this.tree.kindId(n);
    const wrapper = role & Role.argumentWrapper;
    const field = wrapper ? this.compiled.argumentWrappers[id] : this.compiled.transparent[id];
    const operator = this.compiled.pack.transparentOperators?.[this.tree.kind(n)];
    if (operator !== undefined && !wrapper && this.operatorOf(n) !== operator) return NONE;
    if (field !== undefined && field !== '') return this.tree.field(n, field);
    if (!wrapper && CHANGES_VALUE.has(this.tree.kind(this.tree.firstChild(n)))) return NONE;
    let found = NONE;
    for (let c = this.tree.firstChild(n); c !== NONE; c = this.tree.nextSibling(c)) {
      if (!this.tree.isNamed(c) || this.role(c) & Role.comment) continue;
      found = c;
      if (!wrapper) break;
    }
    return found;
  }

  /** Dotted path of an expression: `a.b().c`, `[]` for an index, `?` for what has no name. */
  pathOf(n: NodeIndex): string {
    let at = this.unwrap(n);
    // Most paths are one name.
    if ((this.role(at) & PATHS) === Role.identifier) return this.nameText(at).slice(0, MAX_PATH);
    const parts: string[] = [];
    for (let k = 0; at !== NONE && k < MAX_PATH_SEGMENTS; k++) {
      const role = this.role(at);
      const id = this.tree.kindId(at);
      if (role & Role.call) {
        const call = this.compiled.calls[id]?.(this.tree, at);
        if (call === undefined || call === null || call.name === NONE) {
          parts.push('?()');
          break;
        }
        parts.push(`${call.nameText ?? this.nameText(call.name)}()`);
        at = this.unwrap(call.receiver);
      } else if (role & Role.member) {
        const [object, name] = this.compiled.members[id] ?? ['', ''];
        parts.push(this.nameText(name === '' ? this.operand(at, 'right') : this.tree.field(at, name)));
        at = this.unwrap(object === '' ? this.firstNamed(at) : this.tree.field(at, object));
      } else if (role & Role.index) {
        parts.push('[]');
        const object = this.compiled.indexes[id] ?? '';
        at = this.unwrap(object === '' ? this.firstNamed(at) : this.tree.field(at, object));
      } else {
        parts.push(role & Role.identifier ? this.nameText(at) : '?');
        break;
      }
    }
    return parts.reverse().join('.').replaceAll('.[]', '[]').slice(0, MAX_PATH);
  }

  /** Text of a name node on one line: separators become dots, type arguments and white space go. */
  nameText(n: NodeIndex): string {
    const text = this.tree.slice(n);
    if (text.length < 64 && /^[\p{L}\p{N}_$!?@]*$/u.test(text)) return text;
    return text
      .slice(0, MAX_PATH)
      .replace(/<.*$/s, '')
      .replace(/\s+/g, '')
      .replace(/::|\\|->|\?\.|&\./g, '.')
      .replace(/^\./, '');
  }

  /** Shape and short text of a value; `none` for an absent node. */
  read(n: NodeIndex): Reading {
    const at = this.unwrap(n);
    if (at === NONE) return NOTHING;
    const role = this.role(at);
    const id = this.tree.kindId(at);
    if (role & Role.string) return this.readString(at, this.compiled.strings[id]);
    if (role & Role.binary) return this.readBinary(at);
    if (role & Role.await) return { shape: 'await', text: withoutCall(this.pathOf(this.firstNamed(at))) };
    if (role & Role.call) return this.readCall(at, id);
    if (role & Role.member) return { shape: 'member', text: this.pathOf(at) };
    if (role & Role.index) return { shape: 'index', text: this.pathOf(at) };
    if (role & Role.shape) return this.readShape(at, this.compiled.shapes[id] ?? 'other');
    if (role & Role.identifier) {
      const text = this.nameText(at);
      return { shape: this.compiled.pack.literalWords?.[text] ?? 'identifier', text };
    }
    return { shape: 'other', text: '' };
  }

  private firstNamed(n: NodeIndex): NodeIndex {
    for (let c = this.tree.firstChild(n); c !== NONE; c = this.tree.nextSibling(c)) if (this.tree.isNamed(c)) return c;
    return NONE;
  }

  private readShape(n: NodeIndex, shape: Shape): Reading {
    if (shape === 'true' || shape === 'false') {
      const text = this.tree.slice(n);
      return { shape: /^false$/i.test(text) ? 'false' : 'true', text };
    }
    const short = shape === 'number' || shape === 'null' || shape === 'regex';
    return { shape, text: short ? this.tree.slice(n).slice(0, MAX_VALUE_TEXT) : '' };
  }

  private readCall(n: NodeIndex, id: number): Reading {
    const parts = this.compiled.calls[id]?.(this.tree, n);
    const isNew = ((parts?.flags ?? 0) & CallFlag.isNew) !== 0;
    const formatted = parts == null || isNew ? null : this.formats.call(n, parts);
    if (formatted !== null) return formatted;
    return { shape: isNew ? 'new' : 'call', text: withoutCall(this.pathOf(n)) };
  }

  private readString(n: NodeIndex, shape: StringShape | undefined): Reading {
    if (shape === undefined) return { shape: 'other', text: '' };
    const content = this.stringContent(n, shape);
    return { shape: content.dynamic ? 'template' : 'string', text: cutText(content.text, MAX_VALUE_TEXT) };
  }

  /** The literal text of a string node; where code is interpolated, a hole that names it. */
  stringContent(n: NodeIndex, shape: StringShape): { text: string; dynamic: boolean; start: number } {
    const t = this.tree;
    let text = '';
    let dynamic = false;
    let start = -1;
    let at = t.firstChild(n);
    if (shape.content.length === 0 || at === NONE) {
      const bare = stripQuotes(t.slice(n));
      return { text: bare.text, dynamic: false, start: t.start(n) + bare.lead };
    }
    for (; at !== NONE; at = t.nextSibling(at)) {
      const kind = t.kind(at);
      if (shape.interpolation.includes(kind)) {
        text += this.isNumeric(at, shape)
          ? NUMBER_HOLE
          : this.hole(this.role(at) & NAMING ? at : this.interpolated(at));
        dynamic = true;
      } else if (shape.content.includes(kind) || shape.escapes?.includes(kind)) {
        if (start < 0) start = t.start(at);
        text += t.slice(at);
      }
    }
    if (shape.holes !== undefined && text.search(shape.holes) >= 0) {
      text = text.replace(shape.holes, (written) => holeOf(written.slice(1)));
      dynamic = true;
    }
    return { text, dynamic, start: start < 0 ? t.start(n) + 1 : start };
  }

  /** True for an interpolation that takes numbers and dates only. */
  private isNumeric(n: NodeIndex, shape: StringShape): boolean {
    if (shape.numeric === undefined) return false;
    const format = this.tree.child(n, shape.numeric.kind);
    return format !== NONE && shape.numeric.text.test(this.tree.slice(format));
  }

  /** The literal value of a string node, or its raw text for anything else. */
  textOf(n: NodeIndex): string {
    if (n === NONE) return '';
    const shape = this.compiled.strings[this.tree.kindId(n)];
    return shape === undefined ? this.tree.slice(n) : this.stringContent(n, shape).text;
  }

  /** The text of a key: a name or the value of a string. */
  keyText(n: NodeIndex): string {
    return this.role(n) & Role.string ? this.textOf(n) : this.nameText(n);
  }

  /** Concatenations and formatting: collects the operands left to right without recursion. */
  private readBinary(n: NodeIndex): Reading {
    const { pack } = this.compiled;
    const operator = this.operatorOf(n);
    if (pack.formatOperators.includes(operator)) {
      const formatted = this.formats.operator(n);
      if (formatted !== null) return formatted;
    }
    if (pack.fallbackOperators?.includes(operator) === true) return { shape: 'fallback', text: this.firstChoice(n) };
    if (!pack.concatOperators.includes(operator)) return { shape: 'other', text: '' };
    const operands: NodeIndex[] = [];
    const stack: NodeIndex[] = [n];
    while (stack.length > 0 && operands.length < MAX_CONCAT_PARTS) {
      const written = stack.pop() ?? NONE;
      const at = this.unwrap(written);
      if (this.role(at) & Role.binary && pack.concatOperators.includes(this.operatorOf(at))) {
        stack.push(this.operand(at, 'right'), this.operand(at, 'left'));
      } else operands.push(written);
    }
    return this.joinOperands(operands, stack.length > 0);
  }

  /** The path of what a chain of fallbacks asks first; empty where it is no path. */
  private firstChoice(n: NodeIndex): string {
    let at = n;
    while (this.role(at) & Role.binary && this.compiled.pack.fallbackOperators?.includes(this.operatorOf(at)) === true)
      at = this.unwrap(this.operand(at, 'left'));
    return this.role(at) & PATHS ? this.pathOf(at) : '';
  }

  private joinOperands(operands: readonly NodeIndex[], cut: boolean): Reading {
    let text = '';
    let dynamic = cut;
    let literal = false;
    for (const written of operands) {
      const at = this.unwrap(written);
      const role = this.role(at);
      const part = role & Role.string ? this.readString(at, this.compiled.strings[this.tree.kindId(at)]) : null;
      if (part !== null) literal = true;
      if (part === null || part.shape === 'template') dynamic = true;
      text += part === null ? this.hole(written) : part.text;
    }
    if (!literal) return { shape: 'other', text: '' };
    return { shape: dynamic ? 'concat' : 'string', text: cutText(text, MAX_VALUE_TEXT) };
  }

  /** The expression of an interpolation; braces and format clauses have no role. */
  private interpolated(n: NodeIndex): NodeIndex {
    for (let c = this.tree.firstChild(n); c !== NONE; c = this.tree.nextSibling(c)) {
      if (this.tree.isNamed(c) && this.role(c) & ~Role.comment) return c;
    }
    return NONE;
  }

  /** The hole an operand leaves in a dynamic text: named by its path, or by the type of a cast to a number. */
  hole(n: NodeIndex): string {
    const type = this.numberCast(n);
    if (type !== '') return holeOf(`${type}()`);
    const at = this.unwrap(n);
    return this.role(at) & PATHS ? holeOf(this.pathOf(at)) : HOLE;
  }

  /** The type an expression is cast to, where that is a number or a truth value; `''` otherwise. */
  numberCast(n: NodeIndex): string {
    let at = n;
    for (let k = 0; at !== NONE && k < MAX_WRAPPERS; k++) {
      const role = this.role(at);
      if (!(role & (Role.transparent | Role.argumentWrapper))) break;
      const field = this.compiled.pack.castTypes?.[this.tree.kind(at)] ?? 'type';
      const type = this.tree.slice(this.tree.field(at, field)).replace(/\?$/, '');
      if (NUMBER_TYPE.test(type)) return type;
      at = this.innerOf(at, role);
    }
    return '';
  }

  operatorOf(n: NodeIndex): string {
    const field = this.tree.field(n, 'operator');
    if (field !== NONE) return this.tree.slice(field);
    for (let c = this.tree.firstChild(n); c !== NONE; c = this.tree.nextSibling(c)) {
      if (!this.tree.isNamed(c)) return this.tree.slice(c);
    }
    return '';
  }

  operand(n: NodeIndex, side: 'left' | 'right'): NodeIndex {
    const field = this.tree.field(n, side);
    if (field !== NONE) return field;
    let found = NONE;
    for (let c = this.tree.firstChild(n); c !== NONE; c = this.tree.nextSibling(c)) {
      if (!this.tree.isNamed(c) || this.role(c) & Role.comment) continue;
      found = c;
      if (side === 'left') return c;
    }
    return found;
  }
}

/** Operators after which a prefixed expression is no longer the value it wraps. */
const CHANGES_VALUE: ReadonlySet<string> = new Set(['-', '+', '!', '~', 'not']);

/** The hole of a number or a date. */
const NUMBER_HOLE = holeOf('int()');
/** Expressions that have a path. */
const PATHS = Role.identifier | Role.member | Role.index | Role.call;
const NAMING = PATHS | Role.transparent;
const NUMBER_TYPE =
  /^(?:u?int(?:8|16|32|64)?|integer|u?long|u?short|s?byte|float|double|decimal|bool(?:ean)?|[iu](?:8|16|32|64|128|size)|f(?:32|64)|Int|Integer|Long|Float|Double|Boolean)$/;

function withoutCall(path: string): string {
  return path.endsWith('()') ? path.slice(0, -2) : path;
}

const QUOTE_PREFIX = /^[A-Za-z@$]{0,3}(#{0,8})("""|'''|"|'|`)/;

function stripQuotes(raw: string): { text: string; lead: number } {
  const open = QUOTE_PREFIX.exec(raw);
  const quote = open?.[2];
  if (open === null || quote === undefined) return { text: raw, lead: 0 };
  const lead = open[0].length;
  const tail = quote.length + (open[1]?.length ?? 0);
  return { text: raw.slice(lead, Math.max(lead, raw.length - tail)), lead };
}
