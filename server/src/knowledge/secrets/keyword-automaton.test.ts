import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keywordAutomaton } from './keyword-automaton.ts';

const SEED = 11;

it('finds keywords inside, around and on top of each other, in any case', () => {
  expect(keywordAutomaton(['he', 'she', 'his', 'hers']).present('uSHErs')).toEqual([0, 1, 3]);
});

it('is not confused by characters beyond ASCII', () => {
  expect(keywordAutomaton(['key']).present('k\u212Aey kéy')).toEqual([]);
  expect(keywordAutomaton(['key']).present('é🔑key')).toEqual([0]);
});

it('agrees with one search per keyword', () => {
  const word = fc
    .array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 4 })
    .map((letters) => letters.join(''));
  const text = fc.array(fc.constantFrom('a', 'b', 'c', 'A', 'é'), { maxLength: 40 }).map((letters) => letters.join(''));
  fc.assert(
    fc.property(fc.array(word, { maxLength: 8 }), text, (keywords, searched) => {
      const expected = keywords.flatMap((keyword, index) => (searched.toLowerCase().includes(keyword) ? [index] : []));
      expect(keywordAutomaton(keywords).present(searched)).toEqual(expected);
    }),
    { seed: SEED, numRuns: 500 },
  );
});
