import { byCodeUnit, type FeedbackRecord, type RuleId } from '@drift/shared';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FALSE_POSITIVE, fileOf, quarterUseless, record, records } from '../../../../test/support/feedback.ts';
import { abuseEvents } from './abuse.ts';
import { cappedDelta, feedbackDeltas } from './deltas.ts';
import { falsePositives } from './false-positive-rate.ts';
import { healthOf, type RuleHealth } from './health.ts';
import { byTime, parseFeedback } from './parse-feedback.ts';
import { standingActions, standingDismissals } from './standing.ts';

const A: RuleId = 'drift/pattern/a';
const FREE = { isProtected: () => false, isOff: () => false };

function health(list: readonly FeedbackRecord[], traits = FREE): RuleHealth | undefined {
  return healthOf([...list].sort(byTime), traits).find((h) => h.ruleId === A);
}

function delta(list: readonly FeedbackRecord[]) {
  return feedbackDeltas([...list].sort(byTime)).get(A);
}

const rateOf = (list: readonly FeedbackRecord[]) => falsePositives(standingActions(list));

describe('the rate of false positives', () => {
  test('is 0.25 for 5 of 20', () => {
    expect(rateOf([...records(15), ...records(5, FALSE_POSITIVE)])).toMatchObject({
      acted: 20,
      rate: 0.25,
      sufficient: true,
    });
  });

  test('says nothing about 5 of 9', () => {
    const few = [...records(4), ...records(5, FALSE_POSITIVE)];
    expect(rateOf(few).sufficient).toBe(false);
    expect(health(few)?.state).toBe('insufficient_data');
  });

  test('counts wont_fix and duplicate as acted on only, and marks not at all', () => {
    const neutral = [
      ...records(3, { action: 'dismissed', reason: 'wont_fix', text: 'by design' }),
      ...records(2, { action: 'dismissed', reason: 'duplicate' }),
    ];
    expect(rateOf(neutral)).toMatchObject({ acted: 5, rate: 0, dismissed: { wont_fix: 3, duplicate: 2 } });
    expect(rateOf([...records(9, { action: 'suppressed' }), ...records(9, { action: 'escalated' })]).acted).toBe(0);
    expect(rateOf([]).rate).toBe(0);
  });

  test('takes the last action on a finding, unless it was undone', () => {
    const first = record({ ...FALSE_POSITIVE, finding: 'f'.repeat(16) });
    const second = record({ finding: 'f'.repeat(16), day: 1 });
    expect(rateOf([first, second])).toMatchObject({ acted: 1, fixed: 1, rate: 0 });
    const undone = record({ action: 'undone', undoes: second.id, day: 2 });
    expect(rateOf([first, second, undone])).toMatchObject({ acted: 1, fixed: 0, rate: 1 });
  });
});

describe('health', () => {
  test.each([
    [0, 'healthy'],
    [1, 'warning'],
    [2, 'alert'],
    [4, 'critical'],
  ])('%i false positives of 20 are %s', (useless, state) => {
    expect(health([...records(20 - useless), ...records(useless, FALSE_POSITIVE)])?.state).toBe(state);
  });

  test('0.25 for 30 days switches the rule off, 15 days do not', () => {
    expect(health(quarterUseless(15, 5))).toMatchObject({ state: 'critical', aboveSince: '2025-01-01' });
    expect(health(quarterUseless(30, 5))).toMatchObject({ state: 'disabled', disabledSince: '2025-01-31' });
  });

  test('neither do 40 evaluations in one day, nor two days a month apart', () => {
    const day = Array.from({ length: 40 }, (_, i) => quarterUseless(0, 1).map((r) => ({ ...r, id: `${i}-${r.id}` })));
    expect(health(day.flat())?.state).toBe('critical');
    expect(health(quarterUseless(30, 30))?.state).toBe('critical');
  });

  test('one day below the limit starts the clock again', () => {
    const better = records(200, { day: 20.5 });
    expect(health([...quarterUseless(35, 5), ...better])).toMatchObject({ state: 'warning', aboveSince: null });
  });

  test('a rule stays off until it is re-enabled, and then has 30 days again', () => {
    const off = [...quarterUseless(30, 5), ...records(3, { day: 80, rule: 'drift/pattern/b' })];
    expect(health(off)?.state).toBe('disabled');
    const on = [...quarterUseless(30, 5), record({ action: 're_enabled', day: 30.5, text: 'mended' })];
    expect(health(on)).toMatchObject({ state: 'critical', aboveSince: '2025-01-31', disabledSince: null });
    const again = quarterUseless(30, 5).map((r) => ({
      ...r,
      id: `again-${r.id}`,
      at: new Date(Date.parse(r.at) + 30 * 86_400_000).toISOString(),
    }));
    expect(health([...on, ...again])).toMatchObject({ state: 'disabled', disabledSince: '2025-03-02' });
  });

  test('protected rules stop at critical; what a person switched off says so', () => {
    expect(health(quarterUseless(60, 5), { ...FREE, isProtected: () => true })?.state).toBe('critical');
    expect(health(quarterUseless(60, 5), { ...FREE, isOff: () => true })?.state).toBe('manually_disabled');
  });

  test('trend compares two windows', () => {
    const bad = [...records(10), ...records(10, FALSE_POSITIVE)];
    const good = records(20, { day: 31 });
    expect(health([...bad, ...good])?.trend).toBe('improving');
    expect(health([...records(20), ...records(20, { ...FALSE_POSITIVE, day: 31 })])?.trend).toBe('declining');
    expect(health([...records(20), ...good])?.trend).toBe('stable');
    expect(health(good)?.trend).toBe('unknown');
  });

  test('of 100 rules is told for each of them', () => {
    const rules = Array.from({ length: 100 }, (_, i) => `drift/pattern/r${i}`);
    const list = rules.flatMap((rule) => quarterUseless(40, 10, { rule })).sort(byTime);
    expect(healthOf(list, FREE).map((h) => h.ruleId)).toEqual([...rules].sort());
  });
});

