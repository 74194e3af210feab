import { type FlatTree, WORDS_PER_NODE } from '../syntax/flat-tree.ts';
import { type CompiledPack, Role } from './compiled-pack.ts';

const FNV_OFFSET = 0x811c9dc5 | 0;
const FNV_PRIME = 0x01000193;
/** Odd multiplier of the rolling polynomial over tokens; any odd number with mixed bits does. */
const TOKEN_BASE = 0x2c1b3c6d | 0;

/** 32-bit FNV-1a over UTF-16 code units of a range. */
export function hashText(text: string, start = 0, end = text.length): number {
  let h = FNV_OFFSET;
  for (let i = start; i < end; i++) h = Math.imul(h ^ text.charCodeAt(i), FNV_PRIME);
  return h;
}

/** Mixes a number into a hash. */
export function mix(hash: number, value: number): number {
  return Math.imul(hash ^ value, TOKEN_BASE) ^ (hash >>> 15);
}

/**
 * Hashes of any range of nodes in O(log n) each after one O(n) pass: a polynomial over the tokens that are not
 * comments, so white space and comments do not count.
 */
export class TokenHashes {
  /** Hash and number of the tokens before each node. */
  private readonly prefix: Int32Array;
  private readonly order: Int32Array;

  constructor(tree: FlatTree, compiled: CompiledPack) {
    const words = scratchWords(2 * tree.size + 2);
    this.prefix = words.subarray(0, tree.size + 1);
    this.order = words.subarray(tree.size + 1);
    this.prefix[0] = 0;
    this.order[0] = 0;
    let hash = 0;
    let tokens = 0;
    const { words: nodes } = tree;
    for (let n = 0; n < tree.size; n++) {
      const at = n * WORDS_PER_NODE;
      // A leaf is a node whose subtree ends with it; comments and empty tokens do not count.
      if (nodes[at + 5] === n + 1) {
        const kind = (nodes[at] ?? 0) & 0xffff;
        const start = nodes[at + 1] ?? 0;
        const end = nodes[at + 2] ?? 0;
        if (end > start && ((compiled.roles[kind] ?? 0) & Role.comment) === 0) {
          // The kind of a keyword or mark says what its text is.
          const token = tree.table.named[kind] === 1 ? hashText(tree.text, start, end) : kind;
          hash = (Math.imul(hash, TOKEN_BASE) + token + 1) | 0;
          tokens++;
        }
      }
      this.prefix[n + 1] = hash;
      this.order[n + 1] = tokens;
    }
  }

  /** Hash of the tokens of nodes `from` to `to` (exclusive). */
  range(from: number, to: number): number {
    const tokens = (this.order[to] ?? 0) - (this.order[from] ?? 0);
    return ((this.prefix[to] ?? 0) - Math.imul(this.prefix[from] ?? 0, power(TOKEN_BASE, tokens))) | 0;
  }
}

/** Largest scratch kept between files, in words. */
const SCRATCH_KEEP_WORDS = 1_000_000;
let scratch = new Int32Array(0);

/** Words with anything in them: one tree is walked at a time, so all trees of a thread share them. */
function scratchWords(count: number): Int32Array {
  if (count > SCRATCH_KEEP_WORDS) return new Int32Array(count);
  if (count > scratch.length) scratch = new Int32Array(Math.min(SCRATCH_KEEP_WORDS, count * 2));
  return scratch;
}

function power(base: number, exponent: number): number {
  let result = 1;
  let square = base;
  for (let e = exponent; e > 0; e >>>= 1) {
    if (e & 1) result = Math.imul(result, square);
    square = Math.imul(square, square);
  }
  return result;
}
