import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineTable } from '../syntax/line-table.ts';
import {
  BEFORE_BOM,
  clientOffsetOf,
  negotiateEncoding,
  offsetOf,
  type PositionEncoding,
  positionOf,
  rangeOf,
  spanOf,
  type TextView,
  utf16PositionOf,
} from './positions.ts';

const SEED = 7_302;
const ENCODINGS: readonly PositionEncoding[] = ['utf-16', 'utf-8', 'utf-32'];

const piece = fc.constantFrom(
  'a',
  '\n',
  '\r',
  '\r\n',
  '\u2028',
  'é',
  '漢',
  'e\u0301',
  '👩‍👧',
  '😀',
  '\ud83d',
  '\ude00',
  '\ufeff',
);
const anyText = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
const anyEncoding = fc.constantFrom(...ENCODINGS);

function viewOf(text: string, hasBom = false): TextView {
  return { text, lines: LineTable.of(text), hasBom };
}

/** Every offset that splits neither a pair nor a `\r\n`. */
function boundaries(text: string): number[] {
  const found = [0];
  for (const [token] of text.matchAll(/\r\n|./gsu)) found.push((found.at(-1) ?? 0) + token.length);
  return found;
}

describe('negotiateEncoding', () => {
  it.each([
    [undefined, 'utf-16'],
    [[], 'utf-16'],
    [['utf-8', 'utf-16'], 'utf-16'],
    [['utf-32', 'utf-8'], 'utf-32'],
    [['utf-7', 'utf-8'], 'utf-8'],
    [['utf-7'], 'utf-16'],
  ])('answers %j with %s', (offered, expected) => {
    expect(negotiateEncoding(offered)).toBe(expected);
  });
});

describe('positions', () => {
  it.each([
    ['utf-16', [0, 1, 2, 3, 5, 6]],
    ['utf-8', [0, 1, 3, 6, 10, 13]],
    ['utf-32', [0, 1, 2, 3, 4, 5]],
  ] as const)('counts the characters of a line in %s', (encoding, expected) => {
    const view = viewOf('x\naé漢😀\ud83d\ny');
    const offsets = [2, 3, 4, 5, 7, 8];
    expect(offsets.map((offset) => positionOf(view, offset, encoding))).toEqual(
      expected.map((character) => ({ line: 1, character })),
    );
    expect(expected.map((character) => offsetOf(view, { line: 1, character }, encoding))).toEqual(offsets);
  });

  it.each(ENCODINGS)('clamps positions in %s', (encoding) => {
    const view = viewOf('ab\r\ncd\re\n');
    const at = (line: number, character: number) => offsetOf(view, { line, character }, encoding);
    expect([at(0, 3), at(0, 99), at(1, 99), at(2, 2)]).toEqual([2, 2, 6, 8]);
    expect([at(3, 0), at(3, 5), at(4, 0), at(1e9, 1)]).toEqual([9, 9, 9, 9]);
    expect([at(-1, 1), at(0, -1), at(0, 1.9), at(0.9, 1)]).toEqual([1, 0, 1, 1]);
    expect([at(Number.NaN, 1), at(0, Number.NaN), at(1, Infinity), at(Infinity, 0)]).toEqual([1, 0, 6, 9]);
  });

  it.each([
    ['utf-16', [1, 1, 3]],
    ['utf-8', [1, 1, 1, 1, 3]],
  ] as const)('rounds down inside a character in %s', (encoding, expected) => {
    const view = viewOf('a😀b');
    expect(expected.map((_, index) => offsetOf(view, { line: 0, character: index + 1 }, encoding))).toEqual(expected);
  });

  it('gives an offset inside a pair or a line terminator the place before', () => {
    expect(positionOf(viewOf('a😀b'), 2, 'utf-16')).toEqual({ line: 0, character: 1 });
    expect(positionOf(viewOf('a\r\nb'), 2, 'utf-16')).toEqual({ line: 0, character: 1 });
    expect(positionOf(viewOf('a\r\nb'), 99, 'utf-16')).toEqual({ line: 1, character: 1 });
    expect(positionOf(viewOf('a'), -4, 'utf-16')).toEqual({ line: 0, character: 0 });
  });

  it.each([
    ['utf-16', 1],
    ['utf-8', 3],
    ['utf-32', 1],
  ] as const)('counts the mark a client kept in %s', (encoding, width) => {
    const view = viewOf('ab\ncd', true);
    expect(positionOf(view, 1, encoding)).toEqual({ line: 0, character: width + 1 });
    expect(positionOf(view, 4, encoding)).toEqual({ line: 1, character: 1 });
    expect(offsetOf(view, { line: 0, character: width + 1 }, encoding)).toBe(1);
    expect(offsetOf(view, { line: 0, character: 0 }, encoding)).toBe(0);
    expect(clientOffsetOf(view, { line: 0, character: width - 1 }, encoding)).toBe(BEFORE_BOM);
    expect(clientOffsetOf(view, { line: 0, character: width }, encoding)).toBe(0);
  });

  it('turns a reversed range round', () => {
    const view = viewOf('ab\ncd');
    const range = { start: { line: 1, character: 1 }, end: { line: 0, character: 1 } };
    expect(spanOf(view, range, 'utf-16')).toEqual({ start: 1, end: 4 });
    expect(rangeOf(view, { start: 1, end: 4 }, 'utf-16')).toEqual({ start: range.end, end: range.start });
  });

  it(`round-trips every boundary (seed ${SEED})`, () => {
    fc.assert(
      fc.property(anyText, anyEncoding, fc.boolean(), (text, encoding, hasBom) => {
        const view = viewOf(text, hasBom);
        for (const offset of boundaries(text)) {
          const position = positionOf(view, offset, encoding);
          expect(offsetOf(view, position, encoding)).toBe(offset);
          if (encoding === 'utf-16' && !hasBom) expect(utf16PositionOf(view.lines, offset)).toEqual(position);
        }
      }),
      { seed: SEED, numRuns: 1_000 },
    );
  });

  it(`answers any position with a boundary of the text (seed ${SEED})`, () => {
    const number = fc.oneof(fc.integer({ min: -2, max: 40 }), fc.double());
    fc.assert(
      fc.property(anyText, anyEncoding, number, number, (text, encoding, line, character) => {
        expect(boundaries(text)).toContain(offsetOf(viewOf(text), { line, character }, encoding));
      }),
      { seed: SEED, numRuns: 2_000 },
    );
  });

  it(`answers any offset with the position of the boundary before it (seed ${SEED})`, () => {
    fc.assert(
      fc.property(anyText, anyEncoding, fc.nat(60), (text, encoding, offset) => {
        const view = viewOf(text);
        const before = boundaries(text).findLast((boundary) => boundary <= offset);
        expect(offsetOf(view, positionOf(view, offset, encoding), encoding)).toBe(before);
      }),
      { seed: SEED, numRuns: 2_000 },
    );
  });
});
