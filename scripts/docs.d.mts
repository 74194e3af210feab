/** One finding read by eye. */
export interface Sample {
  readonly language: string;
  readonly key: string;
  readonly project: string;
  readonly place: string;
  readonly verdict: string;
  readonly reason: string;
}
/** Every finding read by eye that was kept with its verdict. */
export function readSamples(): readonly Sample[];
/** How many findings of each key were read in each language, and how many were true, by `key language`. */
export function countSamples(
  samples?: readonly Sample[],
): ReadonlyMap<string, { readonly read: number; readonly correct: number }>;
