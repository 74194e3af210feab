import { describe, expect, test } from 'vitest';
import { Random } from '../../../../test/support/random.ts';
import { sortedSet } from '../shapes/jaccard.ts';
import type { AuditPattern } from './audit-pattern.ts';
import { duplicateAction, duplicateGroups } from './duplicate-groups.ts';

function pattern(id: string, places: Iterable<number>, of: Partial<AuditPattern> = {}): AuditPattern {
  const set = sortedSet(places);
  return {
    id,
    category: 'errors',
    status: 'discovered',
    confidence: 0.9,
    places: set,
    locations: set.length,
    outliers: 0,
    disabled: false,
    ...of,
  };
}

function* range(from: number, to: number): Generator<number> {
  for (let i = from; i < to; i++) yield i;
}

describe('duplicates', () => {
  test.each([
    [1, 'autoMerge'],
    [0.951, 'autoMerge'],
    [0.95, 'merge'],
    [0.92, 'merge'],
    [0.9, 'review'],
    [0.87, 'review'],
    [0.85, 'review'],
    [0.849, null],
    [0, null],
  ])('of similarity %d ask for %s', (similarity, action) => {
    expect(duplicateAction(similarity)).toBe(action);
  });

  test.each([
    ['the same places', [0, 100], [0, 100], 1],
    ['92 of 100', [0, 100], [0, 92], 0.92],
    ['87 of 100', [0, 100], [0, 87], 0.87],
    ['84 of 100', [0, 100], [0, 84], null],
    ['other places', [0, 100], [100, 200], null],
    // Two unrelated patterns of one size are not alike.
    ['none at all', [0, 0], [0, 0], null],
  ] as const)('%s', (_, [a, b], [c, d], similarity) => {
    const groups = duplicateGroups([pattern('x', range(a, b)), pattern('y', range(c, d))]);
    expect(groups.map((g) => [g.ids, g.weakest])).toEqual(similarity === null ? [] : [[['x', 'y'], similarity]]);
  });

  test('are of one category', () => {
    expect(duplicateGroups([pattern('x', range(0, 9)), pattern('y', range(0, 9), { category: 'logging' })])).toEqual(
      [],
    );
  });

  test('join across a group, whose action is that of its weakest link', () => {
    // a~b 0.90, b~c 0.90, a~c 0.81: no pair of its own.
    const groups = duplicateGroups([
      pattern('c', range(0, 81)),
      pattern('a', range(0, 100)),
      pattern('b', range(0, 90)),
    ]);
    expect(groups).toEqual([{ ids: ['a', 'b', 'c'], keep: 'a', weakest: 0.9, strongest: 0.9, action: 'review' }]);
  });

  test.each([
    ['the more certain', { confidence: 0.91 }, {}, 'x'],
    ['the one with more places', {}, { locations: 10 }, 'y'],
    ['the first by name', {}, {}, 'x'],
  ])('keep %s', (_, x, y, keep) => {
    const groups = duplicateGroups([pattern('y', range(0, 9), y), pattern('x', range(0, 9), x)]);
    expect(groups.map((g) => g.keep)).toEqual([keep]);
  });

  test('are the same whether MinHash proposes the pairs or every pair is looked at', () => {
    const random = new Random(7);
    const families = Array.from({ length: 60 }, (_, f) => [...range(f * 1_000, f * 1_000 + 40)]);
    const patterns = families.flatMap((places, f) =>
      Array.from({ length: 10 }, (_, i) =>
        pattern(`f${f}-${i}`, i < 2 ? places : places.map((p) => p + random.below(1_000) * 1_000_000 + i * 100)),
      ),
    );
    const many = duplicateGroups(patterns);
    const few = families.flatMap((_, f) => duplicateGroups(patterns.filter((p) => p.id.startsWith(`f${f}-`))));
    expect(many).toHaveLength(60);
    expect(many.map((g) => g.ids)).toEqual(
      few.map((g) => g.ids).sort((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1)),
    );
  });
});