describe('deltas', () => {
  test('are those of the table', () => {
    expect(delta([record()])).toMatchObject({ alpha: 0.5, beta: 0 });
    expect(delta([record({ action: 'escalated' })])).toMatchObject({ alpha: 0.5, beta: 0 });
    expect(delta([record(FALSE_POSITIVE)])).toMatchObject({ alpha: 0, beta: 0.5 });
    expect(delta([record({ action: 'dismissed', reason: 'not_applicable' })])?.beta).toBe(0.25);
    expect(delta([record({ action: 'dismissed' })])?.beta).toBe(0.25);
    expect(delta([record({ action: 'ignored' })])?.beta).toBe(0.25);
    expect(delta([record({ action: 'suppressed' })])?.beta).toBe(0.1);
    expect(delta([record({ action: 'approved' })])?.alpha).toBe(2);
    expect(delta([record({ action: 'rejected' })])?.beta).toBe(5);
    expect(delta([record({ action: 'dismissed', reason: 'wont_fix', text: 'x' })])).toBeUndefined();
    expect(delta([record({ action: 'dismissed', reason: 'duplicate' })])).toBeUndefined();
    expect(feedbackDeltas([]).size).toBe(0);
  });

  test('give an author one vote a rule and day', () => {
    expect(delta(records(8, FALSE_POSITIVE))?.beta).toBe(0.5);
    expect(delta([record(FALSE_POSITIVE), record({ ...FALSE_POSITIVE, author: 'bbbbbbbb' })])?.beta).toBe(1);
    expect(delta([record(FALSE_POSITIVE), record({ ...FALSE_POSITIVE, day: 1 })])?.beta).toBe(1);
    expect(delta([record(), record(FALSE_POSITIVE)])).toMatchObject({ alpha: 0.25, beta: 0.25 });
  });

  test('ten false positives lower the confidence by the same amount however often it is computed', () => {
    const list = Array.from({ length: 10 }, (_, i) => record({ ...FALSE_POSITIVE, day: i, author: `author${i % 5}` }));
    const confidence = (): number => {
      const d = delta(list);
      return d === undefined ? 0 : (1 + 40 + d.alpha) / (2 + 42 + d.alpha + d.beta);
    };
    expect(confidence()).toBeLessThan(41 / 44);
    expect(confidence()).toBe(confidence());
  });

  test('what Drift inferred weighs a tenth of the evidence at most', () => {
    const d = delta(
      Array.from({ length: 60 }, (_, i) => record({ action: 'ignored', source: 'scan', day: i, author: `a${i}` })),
    );
    expect(d?.beta).toBe(0);
    expect(d?.implicitBeta).toBeCloseTo(3);
    if (d !== undefined) {
      expect(cappedDelta(d, 10).beta).toBeCloseTo(1);
      expect(cappedDelta(d, 100).beta).toBeCloseTo(3);
    }
  });

  test("a flagged author's doubts are held, not their praise, and nobody else's", () => {
    const flood = records(100, FALSE_POSITIVE);
    expect(delta([...flood, record({ author: 'bbbbbbbb', ...FALSE_POSITIVE })])).toMatchObject({ alpha: 0, beta: 0.5 });
    expect(delta([...flood, record({ day: 1 })])).toMatchObject({ alpha: 0.5, beta: 0 });
  });
});

