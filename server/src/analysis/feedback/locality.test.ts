import type { FeedbackRecord } from '@drift/shared';
import { describe, expect, test } from 'vitest';
import { FALSE_POSITIVE, record, records } from '../../../../test/support/feedback.ts';
import { localityOf } from './locality.ts';
import { byTime } from './parse-feedback.ts';

const RULE = 'drift/pattern/a';
const locality = (list: readonly FeedbackRecord[]) => localityOf([...list].sort(byTime));
const NOTHING = { exempt: [], quiet: [] };

/** False positives in files of one directory, told by two people over a long time. */
function inDirectory(count: number, directory = 'src/old'): FeedbackRecord[] {
  return Array.from({ length: count }, (_, i) =>
    record({ ...FALSE_POSITIVE, file: `${directory}/m${i}.ts`, author: i % 2 === 0 ? 'a' : 'b', day: i * 10 }),
  );
}

describe('a file', () => {
  test('is left alone by a rule of which four findings there were false', () => {
    expect(locality(records(3, FALSE_POSITIVE))).toEqual(NOTHING);
    const four = records(4, FALSE_POSITIVE);
    expect(locality(four)).toEqual({ exempt: [{ ruleId: RULE, path: 'src/a.ts', score: -0.6 }], quiet: [] });
    expect(locality([...four, record()])).toEqual(NOTHING);
  });

  test('counts the last action on a finding, unless it was undone', () => {
    const four = records(4, FALSE_POSITIVE);
    const [first] = four;
    if (first === undefined || !('finding' in first)) throw new Error('no record');
    const turned = record({ finding: String(first.finding), day: 1 });
    expect(locality([...four, turned])).toEqual(NOTHING);
    expect(locality([...four, turned, record({ action: 'undone', undoes: turned.id, day: 2 })]).exempt).toHaveLength(1);
  });

  test('is not judged by what says nothing about the place', () => {
    const wontFix = records(20, { action: 'dismissed', reason: 'wont_fix', text: 'by design' });
    expect(locality([...wontFix, ...records(20, { action: 'suppressed' })])).toEqual(NOTHING);
    expect(locality(records(10, { action: 'ignored' }))).toEqual(NOTHING);
    expect(locality(records(11, { action: 'ignored' })).exempt).toMatchObject([{ score: -0.55 }]);
  });

  test('is not affected by an author whose dismissals are conspicuous', () => {
    const targeted = records(11, FALSE_POSITIVE);
    expect(locality(targeted)).toEqual(NOTHING);
    const later = record({ rule: 'drift/pattern/b', author: 'b', day: 40 });
    expect(locality([...targeted, later]).exempt).toMatchObject([{ score: -1.65 }]);
  });
});

test('a directory gets three tenths of what its files get, and its neighbours nothing', () => {
  expect(locality(inDirectory(11)).quiet).toEqual([]);
  expect(locality(inDirectory(12))).toEqual({ exempt: [], quiet: [{ ruleId: RULE, path: 'src/old', score: -0.54 }] });
  expect(locality([...inDirectory(6), ...inDirectory(6, 'src/new')]).quiet).toEqual([]);
  expect(locality(inDirectory(12).reverse())).toMatchObject({ quiet: [{ path: 'src/old' }] });
});
