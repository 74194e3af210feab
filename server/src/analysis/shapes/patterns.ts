import { byCodeUnit, type LanguageId } from '@drift/shared';
import { betaInterval } from '../conventions/beta.ts';
import { tierOf } from '../conventions/category.ts';
import { CLUSTER_CORRELATION } from '../conventions/parameters.ts';
import type { Population } from '../conventions/tally.ts';
import type { AlikePairs } from './alike-pairs.ts';
import { levelledComponents } from './components.ts';
import { type DuplicatePair, duplicatePairs, mergesOf } from './duplicates.ts';
import { isSteady, isStep } from './feature.ts';
import { holds } from './jaccard.ts';
import {
  CHUNK,
  COMMON_SHARE,
  ENOUGH_MEMBERSHIP,
  JOIN_LEVELS,
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
import { type Pattern, type PatternKind, PatternMatcher, type PatternStep, similarityTo } from './pattern.ts';
import type { PopulationMember } from './population-rows.ts';
import type { StepTexts } from './step-texts.ts';
import type { Stepwise } from './stepwise.ts';

const NO_FEATURES = new Uint32Array(0);

/** Functions that may be of one kind: of one language, product code or test code. */
export interface ShapePopulation {
  readonly language: LanguageId;
  readonly population: Population;
  /** In order of path and place. */
  readonly members: readonly PopulationMember[];
  /** Those that are alike. */
  readonly pairs: AlikePairs;
  readonly texts: StepTexts;
}

/** The patterns of one population, and those among them that are nearly the same. */
export interface PopulationPatterns {
  readonly matcher: PatternMatcher<Pattern>;
  readonly duplicates: readonly DuplicatePair[];
}

/** Freezes what one population shows. Linear in its functions but for the sorting. */
export function* freezePopulation(population: ShapePopulation): Stepwise<PopulationPatterns> {
  const drafts = yield* componentKinds(population);
  const pairs = yield* duplicatePairs(drafts.map((d) => ({ id: d.id, features: d.signature })));
  const sizes = new Map(drafts.map((d) => [d.id, d.size]));
  const merged = mergesOf(pairs, (a, b) => ((sizes.get(b) ?? 0) > (sizes.get(a) ?? 0) ? b : a));
  const groups = yield* assigned(
    population,
    drafts.filter((d) => !merged.has(d.id)),
  );
  const shareOf = shareElsewhere(population, groups);
  const patterns: Pattern[] = [];
  for (const g of groups) {
    patterns.push(patternOf(population, g, shareOf));
    yield;
  }
  const alive = new Set(patterns.map((p) => p.id));
  const duplicates = pairs.filter((p) => alive.has(p.a) && alive.has(p.b));
  return { matcher: new PatternMatcher(patterns), duplicates };
}

interface Draft extends PatternKind {
  readonly id: string;
  readonly size: number;
}

/** The sets of functions that hold together, as kinds. */
function* componentKinds(population: ShapePopulation): Stepwise<readonly Draft[]> {
  const { members, pairs } = population;
  const drafts: Draft[] = [];
  yield;
  for (const component of levelledComponents(pairs, JOIN_LEVELS, MIN_MEMBERS)) {
    const of = component.flatMap((i) => members[i] ?? []);
    const draft = draftOf(population, of);
    yield;
    if (draft !== null) drafts.push(draft);
  }
  return distinct(drafts);
}

function draftOf(population: ShapePopulation, members: readonly PopulationMember[]): Draft | null {
  const kind = kindOf(members);
  return kind === null ? null : { ...kind, id: idOf(population, kind.signature), size: members.length };
}

/** One draft a signature, in order of their ids. */
function distinct(drafts: readonly Draft[]): readonly Draft[] {
  const byId = new Map<string, Draft>();
  for (const d of drafts) if ((byId.get(d.id)?.size ?? 0) < d.size) byId.set(d.id, d);
  return [...byId.values()].sort((a, b) => byCodeUnit(a.id, b.id));
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
  return { signature, threshold: Math.min(ENOUGH_MEMBERSHIP, Math.max(MIN_MEMBERSHIP, low)) };
}

/** Number of files, of functions in order of their path. */
function filesOf(members: readonly PopulationMember[]): number {
  let count = 0;
  for (let i = 0; i < members.length; i++) if (members[i]?.place.file !== members[i - 1]?.place.file) count++;
  return count;
}

interface Group {
  readonly draft: Draft;
  readonly members: readonly PopulationMember[];
}

/** Gives every function of the population to the kind it belongs to, and drops the kinds that too few belong to. */
function* assigned(population: ShapePopulation, drafts: readonly Draft[]): Stepwise<readonly Group[]> {
  const matcher = new PatternMatcher(drafts);
  const choices: (readonly number[])[] = [];
  for (const m of population.members) {
    choices.push(matcher.matches(m.shape.features));
    if (choices.length % CHUNK === 0) yield;
  }
  let alive = new Set(drafts.keys());
  for (;;) {
    const groups = new Map<number, PopulationMember[]>([...alive].map((k) => [k, []]));
    population.members.forEach((member, i) => {
      const first = choices[i]?.find((k) => alive.has(k));
      if (first !== undefined) groups.get(first)?.push(member);
    });
    const enough = [...groups].filter(([k, g]) => isEnough(g, drafts[k])).map(([k]) => k);
    if (enough.length === alive.size)
      return [...groups].flatMap(([k, members]) => {
        const draft = drafts[k];
        return draft === undefined ? [] : [{ draft, members }];
      });
    alive = new Set(enough);
  }
}

/** True for a group that is large enough and whose functions have a step in common. */
function isEnough(members: readonly PopulationMember[], draft: Draft | undefined): boolean {
  if (members.length < MIN_MEMBERS || filesOf(members) < MIN_FILES) return false;
  return draft?.signature.some((f) => isStep(f) && isCommon(members, f)) === true;
}

function isCommon(members: readonly PopulationMember[], feature: number): boolean {
  return members.filter((m) => holds(m.shape.features, feature)).length >= COMMON_SHARE * members.length;
}

/** Share of the functions outside a group that take a step too; a few of them alone do not make it common. */
function shareElsewhere({ members }: ShapePopulation, groups: readonly Group[]): (step: PatternStepCount) => number {
  const counts = new Map<number, number>(
    groups.flatMap((g) => [...g.draft.signature].filter(isStep).map((f) => [f, 0])),
  );
  for (const { shape } of members)
    for (const f of shape.features) {
      const count = isStep(f) ? counts.get(f) : undefined;
      if (count !== undefined) counts.set(f, count + 1);
    }
  return ({ feature, having, total }) => ((counts.get(feature) ?? 0) - having) / (members.length - total + MIN_MEMBERS);
}

type PatternStepCount = Pick<PatternStep, 'feature' | 'having' | 'total'>;

function patternOf(
  population: ShapePopulation,
  { draft: { id, signature, threshold }, members }: Group,
  shareOf: (step: PatternStepCount) => number,
): Pattern {
  const fileCount = filesOf(members);
  const places = members.map((m) => m.place);
  const steps: PatternStep[] = [];
  for (const feature of signature) {
    if (!isStep(feature)) continue;
    const doers = places.filter((_, i) => holds(members[i]?.shape.features ?? NO_FEATURES, feature));
    if (doers.length < COMMON_SHARE * members.length) continue;
    const standing = standingOf(doers.length, members.length, fileCount);
    const count = { feature, having: doers.length, total: members.length };
    steps.push({
      ...count,
      text: population.texts.of(feature),
      ...standing,
      isTold: standing.tier === 'established' && shareOf(count) <= MAX_STEP_SHARE_ELSEWHERE,
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
