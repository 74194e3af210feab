import { NONE, type NodeIndex } from '@drift/grammars';
import { Role } from './compiled-pack.ts';
import type { WalkState } from './walk-state.ts';

/** What stands beside a comment, as the table of comments has it. */
export interface CommentPlace {
  readonly trailing: number;
  readonly next: number;
}

/** Whether code stands before a comment on its line, and where the next code begins. O(comments between them). */
export function besides(walk: WalkState, n: NodeIndex): CommentPlace {
  const { tree, compiled } = walk;
  const parent = tree.parent(n);
  // Where markup takes a comment only in brackets, they are part of it.
  const isHeld = parent !== NONE && compiled.pack.commentHolders?.includes(tree.kind(parent)) === true;
  const outer = isHeld ? parent : n;
  const before = codeEndBefore(walk, outer);
  const isTrailing = before >= 0 && !/[\r\n]/.test(tree.text.slice(before, tree.start(outer)));
  return { trailing: isTrailing ? 1 : 0, next: codeStartFrom(walk, tree.after(outer)) };
}

/** Where the code before a node ends, blanks left out; -1 where there is none. */
function codeEndBefore({ tree, compiled }: WalkState, n: NodeIndex): number {
  for (let i = n - 1; i >= 0; i--) {
    if (tree.after(i) !== i + 1) continue;
    // The parts of a comment are no code either.
    const parent = tree.parent(i);
    if (
      isComment(compiled.roles[tree.kindId(i)]) ||
      (parent !== NONE && isComment(compiled.roles[tree.kindId(parent)]))
    )
      continue;
    const text = tree.slice(i).trimEnd();
    if (text !== '') return tree.start(i) + text.length;
  }
  return -1;
}

/** Where the code from a node on starts, blanks and marks left out; 0 where none follows. */
function codeStartFrom({ tree, compiled }: WalkState, n: NodeIndex): number {
  const { marks = [] } = compiled.pack;
  for (let i = n; i < tree.size; ) {
    // What marks a declaration belongs to it.
    const isRemark = isComment(compiled.roles[tree.kindId(i)]) || marks.includes(tree.kind(i));
    const isLeaf = tree.after(i) === i + 1;
    if (!isRemark && isLeaf) {
      const text = tree.slice(i);
      const code = text.trimStart();
      if (code !== '') return tree.start(i) + text.length - code.length;
    }
    i = isRemark ? tree.after(i) : i + 1;
  }
  return 0;
}

function isComment(role: number | undefined): boolean {
  return ((role ?? 0) & Role.comment) !== 0;
}
