import { byCodeUnit, type FileId, type LanguageId } from '@drift/shared';
import type { Population } from '../conventions/tally.ts';
import { type Distribution, fromCounts, mapped, median } from '../statistics/summary.ts';
import { type Assessment, assess, byRule } from './assess.ts';
import { cutoffOf, type Direction, type Method, type Strictness, strictnessOf } from './cut.ts';
import { discoveryThreshold } from './false-discovery.ts';
import { ALPHA, FAR_RATIO, MAX_FLAGGED_SHARE, MAX_LIMIT, MIN_SAMPLE, SENSITIVITY } from './parameters.ts';
import { type Fit, fitMethods, pValuesOf } from './selection.ts';

/** How the values of a feature are read. */
export interface FeatureShape {
  /** `count`: high values stand out, from the floor on. `ratio`: either side, from ten times the median on. */
  readonly scale: 'count' | 'ratio';
  /** Smallest count that may be told. */
  readonly floor: number;
  /** Counts and lengths are log-normal: `log1p` makes them comparable. Ratios are always compared by their logarithm. */
  readonly transform: 'none' | 'log1p';
  /** The count from which a value stands out where its population has no spread; absent where none does. */
  readonly absolute?: number;
  readonly sensitivity?: number;
}

/** Which population a value belongs to. */
export interface PopulationKey {
  readonly feature: number;
  readonly language: LanguageId;
  readonly population: Population;
  /** Narrows a feature to what is comparable, such as the calls of one function; `''` otherwise. */
  readonly family: string;
}

/** A place with an ordinary value. */
export interface TypicalPlace {
  readonly file: FileId;
  readonly start: number;
  readonly end: number;
}

/** Everything that was counted of one population. */
export interface PopulationTally extends PopulationKey {
  readonly counts: ReadonlyMap<number, number>;
}

/** What one population allows, frozen. */
export interface PopulationLimits extends PopulationKey {
  readonly shape: FeatureShape;
  readonly n: number;
  readonly median: number;
  readonly fit: Fit;
  readonly strictness: Strictness;
  /** Largest whole number that is not told; `null` where there is none, and for ratios. */
  readonly limit: number | null;
  /** Values of the population itself that stand out. */
  readonly flagged: number;
  /** Too many stand out for any of them to be an outlier: told once, never one by one. */
  readonly tooMany: boolean;
}

/** The limits of a run, by population. */
export interface OutlierLimits {
  readonly populations: ReadonlyMap<string, PopulationLimits>;
  /** The p-value that still counts after so many tests. */
  readonly discovery: number;
}

/** Key of a population. */
export function populationKey(k: PopulationKey): string {
  return `${k.feature}/${k.language}/${k.population}/${k.family}`;
}

/** Freezes the limits of all populations; a pure function of the tallies, whatever their order. */
export function freezeLimits(tallies: Iterable<PopulationTally>, shapes: readonly FeatureShape[]): OutlierLimits {
  const drafts: { tally: PopulationTally; shape: FeatureShape; raw: Distribution; d: Distribution }[] = [];
  const pValues: number[] = [];
  for (const tally of [...tallies].sort((a, b) => byCodeUnit(populationKey(a), populationKey(b)))) {
    const shape = shapes[tally.feature];
    if (shape === undefined) continue;
    const raw = fromCounts(tally.counts);
    const d = mapped(raw, (v) => transformed(shape, v));
    drafts.push({ tally, shape, raw, d });
    const strictness = strictnessFor(shape);
    pValues.push(...pValuesOf(d, fitMethods(d, strictness), strictness.alpha));
  }
  const discovery = discoveryThreshold(pValues);
  const populations = new Map<string, PopulationLimits>();
  for (const { tally, shape, raw, d } of drafts) {
    const own = strictnessFor(shape);
    const strictness = { factor: own.factor, alpha: Math.min(own.alpha, discovery) };
    const { feature, language, population, family } = tally;
    const open = { feature, language, population, family, shape, n: raw.n, median: median(raw), strictness };
    populations.set(populationKey(tally), closed({ ...open, fit: fitMethods(d, strictness) }, raw));
  }
  return { populations, discovery };
}

function strictnessFor(shape: FeatureShape): Strictness {
  return strictnessOf(shape.sensitivity ?? SENSITIVITY, ALPHA);
}

function transformed(shape: FeatureShape, value: number): number {
  if (shape.scale === 'ratio') return Math.log(value);
  return shape.transform === 'log1p' ? Math.log1p(value) : value;
}

type Open = Omit<PopulationLimits, 'limit' | 'flagged' | 'tooMany'>;

function closed(open: Open, raw: Distribution): PopulationLimits {
  let flagged = 0;
  for (const w of raw.values) if (standsOut(open, w.value) !== null) flagged += w.count;
  return { ...open, limit: limitOf(open), flagged, tooMany: flagged > MAX_FLAGGED_SHARE * open.n };
}

/** The largest count that is not told, by bisection: what is told grows with the value. */
function limitOf(open: Open): number | null {
  if (open.shape.scale === 'ratio' || standsOut(open, MAX_LIMIT) === null) return null;
  let low = open.shape.floor - 1;
  let high = MAX_LIMIT;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (standsOut(open, middle) === null) low = middle;
    else high = middle;
  }
  return low;
}

/** What is to be told of a value, whoever has it: `null` where it is ordinary, too few values are known, or it is not worth telling. */
export function standsOut(limits: Open, value: number): Assessment | null {
  if (limits.n < MIN_SAMPLE) return null;
  const direction = farSide(limits, value);
  if (direction === null) return null;
  const { cuts } = limits.fit;
  const { shape } = limits;
  if (cuts.length === 0) {
    const bound = shape.scale === 'ratio' ? farBound(limits, direction) : shape.absolute;
    return bound !== undefined && (shape.scale === 'ratio' || value >= bound) ? byRule(direction, value, bound) : null;
  }
  const found = assess(cuts, transformed(shape, value), direction);
  return found === null || found.significance === 'low' ? null : found;
}

/** False for a value that is never told whatever its population. */
export function mayStandOut({ scale, floor }: FeatureShape, value: number): boolean {
  return scale !== 'count' || value >= floor;
}

/** The side on which a value passes the absolute floor, or `null`. */
function farSide(limits: Open, value: number): Direction | null {
  const { shape } = limits;
  if (shape.scale === 'count') return mayStandOut(shape, value) ? 'above' : null;
  if (value >= farBound(limits, 'above')) return 'above';
  return value <= farBound(limits, 'below') ? 'below' : null;
}

/** The ratio that is far on a side, itself included. */
function farBound({ median: middle }: Open, direction: Direction): number {
  return direction === 'above' ? middle * FAR_RATIO : middle / FAR_RATIO;
}

/** The cut of one method in the unit of the values. */
export interface Cutoff {
  readonly method: Method;
  readonly threshold: number;
  readonly above: number;
  readonly below: number;
}

/** From which values on each method calls an outlier, for people who check by hand. */
export function cutoffsOf({ fit, shape }: PopulationLimits): readonly Cutoff[] {
  const back = (v: number): number =>
    shape.scale === 'ratio' ? Math.exp(v) : shape.transform === 'log1p' ? Math.expm1(v) : v;
  return fit.cuts.map((cut) => ({
    method: cut.method,
    threshold: cut.threshold,
    above: back(cutoffOf(cut, 'above')),
    below: back(cutoffOf(cut, 'below')),
  }));
}
