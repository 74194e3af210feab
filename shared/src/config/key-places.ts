import type { Span } from '../ids.ts';
import { type KeyPart, TomlScanner } from './toml-scanner.ts';

/** Where a key is written: its own part of a dotted key or header, and its value where it has one. */
export interface KeyPlace {
  readonly key: Span;
  readonly value: Span | null;
}

interface Node {
  key: Span | null;
  value: Span | null;
  /** The whole `[header]` that opens this table. */
  header: Span | null;
  children: Map<string, Node> | null;
  /** How many `[[header]]` tables it holds; they are its children `0`, `1`, ... */
  tables: number;
}

interface OpenContainer {
  readonly node: Node;
  readonly start: number;
  readonly close: ']' | '}';
  items: number;
}

/** The places of all keys and list items of one TOML text. A list item is found under its index. */
export class KeyPlaces {
  readonly #root: Node;

  constructor(root: Node) {
    this.#root = root;
  }

  /** Where this exact path is written; `null` where it is not in the text. */
  find(path: readonly string[]): KeyPlace | null {
    const { node, depth } = this.#descend(path);
    return depth < path.length || node.key === null ? null : { key: node.key, value: node.value };
  }

  /** The span for a problem with the value at this path, falling back to the key and then to the nearest table header. */
  valueSpan(path: readonly string[]): Span {
    const { node, depth, header } = this.#descend(path);
    return (depth === path.length ? (node.value ?? node.key) : null) ?? header;
  }

  /** The span for a problem with the key at this path, falling back to the nearest table header. */
  keySpan(path: readonly string[]): Span {
    const { node, depth, header } = this.#descend(path);
    return (depth === path.length ? node.key : null) ?? header;
  }

  #descend(path: readonly string[]): { node: Node; depth: number; header: Span } {
    let node = this.#root;
    let header: Span = { start: 0, end: 0 };
    let depth = 0;
    for (const name of path) {
      const next = node.children?.get(name);
      if (next === undefined) break;
      node = next;
      header = node.header ?? node.key ?? header;
      depth++;
    }
    return { node, depth, header };
  }
}

function emptyNode(): Node {
  return { key: null, value: null, header: null, children: null, tables: 0 };
}

function childOf(node: Node, name: string): Node {
  node.children ??= new Map();
  const known = node.children.get(name);
  if (known !== undefined) return known;
  const child = emptyNode();
  node.children.set(name, child);
  return child;
}

/** A name inside a list of tables means a name in its last table so far. */
function openTable(node: Node): Node {
  return node.tables === 0 ? node : childOf(node, String(node.tables - 1));
}

function declare(from: Node, parts: readonly KeyPart[]): Node {
  let node = from;
  for (const [index, part] of parts.entries()) {
    node = childOf(openTable(node), part.name);
    const isWhole = index === parts.length - 1 && node.header === null;
    // `[a.b]` may come before `[a]`: the place that declares a key itself wins over one that only passes through it.
    if (node.key === null || isWhole) node.key = { start: part.start, end: part.end };
  }
  return node;
}

function readHeader(scanner: TomlScanner, root: Node): Node {
  const start = scanner.position++;
  const isList = scanner.accept('[');
  const node = declare(root, scanner.readKey());
  scanner.accept(']');
  if (isList) scanner.accept(']');
  const header = { start, end: scanner.position };
  node.header ??= header;
  if (!isList) return node;
  const table = childOf(node, String(node.tables++));
  table.key = header;
  table.header = header;
  return table;
}

/** Reads one value with everything nested in it, on a stack of its own so that depth costs no call stack. */
function readValue(scanner: TomlScanner, owner: Node): void {
  const open: OpenContainer[] = [];
  let target: Node | null = owner;
  while (target !== null) {
    const start = scanner.position;
    const close = scanner.current === '[' ? ']' : scanner.current === '{' ? '}' : null;
    if (close === null) {
      target.value = scanner.readScalar();
      if (target.value.end === start) return;
      target.key ??= target.value;
    } else {
      scanner.position++;
      open.push({ node: target, start, close, items: 0 });
    }
    target = nextItem(scanner, open);
  }
}

/** Closes what ends here and starts the next item of the innermost open container; `null` when all are closed. */
function nextItem(scanner: TomlScanner, open: OpenContainer[]): Node | null {
  for (let inner = open.at(-1); inner !== undefined; inner = open.at(-1)) {
    scanner.skipVoid();
    if (scanner.current === '') return null;
    if (scanner.accept(',')) continue;
    if (!scanner.accept(inner.close)) return startItem(scanner, inner);
    inner.node.value = { start: inner.start, end: scanner.position };
    inner.node.key ??= inner.node.value;
    open.pop();
  }
  return null;
}

function startItem(scanner: TomlScanner, container: OpenContainer): Node | null {
  if (container.close === ']') return childOf(container.node, String(container.items++));
  const parts = scanner.readKey();
  if (parts.length === 0) return null;
  const node = declare(container.node, parts);
  scanner.accept('=');
  scanner.skipVoid();
  return node;
}

/** Finds every key of a TOML text that parses, in time linear in its length. */
export function locateKeys(text: string): KeyPlaces {
  const scanner = new TomlScanner(text);
  const root = emptyNode();
  let table = root;
  for (scanner.skipVoid(); scanner.current !== ''; scanner.skipVoid()) {
    if (scanner.current === '[') {
      table = readHeader(scanner, root);
    } else {
      const parts = scanner.readKey();
      const node = declare(table, parts);
      scanner.accept('=');
      scanner.skipVoid();
      if (parts.length > 0) readValue(scanner, node);
    }
    // A declaration ends its line; this also guarantees progress.
    scanner.skipLine();
  }
  return new KeyPlaces(root);
}
