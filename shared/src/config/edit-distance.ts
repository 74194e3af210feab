import { byCodeUnit } from '../order.ts';

/** How many edits away a name may be and still be offered as "did you mean". */
const MAX_EDITS = 2;

/**
 * The unrestricted Damerau-Levenshtein distance: insertions, deletions, substitutions and swaps of neighbours, each 1.
 * Time and space are the product of the two lengths.
 */
export function editDistance(a: string, b: string): number {
  const width = b.length + 2;
  const far = a.length + b.length;
  const cost = new Uint32Array((a.length + 2) * width).fill(far);
  for (let i = 0; i <= a.length; i++) cost[(i + 1) * width + 1] = i;
  for (let j = 0; j <= b.length; j++) cost[width + j + 1] = j;
  const at = (i: number, j: number): number => cost[i * width + j] ?? far;
  const lastRowOf = new Map<string, number>();
  for (let i = 1; i <= a.length; i++) {
    let lastMatch = 0;
    for (let j = 1; j <= b.length; j++) {
      const swapRow = lastRowOf.get(b.charAt(j - 1)) ?? 0;
      const swapColumn = lastMatch;
      const same = a.charAt(i - 1) === b.charAt(j - 1);
      if (same) lastMatch = j;
      cost[(i + 1) * width + j + 1] = Math.min(
        at(i, j) + (same ? 0 : 1),
        at(i + 1, j) + 1,
        at(i, j + 1) + 1,
        at(swapRow, swapColumn) + (i - swapRow - 1) + 1 + (j - swapColumn - 1),
      );
    }
    lastRowOf.set(a.charAt(i - 1), i);
  }
  return at(a.length + 1, b.length + 1);
}

const BUCKETS = 64;

/**
 * A lower bound of the edit distance in linear time: the letters one text has more of than the other. Letters that share
 * a bucket only make the bound smaller. It keeps most far-off names from costing a full comparison.
 */
function letterDistance(a: string, b: string): number {
  const surplus = new Int32Array(BUCKETS);
  const count = (text: string, step: number): void => {
    for (let i = 0; i < text.length; i++) {
      const bucket = text.charCodeAt(i) % BUCKETS;
      surplus[bucket] = (surplus[bucket] ?? 0) + step;
    }
  };
  count(a, 1);
  count(b, -1);
  let onlyA = 0;
  let onlyB = 0;
  for (const letters of surplus) {
    if (letters > 0) onlyA += letters;
    else onlyB -= letters;
  }
  return Math.max(onlyA, onlyB);
}

/** The candidate closest to `name` within two edits, the first in code-unit order on a tie; `null` where none is close. */
export function nearestName(name: string, candidates: Iterable<string>): string | null {
  let best: string | null = null;
  let bestDistance = MAX_EDITS + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) > MAX_EDITS) continue;
    if (letterDistance(name, candidate) > MAX_EDITS) continue;
    const distance = editDistance(name, candidate);
    const wins =
      distance < bestDistance || (distance === bestDistance && best !== null && byCodeUnit(candidate, best) < 0);
    if (!wins) continue;
    best = candidate;
    bestDistance = distance;
  }
  return best;
}
