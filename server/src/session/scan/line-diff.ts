/** Beyond this many edits among lines that both texts share, the rest counts as rewritten. About 30 ms and 16 MB. */
const MAX_EDITS = 2_000;

/**
 * Marks (1) the lines of `after` that belong to a longest common subsequence with `before`; the others are added.
 * Deterministic. Myers' O(ND) search on the lines that occur in both texts; where these alone differ by more than
 * 2,000 edits, only what the two texts share at their start and end is marked.
 */
export function commonLines(before: readonly string[], after: readonly string[]): Uint8Array {
  const kept = new Uint8Array(after.length);
  let head = 0;
  const shorter = Math.min(before.length, after.length);
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  kept.fill(1, 0, head);
  kept.fill(1, after.length - tail);
  const { oldIds, newIds, newPlaces } = sharedLines(
    before.slice(head, before.length - tail),
    after.slice(head, after.length - tail),
  );
  for (const index of matchedPositions(oldIds, newIds)) kept[head + (newPlaces[index] ?? 0)] = 1;
  return kept;
}

/** Lines found in only one text are in no common subsequence: leaving them out keeps the answer and saves the work. */
function sharedLines(
  before: readonly string[],
  after: readonly string[],
): { readonly oldIds: Int32Array; readonly newIds: Int32Array; readonly newPlaces: readonly number[] } {
  const inAfter = new Set(after);
  const ids = new Map<string, number>();
  const oldIds: number[] = [];
  for (const line of before) {
    if (!inAfter.has(line)) continue;
    const id = ids.get(line) ?? ids.size;
    ids.set(line, id);
    oldIds.push(id);
  }
  const newIds: number[] = [];
  const newPlaces: number[] = [];
  for (const [place, line] of after.entries()) {
    const id = ids.get(line);
    if (id === undefined) continue;
    newIds.push(id);
    newPlaces.push(place);
  }
  return { oldIds: Int32Array.from(oldIds), newIds: Int32Array.from(newIds), newPlaces };
}

/** Positions in `after` of a longest common subsequence; none where that takes too many edits. */
function matchedPositions(before: Int32Array, after: Int32Array): readonly number[] {
  if (before.length === 0 || after.length === 0) return [];
  const limit = Math.min(MAX_EDITS, before.length + after.length);
  // furthest[k + limit + 1]: how far into `before` the best path on diagonal k (before minus after) gets.
  const furthest = new Int32Array(2 * limit + 3);
  const centre = limit + 1;
  const rounds: Int32Array[] = [];
  for (let edits = 0; edits <= limit; edits++) {
    rounds.push(furthest.slice(centre - edits - 1, centre + edits + 2));
    for (let k = -edits; k <= edits; k += 2) {
      const down = k === -edits || (k !== edits && at(furthest, centre + k - 1) < at(furthest, centre + k + 1));
      let x = down ? at(furthest, centre + k + 1) : at(furthest, centre + k - 1) + 1;
      while (x < before.length && x - k < after.length && before[x] === after[x - k]) x += 1;
      furthest[centre + k] = x;
      if (x >= before.length && x - k >= after.length) return walkBack(rounds, before.length, after.length);
    }
  }
  return [];
}

/** Follows the rounds from the end to the start and collects the diagonal steps. */
function walkBack(rounds: readonly Int32Array[], beforeLength: number, afterLength: number): readonly number[] {
  const positions: number[] = [];
  let x = beforeLength;
  let y = afterLength;
  for (let edits = rounds.length - 1; edits >= 0; edits--) {
    const round = rounds[edits] ?? new Int32Array(0);
    const centre = edits + 1;
    const k = x - y;
    const down = k === -edits || (k !== edits && at(round, centre + k - 1) < at(round, centre + k + 1));
    const previousK = down ? k + 1 : k - 1;
    const previousX = edits === 0 ? 0 : at(round, centre + previousK);
    // The round's one edit comes first, then equal lines.
    const snakeStart = edits === 0 || down ? previousX : previousX + 1;
    while (x > snakeStart) {
      x -= 1;
      y -= 1;
      positions.push(y);
    }
    x = previousX;
    y = previousX - previousK;
  }
  return positions;
}

function at(values: Int32Array, index: number): number {
  return values[index] ?? 0;
}
