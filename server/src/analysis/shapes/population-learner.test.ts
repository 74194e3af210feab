import type { FileId } from '@drift/shared';
import { describe, expect, test } from 'vitest';
import { Random } from '../../../../test/support/random.ts';
import { pairsAfter, pairsAmong, verified } from './alike-pairs.ts';
import { FeatureClass, featureOf } from './feature.ts';
import type { FileShapes, FunctionShape } from './function-shapes.ts';
import { sortedSet } from './jaccard.ts';
import { BUCKET_PAIRWISE, JOIN_LEVELS, KIND_BANDING } from './parameters.ts';
import type { PopulationPatterns } from './patterns.ts';
import { PopulationLearner } from './population-learner.ts';
import { NO_ROWS, rowsOf, type ShapedFile } from './population-rows.ts';
import { finish } from './stepwise.ts';

// Made-up files whose functions are of a few families: learning what changed must give what learning all anew gives.
const SEEDS = [3, 17, 4242];
const FAMILIES = 4;
const EDITS = 25;
const FILES = 40;
const LIKENESS = { banding: KIND_BANDING, least: JOIN_LEVELS[0] };

/** A function of a family; some leave out or add something. */
function shape(random: Random, start: number): FunctionShape {
  const family = random.below(FAMILIES);
  const texts = Array.from({ length: 12 }, (_, k) => `family ${family} ${k}`).filter(() => random.below(12) > 0);
  for (let k = random.below(4); k > 0; k--) texts.push(`own ${random.below(40)}`);
  const features = texts.map((t, k) => featureOf(k % 3 === 0 ? FeatureClass.call : FeatureClass.context, t));
  return { name: `f${start}`, start, end: start + 2, from: start, to: start + 9, features: sortedSet(features) };
}

/** Now and then two texts stand for one number, as hashes may have it. */
function fileOf(random: Random): FileShapes {
  const functions = Array.from({ length: random.below(6) }, (_, i) => shape(random, i * 10));
  const steps = new Map<number, string>();
  for (const { features } of functions)
    for (const f of features) steps.set(f, `${f % 5 === 0 ? random.below(3) : ''} ${f}`);
  return { functions, steps };
}

function edited(files: ReadonlyMap<FileId, FileShapes>, random: Random): Map<FileId, FileShapes> {
  const out = new Map(files);
  for (let k = 1 + random.below(3); k > 0; k--) {
    const file = `src/${random.below(FILES)}.ts` as FileId;
    if (random.below(4) === 0) out.delete(file);
    else out.set(file, fileOf(random));
  }
  return out;
}

function listed(files: ReadonlyMap<FileId, FileShapes>): ShapedFile[] {
  return [...files].map(([file, shapes]) => ({ file, shapes })).sort((a, b) => (a.file < b.file ? -1 : 1));
}

function text({ matcher, duplicates }: PopulationPatterns): string {
  return JSON.stringify([matcher.kinds.map((k) => ({ ...k, signature: [...k.signature] })), duplicates]);
}

function anew(files: readonly ShapedFile[]): string {
  return text(finish(new PopulationLearner('typescript', 'source').learn(files)));
}

describe('learning what changed', () => {
  test.each(SEEDS)('gives the patterns that learning all anew gives (seed %i)', (seed) => {
    const random = new Random(seed);
    const learner = new PopulationLearner('typescript', 'source');
    let files = new Map(Array.from({ length: FILES }, (_, i) => [`src/${i}.ts` as FileId, fileOf(random)]));
    const seen = new Set<string>();
    for (let k = 0; k < EDITS; k++) {
      const list = listed(files);
      const patterns = text(finish(learner.learn(list)));
      expect(patterns).toBe(anew(list));
      seen.add(patterns);
      files = edited(files, random);
    }
    expect(seen.size).toBeGreaterThan(EDITS / 2);
    expect([...seen].some((s) => s.includes('"isTold"'))).toBe(true);
    expect(text(finish(learner.learn([])))).toBe(anew([]));
  });

  test('finds the pairs that are found anew, and in how many buckets, where buckets are crowded', () => {
    const random = new Random(5);
    let files = new Map(Array.from({ length: FILES }, (_, i) => [`src/${i}.ts` as FileId, fileOf(random)]));
    let before = NO_ROWS;
    let pairs = finish(pairsAmong(before.sets, LIKENESS));
    for (let k = 0; k < EDITS; k++) {
      const { rows, moves } = finish(rowsOf(listed(files), before));
      const next = finish(pairsAfter({ sets: before.sets, pairs }, rows.sets, moves, LIKENESS));
      const all = finish(pairsAmong(rows.sets, LIKENESS));
      expect(verified(next)).toEqual(verified(all));
      expect([...next.proposals].sort()).toEqual([...all.proposals].sort());
      expect(rows.members.length).toBeGreaterThan(BUCKET_PAIRWISE * 2);
      [before, pairs, files] = [rows, next, edited(files, random)];
    }
  });

  test('keeps the same object where nothing changed, and where what changed says the same', () => {
    const random = new Random(9);
    const learner = new PopulationLearner('typescript', 'source');
    const files = new Map(Array.from({ length: FILES }, (_, i) => [`src/${i}.ts` as FileId, fileOf(random)]));
    const first = finish(learner.learn(listed(files)));
    expect(first.matcher.kinds.length).toBeGreaterThan(0);
    expect(finish(learner.learn(listed(files)))).toBe(first);
    const copies = new Map([...files].map(([file, shapes]) => [file, { ...shapes }]));
    expect(finish(learner.learn(listed(copies)))).toBe(first);
  });
});
