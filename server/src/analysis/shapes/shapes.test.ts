import { describe, expect, test } from 'vitest';
import { type AlikePairs, pairsAmong, verified } from './alike-pairs.ts';
import { type Banding, Buckets, banded } from './candidates.ts';
import { connected } from './components.ts';
import { duplicatePairs, mergesOf, type NamedSet } from './duplicates.ts';
import { FeatureClass, featureOf } from './feature.ts';
import { Comparison, jaccard, sortedSet } from './jaccard.ts';
import { KeyTable } from './key-table.ts';
import { estimate, minHash } from './min-hash.ts';
import { withoutOwnWords } from './name-words.ts';
import { COPY_BANDING, DUPLICATE_FLAG, KIND_BANDING } from './parameters.ts';
import { finish } from './stepwise.ts';

/** Features numbered `from` to `to` (exclusive), as far from each other as hashes are. */
function features(from: number, to: number): Uint32Array {
  return sortedSet(Array.from({ length: to - from }, (_, i) => featureOf(FeatureClass.call, `call ${from + i}`)));
}

/** Two sets of `size` features together, of which `common` are in both. */
function pair(size: number, common: number): readonly NamedSet[] {
  const own = (size - common) / 2;
  return [
    { id: 'a', features: features(0, own + common) },
    { id: 'b', features: features(own, size) },
  ];
}

describe('the exact Jaccard index', () => {
  test.each([
    [features(0, 10), features(0, 10), 1],
    [features(0, 10), features(10, 20), 0],
    [features(0, 10), features(5, 15), 5 / 15],
    [features(0, 0), features(0, 0), 0],
    [features(0, 0), features(0, 3), 0],
    [sortedSet([0, 1, 2]), sortedSet([0, 2]), 2 / 3],
    [sortedSet([1, 2]), sortedSet([0, 1, 2]), 2 / 3],
    [features(0, 1000), features(500, 1000), 1 / 2],
  ])('%#', (a, b, expected) => {
    expect(jaccard(a, b)).toBe(expected);
    expect(jaccard(b, a)).toBe(expected);
    const comparison = new Comparison();
    comparison.with(a);
    expect(comparison.jaccard(b)).toBe(expected);
  });
});

describe('MinHash', () => {
  test.each([
    [0.5, 0.1],
    [0.9, 0.05],
  ])('typically estimates an overlap of %f within %f', (share, within) => {
    const errors = Array.from({ length: 20 }, (_, round) => {
      const shift = Math.round((200 * (1 - share)) / (1 + share));
      const a = features(round * 1000, round * 1000 + 200);
      const b = features(round * 1000 + shift, round * 1000 + shift + 200);
      return Math.abs(estimate(minHash(a), minHash(b)) - jaccard(a, b));
    });
    const typical = [...errors].sort((x, y) => x - y)[10] ?? 1;
    expect(typical).toBeLessThanOrEqual(within);
  });

  test('gives the same signature for the same set and another for no set', () => {
    expect(minHash(features(0, 50))).toEqual(minHash(features(0, 50)));
    expect(estimate(minHash(features(0, 0)), minHash(features(0, 50)))).toBe(0);
  });

  test('of a hundred sets proposes all pairs above the threshold that there are', () => {
    const sets = Array.from({ length: 100 }, (_, i) => features(i * 6, i * 6 + 100));
    const wanted: string[] = [];
    for (let a = 0; a < sets.length; a++) {
      for (let b = a + 1; b < sets.length; b++) {
        const [x, y] = [sets[a], sets[b]];
        if (x !== undefined && y !== undefined && jaccard(x, y) >= DUPLICATE_FLAG) wanted.push(`${a}-${b}`);
      }
    }
    expect(wanted.length).toBeGreaterThan(50);
    const found = verified(pairsOf(sets, COPY_BANDING, DUPLICATE_FLAG));
    expect(found.map((p) => `${p.a}-${p.b}`)).toEqual(wanted);
  });
});

/** The pairs among some sets. */
function pairsOf(sets: readonly Uint32Array[], banding: Banding, least: number): AlikePairs {
  return finish(pairsAmong(banded(sets, banding), { banding, least }));
}

describe('candidates', () => {
  /** How many comparisons are asked for among equal sets. */
  const proposals = (n: number): number => {
    const sets = banded(Array(n).fill(features(0, 20)), KIND_BANDING);
    const buckets = finish(Buckets.of(sets, KIND_BANDING, { table: new KeyTable(1), only: false }));
    const out: number[] = [];
    for (let i = 0; i < n; i++) buckets.addPartners(i, out);
    return out.length;
  };

  test('are none for no set and for one', () => {
    expect([proposals(0), proposals(1)]).toEqual([0, 0]);
  });

  test('of a crowded bucket grow with its size, not with the square of it, and still connect it', () => {
    expect(proposals(2000) / proposals(500)).toBeLessThan(5);
    const pairs = pairsOf(Array(500).fill(features(0, 20)), KIND_BANDING, 1 / 2);
    expect(connected(pairs, 1, 2).map((c) => c.length)).toEqual([500]);
  });
});

describe('duplicates', () => {
  const actionOf = (sets: readonly NamedSet[]): string | undefined => finish(duplicatePairs(sets))[0]?.action;

  test.each([
    ['0.50', pair(100, 50), undefined],
    ['0.84', pair(100, 84), undefined],
    ['exactly 0.85', exact(20, 17), 'flagged'],
    ['0.86', pair(100, 86), 'flagged'],
    ['0.94', pair(100, 94), 'flagged'],
    ['exactly 0.95', exact(20, 19), 'merged'],
    ['0.96', pair(100, 96), 'merged'],
  ])('at %s', (_, sets, expected) => {
    expect(actionOf(sets)).toBe(expected);
  });

  test('of fewer than five features are flagged at most', () => {
    expect(actionOf(exact(4, 4))).toBe('flagged');
    expect(actionOf(exact(5, 5))).toBe('merged');
  });

  test('are none of nothing and of one', () => {
    expect(finish(duplicatePairs([]))).toEqual([]);
    expect(finish(duplicatePairs(pair(10, 10).slice(0, 1)))).toEqual([]);
  });

  test('are the same in any order, each pair once', () => {
    const sets = ['d', 'b', 'a', 'c'].map((id, i) => ({ id, features: features(i, 100 + i) }));
    const found = finish(duplicatePairs(sets));
    expect(finish(duplicatePairs([...sets].reverse()))).toEqual(found);
    expect(found.every((p) => p.a < p.b)).toBe(true);
    expect(new Set(found.map((p) => p.a + p.b)).size).toBe(found.length);
  });

  test('do not merge through a third one', () => {
    const found = finish(duplicatePairs(['a', 'b', 'c'].map((id, i) => ({ id, features: features(i, 100 + i) }))));
    expect(found.filter((p) => p.action === 'merged').length).toBe(3);
    expect(mergesOf(found, (a) => a).size).toBe(1);
  });
});

/** The larger set holds the smaller one: the index is exactly `common / size`. */
function exact(size: number, common: number): readonly NamedSet[] {
  return [
    { id: 'a', features: features(0, size) },
    { id: 'b', features: features(0, common) },
  ];
}

describe('names', () => {
  test.each([
    ['findUser', ['user'], 'find *'],
    ['findUsers', ['user'], 'find *'],
    ['find', ['user'], 'find'],
    ['user', ['user'], 'user'],
    ['load_order_items', ['order', 'item'], 'load *'],
  ])('%s about %s', (name, own, expected) => {
    expect(withoutOwnWords(name, new Set(own))).toBe(expected);
  });
});
