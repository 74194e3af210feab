import type { Pattern, PatternPlace, PatternStep } from './pattern.ts';
import type { PopulationPatterns } from './patterns.ts';

/** True when two sets of patterns would judge and cite alike. */
export function samePatterns(a: PopulationPatterns, b: PopulationPatterns): boolean {
  return (
    sameList(a.matcher.kinds, b.matcher.kinds, samePattern) &&
    JSON.stringify(a.duplicates) === JSON.stringify(b.duplicates)
  );
}

function samePattern(a: Pattern, b: Pattern): boolean {
  const { members, steps, ...rest } = a;
  const { members: otherMembers, steps: otherSteps, ...other } = b;
  return (
    JSON.stringify(rest) === JSON.stringify(other) &&
    sameList(steps, otherSteps, sameStep) &&
    sameList(members, otherMembers, samePlace)
  );
}

function sameStep({ doers, ...rest }: PatternStep, { doers: otherDoers, ...other }: PatternStep): boolean {
  return JSON.stringify(rest) === JSON.stringify(other) && sameList(doers, otherDoers, samePlace);
}

/** Most places are those of files that did not change, which are the same objects. */
function samePlace(a: PatternPlace, b: PatternPlace): boolean {
  return a === b || (a.file === b.file && a.start === b.start && a.end === b.end && a.name === b.name);
}

function sameList<T>(a: readonly T[], b: readonly T[], same: (x: T, y: T) => boolean): boolean {
  return (
    a.length === b.length &&
    a.every((x, i) => {
      const y = b[i];
      return y !== undefined && same(x, y);
    })
  );
}
