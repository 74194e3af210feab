import { describe, expect, it } from 'vitest';
import { addedLineRanges, splitLines } from './changed-lines.ts';
import { removedLines, withoutMoved } from './moved-lines.ts';

const BODY = ['export function digest(text: string): string {', '  return md5(text, "hex");', '}'];

/** The lines of `after` that are new, where `before` was there and the runs were taken out of other files. */
function newLines(before: string, after: string, removed: readonly (readonly string[])[]): readonly string[] {
  const lines = splitLines(after);
  const ranges = withoutMoved(addedLineRanges(before, after), lines, removedLines(removed));
  return ranges.flatMap(([start, count]) => lines.slice(start, start + count));
}

describe('withoutMoved', () => {
  it('leaves out what was taken out elsewhere, whatever its indentation', () => {
    const moved = BODY.map((l) => `    ${l}`).join('\n');
    expect(newLines('a\n', `a\n${moved}\nconst added = 1;\n`, [BODY])).toEqual(['const added = 1;']);
  });

  it('keeps a copy new: what it is of is still where it was', () => {
    expect(newLines('a\n', `a\n${BODY.join('\n')}\n`, [])).toEqual(BODY);
  });

  it('keeps lines new that are in another order or have something between them', () => {
    const [first = '', second = '', last = ''] = BODY;
    expect(newLines('a\n', `a\n${second}\n${first}\n`, [['x', first, last]])).toEqual([second]);
    expect(newLines('a\n', `a\n}\n`, [BODY])).toEqual(['}']);
  });

  it('asks for twenty letters and digits', () => {
    expect(newLines('', 'return aaaaaaaaaaaaa;', [['return aaaaaaaaaaaaa;']])).toEqual(['return aaaaaaaaaaaaa;']);
    expect(newLines('', 'return aaaaaaaaaaaaaa;', [['return aaaaaaaaaaaaaa;']])).toEqual([]);
  });

  it('does not join the end of one run with the start of another', () => {
    const [first = '', ...rest] = BODY;
    expect(
      newLines('', 'const aaaaaaa = 1;\nconst bbbbbbb = 2;', [['const aaaaaaa = 1;'], ['const bbbbbbb = 2;']]),
    ).toEqual(['const aaaaaaa = 1;', 'const bbbbbbb = 2;']);
    expect(newLines('', [first, '', ...rest].join('\n'), [BODY])).toEqual([]);
  });
});
