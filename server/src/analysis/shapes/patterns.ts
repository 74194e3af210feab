import { byCodeUnit, type FileId, type LanguageId } from '@drift/shared';
import { betaInterval } from '../conventions/beta.ts';
import { tierOf } from '../conventions/category.ts';
import { CLUSTER_CORRELATION } from '../conventions/parameters.ts';
import type { Population } from '../conventions/tally.ts';
import { cohesiveComponents, verifiedPairs } from './components.ts';
import { type DuplicatePair, duplicatePairs, mergesOf } from './duplicates.ts';
import { isSteady, isStep } from './feature.ts';
import type { FunctionShape } from './function-shapes.ts';
import { holds } from './jaccard.ts';
import {
  COMMON_SHARE,
  JOIN_LEVELS,
  KIND_BANDING,
  MAX_STEP_SHARE_ELSEWHERE,
  MEMBERSHIP_QUANTILE,
  MIN_COHESION,
  MIN_FILES,
  MIN_MEMBERS,
  MIN_MEMBERSHIP,
  MIN_SIGNATURE,
  MIN_STEPS,
  STEP_PRIOR,
} from './parameters.ts';
import {
  type Pattern,
  type PatternKind,
  PatternMatcher,
  type PatternPlace,
  type PatternStep,
  similarityTo,
} from './pattern.ts';

const NO_FEATURES = new Uint32Array(0);

/** A function of a population with what grouping needs of it. */
export interface PopulationMember {
  readonly file: FileId;
  readonly shape: FunctionShape;
  readonly minHash: Uint32Array;
}

/** Functions that may be of one kind: of one language, product code or test code. */
export interface ShapePopulation {
  readonly language: LanguageId;
  readonly population: Population;
  /** In order of path and place. */
  readonly members: readonly PopulationMember[];
  /** Texts of steps. */
  readonly steps: ReadonlyMap<number, string>;
}

/** The patterns of one population, and those among them that are nearly the same. */
export interface PopulationPatterns {
  readonly matcher: PatternMatcher<Pattern>;
  readonly duplicates: readonly DuplicatePair[];
}

/** Freezes what one population shows. Linear in its functions but for the sorting. */
export function freezePopulation(population: ShapePopulation): PopulationPatterns {
  const { members } = population;
  const sets = members.map((m) => m.shape.features);
  const pairs = verifiedPairs(
    sets,
    members.map((m) => m.minHash),
    KIND_BANDING,
    JOIN_LEVELS[0],
  );
  const kinds = new Map<string, PatternKind & { readonly size: number }>();
  cohesiveComponents(pairs, JOIN_LEVELS, (component) => {
    const of = component.flatMap((i) => members[i] ?? []);
    const kind = kindOf(of);
    if (kind === null) return false;
    kinds.set(idOf(population, kind.signature), { ...kind, size: of.length });
    return true;
  });
  const drafts = [...kinds].map(([id, kind]) => ({ id, ...kind })).sort((a, b) => byCodeUnit(a.id, b.id));
  const pairsOfKinds = duplicatePairs(drafts.map((d) => ({ id: d.id, features: d.signature })));
  const sizeOf = (id: string): number => kinds.get(id)?.size ?? 0;
  const merged = mergesOf(pairsOfKinds, (a, b) => (sizeOf(b) > sizeOf(a) ? b : a));
  const patterns = assigned(
    population,
    drafts.filter((d) => !merged.has(d.id)),
  );
  const alive = new Set(patterns.map((p) => p.id));
  const duplicates = pairsOfKinds.filter((p) => alive.has(p.a) && alive.has(p.b));
  return { matcher: new PatternMatcher(patterns), duplicates };
}

/** What a set of functions has in common, or `null` where that is too little to be a kind. */
function kindOf(members: readonly PopulationMember[]): PatternKind | null {
  if (members.length < MIN_MEMBERS || filesOf(members) < MIN_FILES) return null;
  const counts = new Map<number, number>();
  for (const { shape } of members) {
    for (const f of shape.features) if (isSteady(f)) counts.set(f, (counts.get(f) ?? 0) + 1);
  }
  const common = [...counts].filter(([, n]) => n >= COMMON_SHARE * members.length).map(([f]) => f);
  const signature = Uint32Array.from(common).sort();
  if (signature.length < MIN_SIGNATURE || common.filter(isStep).length < MIN_STEPS) return null;
  const similarities = members.map((m) => similarityTo(signature, m.shape.features)).sort((a, b) => a - b);
  const mean = similarities.reduce((sum, s) => sum + s, 0) / similarities.length;
  if (mean < MIN_COHESION) return null;
  const low = similarities[Math.floor(MEMBERSHIP_QUANTILE * similarities.length)] ?? 1;
  return { signature, threshold: Math.max(MIN_MEMBERSHIP, low) };
}

