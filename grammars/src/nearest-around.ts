import { NONE, type NodeIndex, type TreeView } from './tree-view.ts';

/**
 * Finds the innermost node around another whose kind is one of these, or `NONE`. All questions about one tree together
 * are linear in it, however deep it nests: every node on the way up keeps its answer.
 */
export function nearestAround(kinds: ReadonlySet<string>): (t: TreeView, n: NodeIndex) => NodeIndex {
  const answers = new WeakMap<TreeView, Map<NodeIndex, NodeIndex>>();
  return (t, n) => {
    let known = answers.get(t);
    if (known === undefined) {
      known = new Map();
      answers.set(t, known);
    }
    let at = t.parent(n);
    const way: NodeIndex[] = [];
    let answer = known.get(at);
    while (answer === undefined) {
      if (at === NONE || kinds.has(t.kind(at))) answer = at;
      else {
        way.push(at);
        at = t.parent(at);
        answer = known.get(at);
      }
    }
    for (const passed of way) known.set(passed, answer);
    return answer;
  };
}