describe('abuse', () => {
  test('100 dismissals in 60 seconds are one event', () => {
    const list = Array.from({ length: 100 }, (_, i) => record({ ...FALSE_POSITIVE, day: (i * 0.6) / 86_400 }));
    const events = abuseEvents(list);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ author: 'aaaaaaaa', dismissals: 100 });
    expect(events[0]?.kinds[0]).toBe('flood');
  });

  test('bursts, aim and share are told apart', () => {
    const praise = records(50);
    const spread = Array.from({ length: 21 }, (_, i) =>
      record({ ...FALSE_POSITIVE, rule: `drift/pattern/r${i}`, day: i / 1440 }),
    );
    expect(abuseEvents([...praise, ...spread].sort(byTime))[0]?.kinds).toEqual(['burst']);
    const aimed = Array.from({ length: 11 }, (_, i) => record({ ...FALSE_POSITIVE, day: i / 2 }));
    expect(abuseEvents([...praise, ...aimed].sort(byTime))[0]?.kinds).toEqual(['targeted']);
    const slow = Array.from({ length: 10 }, (_, i) => record({ ...FALSE_POSITIVE, day: i * 3 }));
    expect(abuseEvents(slow)[0]?.kinds).toEqual(['high_dismiss_rate']);
    expect(abuseEvents([...slow.slice(0, 5), ...records(6)].sort(byTime))).toEqual([]);
  });
});

describe('the file', () => {
  test('gives one state whatever the order of its lines', () => {
    const list = [
      ...quarterUseless(35, 5),
      ...records(3, { action: 'dismissed', reason: 'duplicate', day: 12 }),
      record({ action: 're_enabled', day: 34 }),
    ];
    const seen = (text: string) => {
      const { records: read } = parseFeedback(text);
      return [healthOf(read, FREE), [...feedbackDeltas(read)], [...standingDismissals(read).keys()], abuseEvents(read)];
    };
    const expected = seen(fileOf(list));
    fc.assert(
      fc.property(fc.shuffledSubarray(list, { minLength: list.length }), (shuffled) => {
        expect(seen(fileOf([...shuffled, ...shuffled.slice(0, 9)]))).toEqual(expected);
      }),
      { seed: 7, numRuns: 20 },
    );
  });

  test('names broken lines and reads the others', () => {
    const good = record(FALSE_POSITIVE);
    const other = { ...record(), later: { field: [1] } };
    const { finding: _, ...headless } = record();
    const text = [
      JSON.stringify(good),
      '<<<<<<< HEAD',
      '{"id": 1',
      '',
      JSON.stringify(other),
      JSON.stringify({ ...record(), action: 'praised' }),
      JSON.stringify({ ...record(), at: 'yesterday' }),
      JSON.stringify(headless),
      JSON.stringify({ ...record({ action: 'dismissed' }), reason: 'wont_fix' }),
      `${JSON.stringify(good)}\r`,
    ].join('\n');
    const { records: read, problems } = parseFeedback(text);
    expect(read.map((r) => r.id)).toEqual([good.id, other.id].sort(byCodeUnit));
    expect(read.find((r) => r.id === other.id)).toEqual(other);
    expect(problems.map((p) => p.line)).toEqual([2, 3, 6, 7, 8, 9]);
    expect(problems.every((p) => p.code === 'FEEDBACK_ERROR' && p.hint !== undefined)).toBe(true);
    expect(problems[0]?.message).toBe('line 2 is a conflict marker of git; it was skipped');
  });

  test('no text at all throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        parseFeedback(text);
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});

describe('dismissals', () => {
  test('hold until something else is decided or they are undone', () => {
    const finding = 'e'.repeat(16);
    const dismissed = record({ ...FALSE_POSITIVE, finding });
    const has = (...more: FeedbackRecord[]): boolean =>
      standingDismissals([dismissed, ...more].sort(byTime)).has(finding);
    expect(has()).toBe(true);
    expect(has(record({ action: 'suppressed', finding, day: 1 }))).toBe(true);
    expect(has(record({ action: 'escalated', finding, day: 1 }))).toBe(false);
    expect(has(record({ action: 'undone', undoes: dismissed.id, day: 1 }))).toBe(false);
  });
});
