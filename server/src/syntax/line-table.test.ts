import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundaryAtOrBefore, LineTable } from './line-table.ts';

const SEED = 7_301;

const piece = fc.constantFrom(
  'a',
  ' ',
  '\n',
  '\r',
  '\r\n',
  '\u2028',
  '\v',
  '\f',
  'é',
  '😀',
  '\ud83d',
  '\ude00',
  '\ufeff',
);
const anyText = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));

function render(table: LineTable, text: string): string[] {
  return Array.from({ length: table.lineCount }, (_, line) => text.slice(table.lineStart(line), table.lineEnd(line)));
}

describe('LineTable', () => {
  it.each([
    ['', ['']],
    ['a', ['a']],
    ['a\n', ['a', '']],
    ['a\r\nb\rc\nd', ['a', 'b', 'c', 'd']],
    ['\r\r\n\n', ['', '', '', '']],
    ['\n\r', ['', '', '']],
    ['a\u2028b\u2029c\vd\fe', ['a\u2028b\u2029c\vd\fe']],
  ])('cuts %j into its lines', (text, lines) => {
    expect(render(LineTable.of(text), text)).toEqual(lines);
  });

  it('gives an offset inside a terminator to the line it ends', () => {
    const table = LineTable.of('ab\r\ncd');
    expect([0, 2, 3, 4, 6].map((offset) => table.lineOf(offset))).toEqual([0, 0, 0, 1, 1]);
  });

  it('clamps what lies outside', () => {
    const table = LineTable.of('ab\ncd');
    expect([table.lineOf(-1), table.lineOf(99)]).toEqual([0, 1]);
    expect([table.lineStart(-1), table.lineStart(9)]).toEqual([0, 5]);
    expect([table.lineEnd(-1), table.lineEnd(9)]).toEqual([2, 5]);
  });

  it('comes back from its stored rows', () => {
    const text = 'a\r\nb\rc\n\r\n';
    const table = LineTable.of(text);
    const restored = LineTable.fromRows(table.rows, table.length);
    expect(render(restored, text)).toEqual(['a', 'b', 'c', '', '']);
    expect(LineTable.fromRows(new Int32Array(0), 3).lineEnd(0)).toBe(3);
  });

  it(`cuts as a regular expression does (seed ${SEED})`, () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(render(LineTable.of(text), text)).toEqual(text.split(/\r\n|\r|\n/));
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it(`edits to the table of the new text (seed ${SEED})`, () => {
    fc.assert(
      fc.property(anyText, anyText, fc.nat(40), fc.nat(40), (text, inserted, one, other) => {
        const start = Math.min(one, other, text.length);
        const oldEnd = Math.min(Math.max(one, other), text.length);
        const next = text.slice(0, start) + inserted + text.slice(oldEnd);
        const edited = LineTable.of(text).edited(start, oldEnd, start + inserted.length, next);
        expect(edited).toEqual(LineTable.of(next));
      }),
      { seed: SEED, numRuns: 3_000 },
    );
  });
});

describe('boundaryAtOrBefore', () => {
  it.each([
    ['a😀b', [0, 1, 1, 3, 4, 4]],
    ['a\r\nb', [0, 1, 1, 3, 4]],
    ['\ud83d\ud83d\ude00\ude00', [0, 1, 1, 3, 4]],
    ['\n\r', [0, 1, 2]],
  ])('keeps the pairs of %j whole', (text, expected) => {
    expect(expected.map((_, offset) => boundaryAtOrBefore(text, offset))).toEqual(expected);
  });

  it('clamps below zero', () => {
    expect(boundaryAtOrBefore('ab', -3)).toBe(0);
  });
});
