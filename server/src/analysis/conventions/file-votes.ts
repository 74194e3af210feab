import type { FileId, LanguageId } from '@drift/shared';
import type { FileVotes, Population } from './snapshot.ts';

/** One observed site, as far as voting needs it. */
export interface Vote {
  readonly convention: number;
  /** `null` where the answer could not be told. */
  readonly value: string | null;
  readonly start: number;
  readonly end: number;
}

interface Tally {
  abstained: number;
  readonly sites: Map<string, { count: number; start: number; end: number }>;
}

/** Sums up the sites of one file by convention and value. */
export function votesOf(
  file: FileId,
  language: LanguageId,
  population: Population,
  sites: Iterable<Vote>,
): readonly FileVotes[] {
  const byConvention = new Map<number, Tally>();
  for (const site of sites) {
    let tally = byConvention.get(site.convention);
    if (tally === undefined) {
      tally = { abstained: 0, sites: new Map() };
      byConvention.set(site.convention, tally);
    }
    if (site.value === null) {
      tally.abstained++;
      continue;
    }
    const known = tally.sites.get(site.value);
    if (known === undefined) tally.sites.set(site.value, { count: 1, start: site.start, end: site.end });
    else known.count++;
  }
  return [...byConvention].map(([convention, tally]) => ({ file, convention, language, population, ...tally }));
}
