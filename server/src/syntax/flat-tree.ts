import { NONE, type NodeIndex, type TreeView } from '@drift/grammars';

/** Words a node takes in a flattened tree; see flatten.wat for their meaning. */
export const WORDS_PER_NODE = 6;

/** What a grammar's numeric ids mean, made once per grammar. */
export interface GrammarTable {
  readonly kinds: readonly string[];
  readonly named: Uint8Array;
  readonly fields: readonly string[];
  readonly kindId: ReadonlyMap<string, readonly number[]>;
  readonly fieldId: ReadonlyMap<string, number>;
}

/** tree-sitter's id of an ERROR node, cut to the sixteen bits a flattened node keeps. */
export const ERROR_KIND = 0xffff;

/**
 * A whole syntax tree as plain words. The words may lie in WASM memory: a tree is valid only inside the
 * callback that received it.
 */
export class FlatTree implements TreeView {
  readonly words: Int32Array;
  readonly size: number;
  readonly text: string;
  readonly table: GrammarTable;
  readonly hasError: boolean;

  constructor(words: Int32Array, size: number, text: string, table: GrammarTable, hasError: boolean) {
    this.words = words;
    this.size = size;
    this.text = text;
    this.table = table;
    this.hasError = hasError;
  }

  private word(n: NodeIndex, k: number): number {
    return this.words[n * WORDS_PER_NODE + k] ?? 0;
  }

  kindId(n: NodeIndex): number {
    return this.word(n, 0) & 0xffff;
  }

  kind(n: NodeIndex): string {
    const id = this.kindId(n);
    return id === ERROR_KIND ? 'ERROR' : (this.table.kinds[id] ?? '');
  }

  is(n: NodeIndex, kind: string): boolean {
    return n !== NONE && this.kind(n) === kind;
  }

  isNamed(n: NodeIndex): boolean {
    const id = this.kindId(n);
    return id === ERROR_KIND || this.table.named[id] === 1;
  }

  isMissing(n: NodeIndex): boolean {
    return this.word(n, 3) < 0;
  }

  depth(n: NodeIndex): number {
    return this.word(n, 3) & 0x7fffffff;
  }

  start(n: NodeIndex): number {
    return this.word(n, 1);
  }

  end(n: NodeIndex): number {
    return this.word(n, 2);
  }

  slice(n: NodeIndex): string {
    return n === NONE ? '' : this.text.slice(this.word(n, 1), this.word(n, 2));
  }

  parent(n: NodeIndex): NodeIndex {
    return this.word(n, 4);
  }

  after(n: NodeIndex): NodeIndex {
    return this.word(n, 5);
  }

  firstChild(n: NodeIndex): NodeIndex {
    return n !== NONE && this.word(n, 5) > n + 1 ? n + 1 : NONE;
  }

  nextSibling(n: NodeIndex): NodeIndex {
    const next = this.word(n, 5);
    return next < this.size && this.word(next, 4) === this.word(n, 4) ? next : NONE;
  }

  field(n: NodeIndex, name: string): NodeIndex {
    const id = this.table.fieldId.get(name);
    if (id === undefined) return NONE;
    for (let c = this.firstChild(n); c !== NONE; c = this.nextSibling(c)) if (this.word(c, 0) >>> 16 === id) return c;
    return NONE;
  }

  fieldOf(n: NodeIndex): string {
    return this.table.fields[this.word(n, 0) >>> 16] ?? '';
  }

  child(n: NodeIndex, kind: string): NodeIndex {
    for (let c = this.firstChild(n); c !== NONE; c = this.nextSibling(c)) if (this.kind(c) === kind) return c;
    return NONE;
  }
}
