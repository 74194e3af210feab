// What aggregating the shapes of functions costs: the whole snapshot over real code, and the parts of it over made-up sets
// of a known number, by the performance vectors of the specification.
import { DEFAULT_CONFIG, type FileId } from '@drift/shared';
import { betaInterval } from '../../server/src/analysis/conventions/beta.ts';
import { pairsAmong } from '../../server/src/analysis/shapes/alike-pairs.ts';
import { type BandedSets, banded, NO_SETS } from '../../server/src/analysis/shapes/candidates.ts';
import { duplicatePairs } from '../../server/src/analysis/shapes/duplicates.ts';
import { FeatureClass, featureOf } from '../../server/src/analysis/shapes/feature.ts';
import { shapesOf } from '../../server/src/analysis/shapes/function-shapes.ts';
import { jaccard, sortedSet } from '../../server/src/analysis/shapes/jaccard.ts';
import {
  COPY_BANDING,
  DUPLICATE_FLAG,
  JOIN_LEVELS,
  KIND_BANDING,
} from '../../server/src/analysis/shapes/parameters.ts';
import { finish } from '../../server/src/analysis/shapes/stepwise.ts';
import { activeRules } from '../../server/src/enforcement/rule-settings.ts';
import type { FileAnalysis } from '../../server/src/session/file-analyzer.ts';
import { PatternKeeper } from '../../server/src/session/pattern-keeper.ts';
import { Random } from '../support/random.ts';
import { at, clock, ms, pacer, type Row } from './measure.ts';

const REPETITIONS = 5;
const SEED = 20_011;
/** Sizes of the specification's vectors. */
const ONE_CATEGORY = 1_000;
const MANY = 50_000;
/** Features of a made-up set, and how many families of like sets there are. */
const SIZE = 30;
const FAMILIES = 500;

type Teachers = ReadonlyMap<FileId, FileAnalysis>;

/** Measures aggregation over analyses with whole facts. */
export async function measurePatterns(teachers: Teachers, row: Row): Promise<void> {
  await overRealCode(teachers, row);
  overMadeUpSets(row);
}

async function overRealCode(teachers: Teachers, row: Row): Promise<void> {
  const shaping = clock();
  let functions = 0;
  for (const { facts } of teachers.values()) functions += shapesOf(facts).functions.length;
  const what = `${teachers.size} files, ${functions} functions`;
  row(`shapes of ${what}`, ms(shaping()), '');
  const cold: number[] = [];
  for (let k = 0; k < REPETITIONS; k++) cold.push(await asked(new PatternKeeper(), teachers));
  row(`pattern snapshot of ${what}, shapes there: median`, ms(at(cold, 50)), '800 ms');
  for (const [count, budget] of [
    [1, '15 ms'],
    [10, '50 ms'],
  ] as const) {
    const keeper = new PatternKeeper();
    await asked(keeper, teachers);
    const again: number[] = [];
    // The files say something else in turn with what they said.
    for (let k = 0; k < REPETITIONS; k++)
      again.push(await asked(keeper, k % 2 === 0 ? exchanged(teachers, count) : new Map(teachers)));
    const part = at(again, 50) / at(cold, 50);
    const label = `pattern snapshot after ${count === 1 ? 'one file' : `${count} files`} changed: median / part of the whole`;
    row(label, `${ms(at(again, 50))} / ${part.toFixed(2)}`, budget);
  }
}

async function asked(keeper: PatternKeeper, teachers: Teachers): Promise<number> {
  await keeper.relearn(teachers, activeRules(DEFAULT_CONFIG, []), pacer());
  const spent = clock();
  await keeper.ask(pacer());
  return spent();
}

/** The same files, of which some hold what the next file of their language holds. */
function exchanged(teachers: Teachers, count: number): Teachers {
  const out = new Map(teachers);
  const files = [...teachers].filter(([, a]) => shapesOf(a.facts).functions.length > 0);
  const step = Math.max(1, Math.floor(files.length / count));
  for (let k = 0; k < count; k++) {
    const [file, analysis] = files[k * step] ?? [];
    const other = files.find(
      ([f, a], i) => i > k * step && f !== file && a.facts.language === analysis?.facts.language,
    );
    if (file !== undefined && analysis !== undefined && other !== undefined)
      out.set(file, { ...analysis, facts: other[1].facts });
  }
  return out;
}

function overMadeUpSets(row: Row): void {
  const sets = madeUpSets(MANY);
  const some = sets.slice(0, ONE_CATEGORY).map((features, i) => ({ id: String(i), features }));
  const near = timed(() => finish(duplicatePairs(some)).length);
  const everyPair = timed(() => {
    let alike = 0;
    for (let i = 0; i < some.length; i++)
      for (let j = i + 1; j < some.length; j++)
        if (jaccard(sets[i] ?? sets[0] ?? NONE, sets[j] ?? NONE) >= 1 / 2) alike++;
    return alike;
  });
  const part = (near / everyPair).toFixed(2);
  row(
    `near copies among ${ONE_CATEGORY} patterns: banded / part of comparing every pair`,
    `${ms(near)} / ${part}`,
    '300 ms',
  );
  for (const [name, banding, least] of [
    ['kinds', KIND_BANDING, JOIN_LEVELS[0]],
    ['copies', COPY_BANDING, DUPLICATE_FLAG],
  ] as const) {
    let keyed: BandedSets = NO_SETS;
    const hashing = timed(() => {
      keyed = banded(sets, banding);
    }, 1);
    const pairing = timed(() => finish(pairsAmong(keyed, { banding, least })).lower.length, 1);
    row(`${MANY} sets of ${SIZE}, banded for ${name}: MinHash / pairs`, `${ms(hashing)} / ${ms(pairing)}`, '5000 ms');
  }
  // Once: what is remembered of it would make the second time cheaper than any use.
  const statistics = timed(() => {
    for (let i = 0; i < MANY; i++) betaInterval(1 + (i % 97), 1 + (i % 13));
  }, 1);
  row(`posterior intervals of ${MANY} patterns`, ms(statistics), '200 ms');
}

const NONE = new Uint32Array(0);

/** Sets of which those of one family share most features. */
function madeUpSets(count: number): readonly Uint32Array[] {
  const random = new Random(SEED);
  return Array.from({ length: count }, (_, i) => {
    const family = i % FAMILIES;
    const own = (k: number): string => (random.below(5) === 0 ? `own ${i} ${k}` : `family ${family} ${k}`);
    return sortedSet(Array.from({ length: SIZE }, (_unused, k) => featureOf(FeatureClass.call, own(k))));
  });
}

/** The median time of some repetitions. */
function timed(work: () => unknown, repetitions = REPETITIONS): number {
  const times: number[] = [];
  for (let k = 0; k < repetitions; k++) {
    const spent = clock();
    work();
    times.push(spent());
  }
  return at(times, 50);
}
