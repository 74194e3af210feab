import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPlacedJson } from './json-places.ts';

test('every text that JSON.parse takes is read with the same value, and every other is refused', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json({ maxDepth: 5 }), fc.string(), mangled()), (text) => {
      const placed = readPlacedJson(text);
      let value: unknown;
      let valid = true;
      try {
        value = JSON.parse(text);
      } catch {
        valid = false;
      }
      expect(placed.ok).toBe(valid);
      if (placed.ok) expect(placed.value).toEqual(value);
    }),
    { seed: 11, numRuns: 2_000 },
  );
});

function mangled(): fc.Arbitrary<string> {
  return fc
    .tuple(fc.json({ maxDepth: 3 }), fc.nat(), fc.constantFrom('', ',', '"', '}', ']', ':', '\\', '0', '\n'))
    .map(([text, n, sign]) => {
      const at = n % (text.length + 1);
      return text.slice(0, at) + sign + text.slice(at + 1);
    });
}

test('a part is found by its path, and what is missing by what is around it', () => {
  const text = '{ "a": [1, { "b": "x" }] }';
  const placed = readPlacedJson(text);
  if (!placed.ok) throw new Error(placed.message);
  const at = (path: readonly PropertyKey[]): string => {
    const { start, end } = placed.places.at(path);
    return text.slice(start, end);
  };
  expect(at(['a', 1, 'b'])).toBe('"x"');
  expect(at(['a', 1, 'c'])).toBe('{ "b": "x" }');
  expect(at([])).toBe(text);
});

test.each([
  ['{ "a": 1 "b": 2 }', 9, '"," or "}"'],
  ['[1, ]', 4, 'a value'],
  ['{ a: 1 }', 2, 'a name in double quotes'],
  ['{"a": "x\n"}', 6, 'a text that ends on its line'],
  ['{} x', 3, 'nothing more'],
])('%s stops being JSON at %i', (text, offset, expected) => {
  expect(readPlacedJson(text)).toEqual({ ok: false, offset, message: `is not valid JSON: expected ${expected}` });
});

test('a text of brackets without end is refused, not a crash', () => {
  expect(readPlacedJson('['.repeat(500_000))).toMatchObject({ ok: false, offset: 64 });
});
