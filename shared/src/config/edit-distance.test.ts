import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editDistance, nearestName } from './edit-distance.ts';

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 });

test.each([
  ['', '', 0],
  ['', 'abc', 3],
  ['thread', 'threads', 1],
  ['thraeds', 'threads', 1],
  ['theards', 'threads', 2],
  ['ca', 'abc', 2],
  ['kitten', 'sitting', 3],
])('%s and %s are %i edits apart', (a, b, expected) => {
  expect(editDistance(a, b)).toBe(expected);
});

test('is a metric', () => {
  const property = fc.property(word, word, word, (a, b, c) => {
    expect(editDistance(a, b)).toBe(editDistance(b, a));
    expect(editDistance(a, b) === 0).toBe(a === b);
    expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c));
  });
  fc.assert(property, { seed: 11, numRuns: 2000 });
});

test('swapping two neighbours costs one edit', () => {
  const property = fc.property(word, fc.nat(6), (text, at) => {
    const swapped = text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2);
    expect(editDistance(text, swapped)).toBe(text === swapped ? 0 : 1);
  });
  fc.assert(property, { seed: 12 });
});

test('offers the nearest name within two edits, the first in code-unit order on a tie', () => {
  expect(nearestName('thread', ['include', 'threads'])).toBe('threads');
  expect(nearestName('cat', ['hat', 'bat'])).toBe('bat');
  expect(nearestName('cat', ['bat', 'cats', 'cat'])).toBe('cat');
  expect(nearestName('thr', ['threads'])).toBeNull();
  expect(nearestName('x', [])).toBeNull();
});

test('offers what comparing with every candidate in full would offer', () => {
  const property = fc.property(word, fc.array(word), (name, candidates) => {
    const close = candidates
      .map((candidate) => ({ candidate, distance: editDistance(name, candidate) }))
      .filter(({ distance }) => distance <= 2)
      .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1));
    expect(nearestName(name, candidates)).toBe(close[0]?.candidate ?? null);
  });
  fc.assert(property, { seed: 13, numRuns: 1000 });
});
