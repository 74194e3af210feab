import type { Problem } from '@drift/shared';
import { compileGlob, expandBraces, type Glob, matchesGlob } from '../../index/glob.ts';

/** Whether a file, by its segments from the root, may be analysed. */
export type IncludeList = (path: readonly string[]) => boolean;

/**
 * The whitelist of `scan.include`: globs from the root, with `{a,b}`. A pattern that ends in `/` or has no wildcard
 * stands for everything below it as well. Empty means everything; a malformed pattern is skipped and reported.
 */
export function compileIncludeList(patterns: readonly string[]): {
  readonly includes: IncludeList;
  readonly problems: readonly Problem[];
} {
  const globs: Glob[] = [];
  const problems: Problem[] = [];
  for (const pattern of patterns) {
    const compiled = (expandBraces(pattern) ?? [null]).map((one) => (one === null ? null : compileInclude(one)));
    for (const glob of compiled) {
      if (glob !== null) globs.push(...glob);
      else problems.push({ code: 'CONFIG_ERROR', message: `malformed pattern in scan.include: ${pattern}` });
    }
  }
  // When every pattern was malformed, nothing is included: a broken whitelist must not let everything in.
  const includes: IncludeList =
    patterns.length === 0 ? () => true : (path) => globs.some((glob) => matchesGlob(glob, path, 0));
  return { includes, problems };
}

function compileInclude(pattern: string): readonly Glob[] | null {
  const clean = pattern.replace(/^\.?\//, '').replace(/\/$/, '/**');
  const globs = [compileGlob(clean)];
  if (!/[*?[]/.test(clean)) globs.push(compileGlob(`${clean}/**`));
  const valid = globs.filter((glob) => glob !== null);
  return valid.length === globs.length && clean !== '' ? valid : null;
}
