import type { FileId, LanguageId } from '@drift/shared';
import type { FileVotes, Population } from './tally.ts';

/** One observed site, as far as voting needs it. */
export interface Vote {
  readonly convention: number;
  /** `null` where the answer could not be told. */
  readonly value: string | null;
  readonly start: number;
  readonly end: number;
}

/** Sums up the sites of one file by convention and value. */
export function votesOf(
  file: FileId,
  language: LanguageId,
  population: Population,
  sites: Iterable<Vote>,
): readonly FileVotes[] {
  const byConvention = new Map<number, Counts>();
  for (const site of sites) {
    let counts = byConvention.get(site.convention);
    if (counts === undefined) {
      counts = { abstained: 0, sites: new Map() };
      byConvention.set(site.convention, counts);
    }
    if (site.value === null) {
      counts.abstained++;
      continue;
    }
    const known = counts.sites.get(site.value);
    if (known === undefined) counts.sites.set(site.value, { count: 1, start: site.start, end: site.end });
    else known.count++;
  }
  return [...byConvention].map(([convention, counts]) => ({ file, convention, language, population, ...counts }));
}

interface Counts {
  abstained: number;
  readonly sites: Map<string, { count: number; start: number; end: number }>;
}
