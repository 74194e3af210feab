import { type Distribution, looksNormal } from '../statistics/summary.ts';
import type { Cut, FitCut, Method, Strictness } from './cut.ts';
import { esdCount, esdTests, fitEsd } from './methods/esd.ts';
import type { ExtremeTest } from './methods/extreme-studentized.ts';
import { fitGrubbs, grubbsTests } from './methods/grubbs.ts';
import { fitIqr } from './methods/iqr.ts';
import { fitMad } from './methods/mad.ts';
import { fitZScore } from './methods/z-score.ts';
import { ESD_FROM, LARGE_FROM, MIN_SAMPLE } from './parameters.ts';

/** The statistical methods for a population, the primary one first; `rule` alone where it is too small. */
export function methodsFor(n: number, normal: boolean): readonly Method[] {
  if (n < MIN_SAMPLE) return ['rule'];
  if (n >= LARGE_FROM) return normal ? ['z-score', 'iqr', 'mad'] : ['iqr', 'mad'];
  if (!normal) return ['mad'];
  return n >= ESD_FROM ? ['esd', 'mad'] : ['grubbs', 'mad'];
}

const FITS: Readonly<Record<Exclude<Method, 'rule'>, FitCut>> = {
  'z-score': fitZScore,
  grubbs: fitGrubbs,
  esd: fitEsd,
  iqr: fitIqr,
  mad: fitMad,
};

/** The methods of a population, fitted. A method whose measure of spread is zero says nothing and is left out. */
export interface Fit {
  readonly n: number;
  readonly normal: boolean;
  readonly methods: readonly Method[];
  readonly cuts: readonly Cut[];
}

/** Chooses and fits the methods for a distribution that is transformed already. */
export function fitMethods(d: Distribution, strictness: Strictness): Fit {
  const normal = looksNormal(d);
  const methods = methodsFor(d.n, normal);
  const cuts = methods.flatMap((m) => (m === 'rule' ? [] : (FITS[m](d, strictness) ?? [])));
  return { n: d.n, normal, methods, cuts };
}

/** The p-values of the tests that decided about a population: those that found something, else the first. */
export function pValuesOf(d: Distribution, fit: Fit, alpha: number): readonly number[] {
  const decisive = (tests: readonly ExtremeTest[], found: number): readonly number[] =>
    tests.slice(0, Math.max(1, found)).map((t) => t.p);
  if (fit.methods.includes('grubbs')) {
    const tests = grubbsTests(d, alpha);
    return decisive(tests, tests.length);
  }
  if (!fit.methods.includes('esd')) return [];
  const tests = esdTests(d, alpha);
  return decisive(tests, esdCount(tests));
}
