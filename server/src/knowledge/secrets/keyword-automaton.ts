/** Finds which of many lower-case ASCII keywords occur in a text, ASCII case ignored, in one pass over it. */
export interface KeywordAutomaton {
  /** Indexes into the keyword list given at construction, ascending. Linear in the text. */
  readonly present: (text: string) => readonly number[];
}

const ASCII = 128;
const UPPER_A = 65;
const UPPER_Z = 90;
const CASE_OFFSET = 32;

/**
 * Builds an Aho-Corasick automaton over the keywords; each must be non-empty lower-case ASCII.
 * Source: Aho and Corasick, Efficient string matching, CACM 18(6), 1975.
 */
export function keywordAutomaton(keywords: readonly string[]): KeywordAutomaton {
  const { next, outputs } = complete(trieOf(keywords));
  return {
    present: (text) => {
      const seen = new Set<number>();
      let state = 0;
      for (let index = 0; index < text.length; index++) {
        const unit = text.charCodeAt(index);
        state = unit < ASCII ? (next[state * ASCII + unit] ?? 0) : 0;
        const found = outputs[state];
        if (found !== undefined) for (const keyword of found) seen.add(keyword);
      }
      return [...seen].sort((a, b) => a - b);
    },
  };
}

interface TrieNode {
  readonly children: Map<number, number>;
  readonly outputs: number[];
}

function trieOf(keywords: readonly string[]): readonly TrieNode[] {
  const nodes: TrieNode[] = [{ children: new Map(), outputs: [] }];
  for (const [keywordIndex, keyword] of keywords.entries()) {
    let node = nodes[0];
    for (let index = 0; index < keyword.length; index++) {
      const unit = keyword.charCodeAt(index);
      const known = node?.children.get(unit);
      if (known === undefined) {
        node?.children.set(unit, nodes.length);
        node = { children: new Map(), outputs: [] };
        nodes.push(node);
      } else {
        node = nodes[known];
      }
    }
    node?.outputs.push(keywordIndex);
  }
  return nodes;
}

interface TransitionTable {
  readonly next: Int32Array;
  readonly outputs: readonly (readonly number[] | undefined)[];
}

/** Turns the trie into a full transition table, so that matching follows one array read per code unit. */
function complete(trie: readonly TrieNode[]): TransitionTable {
  const next = new Int32Array(trie.length * ASCII);
  const fallback = new Int32Array(trie.length);
  const outputs = trie.map((node) => [...node.outputs]);
  const queue = [0];
  for (let head = 0; head < queue.length; head++) {
    const state = queue[head] ?? 0;
    const back = fallback[state] ?? 0;
    if (state !== 0) outputs[state]?.push(...(outputs[back] ?? []));
    for (let unit = 0; unit < ASCII; unit++) {
      const viaFallback = state === 0 ? 0 : (next[back * ASCII + unit] ?? 0);
      const child = trie[state]?.children.get(unit);
      next[state * ASCII + unit] = child ?? viaFallback;
      if (child === undefined) continue;
      fallback[child] = viaFallback;
      queue.push(child);
    }
    for (let unit = UPPER_A; unit <= UPPER_Z; unit++) {
      next[state * ASCII + unit] = next[state * ASCII + unit + CASE_OFFSET] ?? 0;
    }
  }
  return { next, outputs: outputs.map((found) => (found.length === 0 ? undefined : found)) };
}