function filesOf(members: readonly { readonly file: FileId }[]): number {
  return new Set(members.map((m) => m.file)).size;
}

interface Draft extends PatternKind {
  readonly id: string;
}

/** Gives every function of the population to the kind it belongs to, and drops the kinds that too few belong to. */
function assigned(population: ShapePopulation, drafts: readonly Draft[]): readonly Pattern[] {
  const matcher = new PatternMatcher(drafts);
  const choices = population.members.map((m) => matcher.matches(m.shape.features));
  let alive = new Set(drafts.keys());
  for (;;) {
    const groups = new Map<number, PopulationMember[]>([...alive].map((k) => [k, []]));
    population.members.forEach((member, i) => {
      const first = choices[i]?.find((k) => alive.has(k));
      if (first !== undefined) groups.get(first)?.push(member);
    });
    const enough = [...groups].filter(([, g]) => g.length >= MIN_MEMBERS && filesOf(g) >= MIN_FILES).map(([k]) => k);
    if (enough.length < alive.size) {
      alive = new Set(enough);
      continue;
    }
    const shareOf = stepShares(population);
    return [...groups].flatMap(([k, members]) => {
      const draft = drafts[k];
      return draft === undefined ? [] : [patternOf(population, draft, members, shareOf)];
    });
  }
}

/** Share of all functions of a population that take a step. */
function stepShares({ members }: ShapePopulation): (feature: number) => number {
  const counts = new Map<number, number>();
  for (const { shape } of members)
    for (const f of shape.features) if (isStep(f)) counts.set(f, (counts.get(f) ?? 0) + 1);
  return (feature) => (counts.get(feature) ?? 0) / Math.max(1, members.length);
}

function patternOf(
  population: ShapePopulation,
  { id, signature, threshold }: Draft,
  members: readonly PopulationMember[],
  shareOf: (feature: number) => number,
): Pattern {
  const fileCount = filesOf(members);
  const places = members.map(placeOf);
  const steps: PatternStep[] = [];
  for (const feature of signature) {
    if (!isStep(feature)) continue;
    const doers = places.filter((_, i) => holds(members[i]?.shape.features ?? NO_FEATURES, feature));
    const standing = standingOf(doers.length, members.length, fileCount);
    steps.push({
      feature,
      text: population.steps.get(feature) ?? '',
      having: doers.length,
      total: members.length,
      ...standing,
      isTold:
        standing.tier === 'established' &&
        doers.length >= COMMON_SHARE * members.length &&
        shareOf(feature) <= MAX_STEP_SHARE_ELSEWHERE,
      doers,
    });
  }
  steps.sort((a, b) => b.having - a.having || byCodeUnit(a.text, b.text) || a.feature - b.feature);
  const { language, population: kind } = population;
  return { id, language, population: kind, signature, threshold, members: places, fileCount, steps };
}

/** Posterior of a step; functions of one file count for less (Kish's design effect). */
function standingOf(having: number, total: number, files: number): Pick<PatternStep, 'mean' | 'tier'> {
  const weight = 1 / (1 + (total / Math.max(1, files) - 1) * CLUSTER_CORRELATION);
  const alpha = STEP_PRIOR + having * weight;
  const beta = STEP_PRIOR + (total - having) * weight;
  const [low, high] = betaInterval(alpha, beta);
  const mean = alpha / (alpha + beta);
  return { mean, tier: tierOf(mean, high - low) };
}

function placeOf({ file, shape }: PopulationMember): PatternPlace {
  return { file, start: shape.start, end: shape.end, name: shape.name };
}

/** 16 hex digits: two 32-bit FNV-1a hashes with different bases. */
function idOf({ language, population }: ShapePopulation, signature: Uint32Array): string {
  const text = `${language}/${population}/${signature.join(',')}`;
  return [0x811c9dc5, 0x2c1b3c6d]
    .map((basis) => {
      let h = basis | 0;
      for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
      return (h >>> 0).toString(16).padStart(8, '0');
    })
    .join('');
}

/** True when two sets of patterns would judge and cite alike. */
export function samePatterns(a: PopulationPatterns, b: PopulationPatterns): boolean {
  return a === b || (a.matcher.kinds.length === b.matcher.kinds.length && textOf(a) === textOf(b));
}

function textOf({ matcher, duplicates }: PopulationPatterns): string {
  const kinds = matcher.kinds.map((k) => ({ ...k, signature: [...k.signature] }));
  return JSON.stringify({ kinds, duplicates });
}
