import { Edit, type Point, type Tree } from 'web-tree-sitter';
import { type LoadedGrammar, parseBounded, parseWhile } from './bounded-parse.ts';
import type { FlatTree } from './flat-tree.ts';

/** One replacement in the text a tree was made from, in UTF-16 code units. */
export interface TreeEdit {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** An edit together with the whole text it was applied to. */
export interface EditStep {
  readonly edit: TreeEdit;
  readonly before: string;
}

type Flatten = <T>(tree: Tree, text: string, use: (tree: FlatTree) => T) => T | null;

/**
 * The tree of one open document. Broken text is parsed from scratch, because error recovery depends on history; edits
 * build on the last tree without errors, so that the keystroke which mends a text costs as little as any other.
 */
export class IncrementalTree {
  /** The last tree without errors, moved along by all edits since. */
  private base: Tree | null = null;
  private text = '';
  private readonly grammar: LoadedGrammar;
  private readonly flatten: Flatten;

  constructor(grammar: LoadedGrammar, flatten: Flatten) {
    this.grammar = grammar;
    this.flatten = flatten;
  }

  /** Brings the tree to `text`, reached by `edits` in order (each against the text before it), and reads it; `null` as for a text from scratch. */
  update<T>(text: string, steps: readonly EditStep[], use: (tree: FlatTree) => T): T | null {
    if (steps.length === 0 && text !== this.text) this.dispose();
    steps.forEach((step, i) => {
      this.base?.edit(pointEdit(step.edit, step.before, steps[i + 1]?.before ?? text));
    });
    this.text = text;
    const next = reparseValid(this.grammar, text, this.base) ?? parseBounded(this.grammar, text, null);
    if (next === null) return null;
    const isBroken = next.rootNode.hasError;
    if (!isBroken) {
      this.base?.delete();
      this.base = next;
    }
    try {
      return this.flatten(next, text, use);
    } finally {
      if (isBroken) next.delete();
    }
  }

  dispose(): void {
    this.base?.delete();
    this.base = null;
  }
}

/** Parses again from an edited tree; `null` as soon as there is an error, or where there is no tree. */
function reparseValid(grammar: LoadedGrammar, text: string, old: Tree | null): Tree | null {
  const tree = old === null ? null : parseWhile(grammar, text, old, ({ hasError }) => !hasError);
  if (tree?.rootNode.hasError !== true) return tree;
  tree.delete();
  return null;
}

function pointEdit(edit: TreeEdit, before: string, after: string): Edit {
  return new Edit({
    startIndex: edit.start,
    oldEndIndex: edit.oldEnd,
    newEndIndex: edit.newEnd,
    startPosition: pointAt(before, edit.start),
    oldEndPosition: pointAt(before, edit.oldEnd),
    newEndPosition: pointAt(after, edit.newEnd),
  });
}

/** tree-sitter's own notion of a place: rows end at LF only. */
function pointAt(text: string, offset: number): Point {
  let row = 0;
  let lineStart = 0;
  for (let i = text.indexOf('\n'); i !== -1 && i < offset; i = text.indexOf('\n', i + 1)) {
    row++;
    lineStart = i + 1;
  }
  return { row, column: offset - lineStart };
}
