import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BaselineEntry, parseBaseline, renderBaseline } from './baseline-file.ts';

const ENTRY: BaselineEntry = {
  path: 'src/a.ts',
  ruleId: 'drift/crypto/weak-hash',
  key: '3fa91c0d27b84e65',
  ordinal: 0,
};

describe('baseline file', () => {
  it('is sorted, a line an entry, whatever the order they came in', () => {
    const entries = [{ ...ENTRY, path: 'src/b.ts' }, { ...ENTRY, ordinal: 1 }, ENTRY, ENTRY];
    const text = renderBaseline(entries);
    expect(text.split('\n').slice(1)).toEqual([
      'src/a.ts\tdrift/crypto/weak-hash\t3fa91c0d27b84e65',
      'src/a.ts\tdrift/crypto/weak-hash\t3fa91c0d27b84e65+1',
      'src/b.ts\tdrift/crypto/weak-hash\t3fa91c0d27b84e65',
      '',
    ]);
    expect(renderBaseline([...entries].reverse())).toBe(text);
  });

  it('gives back every path a file system has', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1, unit: 'binary' }), { maxLength: 5 }), (paths) => {
        const entries = paths.map((path) => ({ ...ENTRY, path }));
        const read = parseBaseline(renderBaseline(entries));
        expect(read.faults).toEqual([]);
        expect(new Set(read.entries.map((e) => e.path))).toEqual(new Set(paths));
      }),
      { seed: 1 },
    );
  });

  it('tells of lines that are none, and keeps the others', () => {
    const read = parseBaseline(`${renderBaseline([ENTRY])}<<<<<<< HEAD\nsrc/a.ts drift/x/y\r\n`);
    expect(read.entries).toEqual([ENTRY]);
    expect(read.faults.map((f) => `${f.line} ${f.message.slice(0, 24)}`)).toEqual([
      '3 is what git leaves of tw',
      '4 is no entry of a baselin',
    ]);
  });
});
