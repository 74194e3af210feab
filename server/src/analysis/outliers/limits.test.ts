import { describe, expect, test } from 'vitest';
import { type FeatureShape, freezeLimits, type PopulationLimits, type PopulationTally, standsOut } from './limits.ts';

const COUNT: FeatureShape = { scale: 'count', floor: 6, transform: 'none' };
const RATIO: FeatureShape = { scale: 'ratio', floor: 10, transform: 'none' };

function tally(values: readonly number[], family = ''): PopulationTally {
  const counts = new Map<number, number>();
  for (const v of values) counts.set(v, (counts.get(v) ?? 0) + 1);
  return { feature: 0, language: 'typescript', population: 'source', family, counts };
}

function frozen(values: readonly number[], shape: FeatureShape): PopulationLimits {
  const [limits] = freezeLimits([tally(values)], [shape]).populations.values();
  if (limits === undefined) throw new Error('no population');
  return limits;
}

function repeat(values: readonly number[], times: number): number[] {
  return Array.from({ length: times }, () => values).flat();
}

describe('counts', () => {
  test('need the floor and the statistic', () => {
    const small = frozen(repeat([0, 1, 1, 2, 2, 3], 20), COUNT);
    expect(standsOut(small, 5)).toBeNull();
    expect(standsOut(small, 14)).toMatchObject({ direction: 'above', significance: 'critical' });
    const large = frozen(repeat([2, 6, 8, 10, 12, 14], 20), COUNT);
    expect(standsOut(large, 14)).toBeNull();
    expect(standsOut(large, 0)).toBeNull();
  });

  test('the limit is the largest value that is not told', () => {
    const limits = frozen(repeat([0, 1, 1, 2, 2, 3], 20), COUNT);
    expect(limits.limit).not.toBeNull();
    expect(standsOut(limits, limits.limit ?? 0)).toBeNull();
    expect(standsOut(limits, (limits.limit ?? 0) + 1)).not.toBeNull();
  });

  test('without spread only an absolute rule speaks', () => {
    const values = repeat([1], 40);
    expect(standsOut(frozen(values, COUNT), 90)).toBeNull();
    const ruled = frozen(values, { ...COUNT, absolute: 8 });
    expect(standsOut(ruled, 7)).toBeNull();
    expect(standsOut(ruled, 8)).toMatchObject({ significance: 'moderate', verdicts: [{ method: 'rule' }] });
    const ratio = frozen(repeat([3000], 20), RATIO);
    expect(standsOut(ratio, 300)?.verdicts).toMatchObject([{ method: 'rule', statistic: 300, threshold: 300 }]);
    expect(standsOut(ratio, 30_000)?.verdicts).toMatchObject([{ method: 'rule', threshold: 30_000 }]);
  });

  test('nine values are not enough', () => {
    expect(standsOut(frozen(repeat([1], 9), { ...COUNT, absolute: 8 }), 90)).toBeNull();
  });

  test('more than a tenth of a population is no outlier any more', () => {
    const shape = { ...COUNT, absolute: 8 };
    expect(frozen([...repeat([1], 45), ...repeat([9], 5)], shape)).toMatchObject({ flagged: 5, tooMany: false });
    expect(frozen([...repeat([1], 44), ...repeat([9], 6)], shape)).toMatchObject({ flagged: 6, tooMany: true });
  });
});

test('ratios stand out on both sides, from ten times on', () => {
  const limits = frozen(repeat([3000, 3000, 5000], 5), RATIO);
  expect(standsOut(limits, 30_000)?.direction).toBe('above');
  expect(standsOut(limits, 300)?.direction).toBe('below');
  expect(standsOut(limits, 29_999)).toBeNull();
  expect(limits.limit).toBeNull();
});

test('the more populations are tested, the stricter Grubbs gets', () => {
  const values = [3, 4, 4, 5, 5, 5, 6, 6, 7, 4, 5, 9];
  const alone = freezeLimits([tally(values)], [COUNT]);
  const many = freezeLimits(
    Array.from({ length: 50 }, (_, i) => tally(values, `f${i}`)),
    [COUNT],
  );
  const cut = (limits: PopulationLimits | undefined): number => limits?.fit.cuts[0]?.threshold ?? 0;
  const [one] = alone.populations.values();
  const [first] = many.populations.values();
  expect(one?.fit.methods[0]).toBe('grubbs');
  expect(many.discovery).toBeLessThan(alone.discovery);
  expect(cut(first)).toBeGreaterThan(cut(one));
});

test('the order of the tallies does not matter', () => {
  const tallies = [tally(repeat([1, 2, 3], 9), 'a'), tally([3, 4, 4, 5, 5, 5, 6, 6, 7, 4, 5, 30], 'b')];
  const text = (t: readonly PopulationTally[]): string => JSON.stringify([...freezeLimits(t, [COUNT]).populations]);
  expect(text([...tallies].reverse())).toBe(text(tallies));
});
