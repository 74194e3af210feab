import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addedLineRanges, splitLines } from './changed-lines.ts';

const SEED = 20_117;

describe('addedLineRanges', () => {
  it.each([
    ['same', 'a\nb', 'a\nb', []],
    ['only line ends differ', 'a\r\nb\rc\n', 'a\nb\nc\n', []],
    ['a line in the middle', 'a\nc', 'a\nb\nc', [[1, 1]]],
    ['a changed line', 'a\nb\nc', 'a\nx\nc', [[1, 1]]],
    ['a removed line', 'a\nb\nc', 'a\nc', []],
    [
      'two places',
      'a\nb\nc\nd',
      'x\na\nb\nc\ny\nz\nd',
      [
        [0, 1],
        [4, 2],
      ],
    ],
    ['a moved block is new where it went', 'a\nb\nc\nd\ne', 'c\nd\ne\na\nb', [[3, 2]]],
    ['a final line break', 'a', 'a\n', [[1, 1]]],
    ['everything', 'a\nb', 'c\nd', [[0, 2]]],
    ['emptied', 'a\nb', '', [[0, 1]]],
  ])('%s', (_name, before, after, expected) => {
    expect(addedLineRanges(before, after)).toEqual(expected);
  });

  it('takes every line of a file without an old text, blank ones too', () => {
    expect(addedLineRanges(null, 'a\n\nb\n')).toEqual([[0, 4]]);
  });

  it('keeps a large insertion of fresh lines apart from old lines around it', () => {
    const fresh = Array.from({ length: 5_000 }, (_, index) => `fresh ${index}`);
    const after = ['x', 'a', ...fresh, 'b', 'c', 'y'].join('\n');
    expect(addedLineRanges('p\na\nb\nc\nq', after)).toEqual([
      [0, 1],
      [2, 5_000],
      [5_004, 1],
    ]);
  });

  it('marks the middle as new when shared lines are reordered beyond the bound', () => {
    const lines = Array.from({ length: 4_000 }, (_, index) => `line ${index}`);
    const before = ['head', ...lines, 'tail'].join('\n');
    const after = ['head', ...[...lines].reverse(), 'tail'].join('\n');
    expect(addedLineRanges(before, after)).toEqual([[1, 4_000]]);
  });

  it('leaves a longest common subsequence, whatever the texts', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c', '', 'd'), { minLength: 1, maxLength: 14 });
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const ranges = addedLineRanges(before.join('\n'), after.join('\n'));
        const added = new Set(ranges.flatMap(([start, count]) => Array.from({ length: count }, (_, i) => start + i)));
        const kept = after.filter((_, line) => !added.has(line));
        expect(isSubsequence(kept, before)).toBe(true);
        expect(kept.length).toBe(longestCommon(before, after));
        for (const [index, [start, count]] of ranges.entries()) {
          const next = ranges[index + 1]?.[0] ?? Number.POSITIVE_INFINITY;
          expect(count > 0 && start + count < next).toBe(true);
        }
      }),
      { seed: SEED, numRuns: 2_000 },
    );
  });
});

describe('splitLines', () => {
  it('ends lines at LF, CRLF and lone CR and nowhere else', () => {
    expect(splitLines('a\r\nb\rc\nd\u2028e\n')).toEqual(['a', 'b', 'c', 'd\u2028e', '']);
  });
});

function isSubsequence(part: readonly string[], whole: readonly string[]): boolean {
  let at = 0;
  for (const line of whole) if (at < part.length && part[at] === line) at += 1;
  return at === part.length;
}

function longestCommon(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const line of a) {
    const next = [0];
    for (let j = 1; j <= b.length; j++) {
      next.push(line === b[j - 1] ? (row[j - 1] ?? 0) + 1 : Math.max(row[j] ?? 0, next[j - 1] ?? 0));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
