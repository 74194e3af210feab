import type { LanguageId } from '@drift/shared';
import type { Population } from '../conventions/tally.ts';
import type { Pattern, PatternMatcher } from './pattern.ts';
import type { PopulationPatterns } from './patterns.ts';

/** The frozen patterns of a root, by language and population: functions are judged against them and never enter them. */
export type PatternSnapshot = ReadonlyMap<string, PopulationPatterns>;

/** A root of which no patterns were learned. */
export const NO_PATTERNS: PatternSnapshot = new Map();

/** Key of a population in a snapshot. */
export function populationKey(language: LanguageId, population: Population): string {
  return `${language}/${population}`;
}

/** The patterns a file's functions may belong to. */
export function matcherFor(
  snapshot: PatternSnapshot,
  language: LanguageId,
  population: Population,
): PatternMatcher<Pattern> | undefined {
  return snapshot.get(populationKey(language, population))?.matcher;
}
