import type { FileId, LanguageId, Tier } from '@drift/shared';
import type { Population } from '../conventions/tally.ts';
import { isSteady, isStep } from './feature.ts';

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
  let [common, commonSteps, steps, steady] = [0, 0, 0, 0];
  for (const f of signature) if (isStep(f)) steps++;
  let i = 0;
  for (const f of features) {
    if (isSteady(f)) steady++;
    while (i < signature.length && (signature[i] ?? 0) < f) i++;
    if (signature[i] !== f) continue;
    common++;
    if (isStep(f)) commonSteps++;
  }
  return likeness({ steady, signature: signature.length, common, misses: commonSteps < steps });
}

/** From the steady features of a function, the features of a signature, those in both, and whether a step of it is missing. */
function likeness(counts: {
  readonly steady: number;
  readonly signature: number;
  readonly common: number;
  readonly misses: boolean;
}): number {
  const all = counts.steady + counts.signature - counts.common - (counts.misses ? 1 : 0);
  return all === 0 ? 0 : counts.common / all;
}

const NO_KIND: PatternKind = { signature: new Uint32Array(0), threshold: Number.POSITIVE_INFINITY };

/** Finds the pattern a function belongs to among those of its language and population. */
export class PatternMatcher<K extends PatternKind> {
  readonly kinds: readonly K[];
  private readonly bySignature = new Map<number, number[]>();
  /** Steps of each signature. */
  private readonly steps: Int32Array;
  /** Features and steps that the function looked at has in common with each signature; 0 between two looks. */
  private readonly common: Int32Array;
  private readonly commonSteps: Int32Array;

  constructor(kinds: readonly K[]) {
    this.kinds = kinds;
    this.steps = Int32Array.from(kinds, ({ signature }) => signature.filter(isStep).length);
    this.common = new Int32Array(kinds.length);
    this.commonSteps = new Int32Array(kinds.length);
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
    const touched: number[] = [];
    let steady = 0;
    for (const f of features) {
      if (isSteady(f)) steady++;
      const kinds = this.bySignature.get(f);
      if (kinds !== undefined) this.count(kinds, isStep(f), touched);
    }
    const found: { k: number; similarity: number }[] = [];
    for (const k of touched) {
      const { signature, threshold } = this.kinds[k] ?? NO_KIND;
      const [common, steps] = [this.common[k] ?? 0, this.commonSteps[k] ?? 0];
      this.common[k] = 0;
      this.commonSteps[k] = 0;
      const misses = steps < (this.steps[k] ?? 0);
      const similarity = likeness({ steady, signature: signature.length, common, misses });
      if (similarity >= threshold) found.push({ k, similarity });
    }
    return found.sort((a, b) => b.similarity - a.similarity || a.k - b.k).map((m) => m.k);
  }

  /** The kind a function belongs to, or `undefined`. */
  match(features: Uint32Array): K | undefined {
    const [first] = this.matches(features);
    return first === undefined ? undefined : this.kinds[first];
  }

  private count(kinds: readonly number[], isOfStep: boolean, touched: number[]): void {
    for (const k of kinds) {
      const before = this.common[k] ?? 0;
      if (before === 0) touched.push(k);
      this.common[k] = before + 1;
      if (isOfStep) this.commonSteps[k] = (this.commonSteps[k] ?? 0) + 1;
    }
  }
}
