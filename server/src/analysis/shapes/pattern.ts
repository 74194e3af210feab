import type { FileId, LanguageId, Tier } from '@drift/shared';
import type { Population } from '../conventions/tally.ts';
import { isSteady, isStep } from './feature.ts';
import { commonCount, holds } from './jaccard.ts';

/** A function of a pattern, by the range of its name. */
export interface PatternPlace {
  readonly file: FileId;
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

/** Something nearly all functions of a pattern do. */
export interface PatternStep {
  readonly feature: number;
  /** What is called, the decorator, or the kind of handler. */
  readonly text: string;
  readonly having: number;
  readonly total: number;
  readonly mean: number;
  readonly tier: Tier;
  /** True where its absence is worth telling: established, and not what functions of every kind do. */
  readonly isTold: boolean;
  /** The members that take the step, in order of path and place. */
  readonly doers: readonly PatternPlace[];
}

/** What makes a function belong to a pattern. */
export interface PatternKind {
  /** Features nearly all members have, sorted. */
  readonly signature: Uint32Array;
  /** Least similarity of a member. */
  readonly threshold: number;
}

/** Functions that do the same kind of thing, frozen. */
export interface Pattern extends PatternKind {
  /** 16 hex digits made of language, population and signature; never of a place. */
  readonly id: string;
  readonly language: LanguageId;
  readonly population: Population;
  readonly members: readonly PatternPlace[];
  readonly fileCount: number;
  /** In order of share, then text. */
  readonly steps: readonly PatternStep[];
}

/**
 * Jaccard index of a function to a signature, without the order of calls, and without counting one step that is missing:
 * whether a step is left out must not decide whether it was to be expected.
 */
export function similarityTo(signature: Uint32Array, features: Uint32Array): number {
  const common = commonCount(signature, features);
  let steady = 0;
  for (const f of features) if (isSteady(f)) steady++;
  const forgiven = signature.some((f) => isStep(f) && !holds(features, f)) ? 1 : 0;
  const all = steady + signature.length - common - forgiven;
  return all === 0 ? 0 : common / all;
}

/** Finds the pattern a function belongs to among those of its language and population. */
export class PatternMatcher<K extends PatternKind> {
  readonly kinds: readonly K[];
  private readonly bySignature = new Map<number, number[]>();

  constructor(kinds: readonly K[]) {
    this.kinds = kinds;
    kinds.forEach((kind, k) => {
      for (const feature of kind.signature) {
        const list = this.bySignature.get(feature);
        if (list === undefined) this.bySignature.set(feature, [k]);
        else list.push(k);
      }
    });
  }

  /** Numbers of the kinds a function could belong to, the most similar first, the lower number among equals. */
  matches(features: Uint32Array): readonly number[] {
    const touched = new Set<number>();
    for (const f of features) for (const k of this.bySignature.get(f) ?? []) touched.add(k);
    const found: { k: number; similarity: number }[] = [];
    for (const k of touched) {
      const kind = this.kinds[k];
      const similarity = kind === undefined ? 0 : similarityTo(kind.signature, features);
      if (kind !== undefined && similarity >= kind.threshold) found.push({ k, similarity });
    }
    return found.sort((a, b) => b.similarity - a.similarity || a.k - b.k).map((m) => m.k);
  }

  /** The kind a function belongs to, or `undefined`. */
  match(features: Uint32Array): K | undefined {
    const [first] = this.matches(features);
    return first === undefined ? undefined : this.kinds[first];
  }
}
