import type { FileId, LanguageId } from '@drift/shared';
import type { FileVotes, Population } from './snapshot.ts';

/** One observed site, as far as voting needs it. */
export interface Vote {
  readonly convention: number;
  readonly value: string;
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
  const byConvention = new Map<number, Map<string, { count: number; start: number; end: number }>>();
  for (const site of sites) {
    let values = byConvention.get(site.convention);
    if (values === undefined) {
      values = new Map();
      byConvention.set(site.convention, values);
    }
    const known = values.get(site.value);
    if (known === undefined) values.set(site.value, { count: 1, start: site.start, end: site.end });
    else known.count++;
  }
  return [...byConvention].map(([convention, values]) => ({ file, convention, language, population, sites: values }));
}
