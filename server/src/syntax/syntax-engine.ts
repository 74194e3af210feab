import type { GrammarId } from '@drift/shared';
import { Language, Parser, type Tree } from 'web-tree-sitter';
import { type LoadedGrammar, parseBounded } from './bounded-parse.ts';
import { FlatTree, type GrammarTable, WORDS_PER_NODE } from './flat-tree.ts';
import { IncrementalTree } from './incremental-tree.ts';
import { treeAddress } from './narrow.ts';
import { type ReadWasm, startRuntime, type WasmRuntime } from './wasm-runtime.ts';

/**
 * Grammars whose scanner runs on for ever when the text ends inside what it skips: the Kotlin one looks for white
 * space after an annotation and never asks for the end (`class A` and `@B` as the last lines).
 */
const NEEDS_LINE_END: ReadonlySet<GrammarId> = new Set<GrammarId>(['kotlin']);

/** Parses texts of all grammars of one thread; holds every WASM handle and frees them deterministically. */
export class SyntaxEngine {
  private readonly runtime: WasmRuntime;
  private readonly readWasm: ReadWasm;
  private readonly loaded = new Map<GrammarId, LoadedGrammar>();
  private readonly loading = new Map<GrammarId, Promise<void>>();
  private scratch = 0;
  private scratchNodes = 0;

  private constructor(runtime: WasmRuntime, readWasm: ReadWasm) {
    this.runtime = runtime;
    this.readWasm = readWasm;
  }

  static async create(readWasm: ReadWasm): Promise<SyntaxEngine> {
    return new SyntaxEngine(await startRuntime(readWasm), readWasm);
  }

  /** Loads a grammar if it is not loaded yet. */
  ensure(grammar: GrammarId): Promise<void> {
    const running = this.loading.get(grammar);
    if (running !== undefined) return running;
    const load = this.load(grammar);
    this.loading.set(grammar, load);
    return load;
  }

  private async load(grammar: GrammarId): Promise<void> {
    const language = await Language.load(new Uint8Array(await this.readWasm(grammar)));
    const parser = new Parser();
    parser.setLanguage(language);
    this.loaded.set(grammar, { parser, tail: NEEDS_LINE_END.has(grammar) ? '\n' : '', table: tableOf(language) });
  }

  /** The meaning of a loaded grammar's ids, or `null` before `ensure`. */
  tableOf(grammar: GrammarId): GrammarTable | null {
    return this.loaded.get(grammar)?.table ?? null;
  }

  /** Parses a text from scratch and hands its flattened tree to `use`; `null` when it costs too much or nests too deep. */
  withTree<T>(grammar: GrammarId, text: string, use: (tree: FlatTree) => T): T | null {
    const g = this.loaded.get(grammar);
    if (g === undefined) throw new Error(`Bug: grammar ${grammar} used before it was loaded`);
    const tree = parseBounded(g, text, null);
    if (tree === null) return null;
    try {
      return this.flattened(tree, text, g.table, use);
    } finally {
      tree.delete();
    }
  }

  /** An incrementally kept tree of one open document; dispose it. */
  openTree(grammar: GrammarId): IncrementalTree {
    const g = this.loaded.get(grammar);
    if (g === undefined) throw new Error(`Bug: grammar ${grammar} used before it was loaded`);
    return new IncrementalTree(g, (tree, text, use) => this.flattened(tree, text, g.table, use));
  }

  private flattened<T>(tree: Tree, text: string, table: GrammarTable, use: (tree: FlatTree) => T): T | null {
    const root = tree.rootNode;
    const nodes = root.descendantCount;
    const hasError = root.hasError;
    if (nodes > this.scratchNodes) {
      if (this.scratch !== 0) this.runtime.free(this.scratch);
      this.scratchNodes = Math.ceil(nodes * 1.5);
      this.scratch = this.runtime.malloc(this.scratchNodes * WORDS_PER_NODE * 4);
    }
    const size = this.runtime.flatten(treeAddress(tree), this.scratch, nodes, hasError ? 1 : 0, MAX_DEPTH);
    try {
      if (size === 0) return null;
      const words = new Int32Array(this.runtime.memory.buffer, this.scratch, size * WORDS_PER_NODE);
      cutToText(words, size, text.length);
      const flat = new FlatTree(words, size, text, table, hasError);
      return use(flat);
    } finally {
      this.trimScratch();
    }
  }

  /** Gives a scratch buffer made for one giant file back at once. */
  private trimScratch(): void {
    if (this.scratchNodes <= SCRATCH_KEEP_NODES) return;
    this.runtime.free(this.scratch);
    this.scratch = 0;
    this.scratchNodes = 0;
  }

  dispose(): void {
    for (const g of this.loaded.values()) g.parser.delete();
    this.loaded.clear();
    this.loading.clear();
    if (this.scratch !== 0) this.runtime.free(this.scratch);
    this.scratch = 0;
    this.scratchNodes = 0;
  }
}

/**
 * Deepest node of a tree that is read, in levels below the root: whatever looks up from a node multiplies its cost by
 * the depth. Of 50,079 files of the corpus two go beyond 257, both made to overflow the stack of a compiler.
 */
const MAX_DEPTH = 2_000;

/** Largest scratch buffer kept between files, in nodes (24 bytes each). */
const SCRATCH_KEEP_NODES = 1_000_000;

/** Keeps every node inside the text where its parser saw a tail after it. */
function cutToText(words: Int32Array, size: number, length: number): void {
  if ((words[2] ?? 0) <= length) return;
  for (let at = 0; at < size * WORDS_PER_NODE; at += WORDS_PER_NODE) {
    if ((words[at + 1] ?? 0) > length) words[at + 1] = length;
    if ((words[at + 2] ?? 0) > length) words[at + 2] = length;
  }
}

function tableOf(language: Language): GrammarTable {
  const kinds: string[] = [];
  const named = new Uint8Array(language.nodeTypeCount);
  const kindId = new Map<string, number[]>();
  for (let id = 0; id < language.nodeTypeCount; id++) {
    const kind = language.nodeTypeForId(id) ?? '';
    kinds.push(kind);
    if (language.nodeTypeIsNamed(id)) named[id] = 1;
    const ids = kindId.get(kind);
    if (ids === undefined) kindId.set(kind, [id]);
    else ids.push(id);
  }
  const fields: string[] = [''];
  const fieldId = new Map<string, number>();
  for (let id = 1; id <= language.fieldCount; id++) {
    const field = language.fieldNameForId(id) ?? '';
    fields[id] = field;
    fieldId.set(field, id);
  }
  return { kinds, named, fields, kindId, fieldId };
}
