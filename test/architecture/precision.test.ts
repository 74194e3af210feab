import { LANGUAGES } from '@drift/shared';
import { describe, expect, test } from 'vitest';
import { countSamples, readSamples } from '../../scripts/docs.mjs';
import { maturityIn } from '../../server/src/rules/engine/rule.ts';
import { CONVENTIONS } from '../../server/src/rules/registry.ts';

const BAR = 0.8;
/** Below this many findings read in a language the figure of all languages decides. */
const MIN_READ = 8;
const counts = countSamples();
const keyOf = (id: string): string => id.slice('drift/pattern/'.length);
const samples = readSamples();

describe('a convention is on only where its findings were read and right', () => {
  test('every sample names a convention, a language, a place and a verdict', () => {
    const keys = new Set(CONVENTIONS.map((c) => keyOf(c.id)));
    const odd = samples.filter(
      (s) =>
        !keys.has(s.key) ||
        !LANGUAGES.some((l) => l === s.language) ||
        !/.:\d+$/.test(s.place) ||
        !['true', 'false'].includes(s.verdict) ||
        s.project === '' ||
        s.reason === '',
    );
    expect(odd).toEqual([]);
    expect(samples.length).toBeGreaterThan(0);
  });

  const on = CONVENTIONS.flatMap((c) =>
    c.languages.filter((l) => maturityIn(c, l) === 'stable').map((language) => ({ convention: c, language })),
  );
  test.each(on.map((o) => [keyOf(o.convention.id), o.language, o] as const))('%s in %s', (key, language, o) => {
    const here = counts.get(`${key} ${language}`) ?? { read: 0, correct: 0 };
    if (here.read >= MIN_READ) {
      expect(here.correct / here.read).toBeGreaterThanOrEqual(BAR);
      return;
    }
    const { sample, precision } = o.convention.precision ?? { sample: 0, precision: 0 };
    expect(sample).toBeGreaterThan(0);
    expect(precision).toBeGreaterThanOrEqual(BAR);
  });
});
