import { byCodeUnit, type FileId } from '@drift/shared';
import {
  freezeLimits,
  type PopulationKey,
  type PopulationTally,
  populationKey,
  type TypicalPlace,
} from '../analysis/outliers/limits.ts';
import { populationOf } from '../enforcement/convention-findings.ts';
import type { OutlierSnapshot } from '../enforcement/outlier-findings.ts';
import { measureAt, measureCount } from '../rules/engine/measure-set.ts';
import { NUMERIC_FEATURES } from '../rules/registry.ts';
import type { FileAnalysis } from './file-analyzer.ts';
import type { Pacer } from './pacer.ts';

type Tally = PopulationTally & { readonly counts: Map<number, number> };

/** Freezes what is ordinary from the texts that teach. Gives `before` itself where nothing changed. */
export async function learnOutliers(
  before: OutlierSnapshot,
  teachers: ReadonlyMap<FileId, FileAnalysis>,
  pacer: Pacer,
): Promise<OutlierSnapshot> {
  const files = [...teachers].sort(([a], [b]) => byCodeUnit(a, b));
  const tallies = new Map<string, Tally>();
  for (const [, analysis] of files) {
    count(analysis, tallies);
    await pacer.pause();
  }
  const limits = freezeLimits(
    tallies.values(),
    NUMERIC_FEATURES.map((f) => f.shape),
  );
  const typical = new Map<string, TypicalPlace[]>();
  for (const [file, analysis] of files) {
    for (const [key, m] of keyed(analysis)) {
      const limit = limits.populations.get(populationKey(key));
      if (limit !== undefined && m.value === Math.floor(limit.median))
        addPlace(typical, populationKey(key), { file, start: m.start, end: m.end });
    }
    await pacer.pause();
  }
  const next = { ...limits, typical };
  return sameOutliers(before, next) ? before : next;
}

function* keyed(analysis: FileAnalysis): Generator<[PopulationKey, ReturnType<typeof measureAt>]> {
  const population = populationOf(analysis.role);
  if (population === null) return;
  const { language } = analysis.facts;
  for (let i = 0; i < measureCount(analysis.measures); i++) {
    const m = measureAt(analysis.measures, i);
    yield [{ feature: m.feature, language, population, family: m.family }, m];
  }
}

function count(analysis: FileAnalysis, tallies: Map<string, Tally>): void {
  for (const [key, m] of keyed(analysis)) {
    const name = populationKey(key);
    let tally = tallies.get(name);
    if (tally === undefined) {
      tally = { ...key, counts: new Map() };
      tallies.set(name, tally);
    }
    tally.counts.set(m.value, (tally.counts.get(m.value) ?? 0) + m.count);
  }
}

/** Keeps one place a folder: enough to find one near every file. */
function addPlace(typical: Map<string, TypicalPlace[]>, key: string, place: TypicalPlace): void {
  const list = typical.get(key);
  if (list === undefined) typical.set(key, [place]);
  else if (folderOf(list.at(-1)?.file ?? '') !== folderOf(place.file)) list.push(place);
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** True when two snapshots would judge and cite alike. */
function sameOutliers(a: OutlierSnapshot, b: OutlierSnapshot): boolean {
  if (a.discovery !== b.discovery || a.populations.size !== b.populations.size) return false;
  for (const [key, limits] of b.populations)
    if (JSON.stringify(a.populations.get(key)) !== JSON.stringify(limits)) return false;
  if (a.typical.size !== b.typical.size) return false;
  for (const [key, places] of b.typical) {
    const others = a.typical.get(key) ?? [];
    const same = places.every((p, i) => {
      const other = others[i];
      return other?.file === p.file && other.start === p.start && other.end === p.end;
    });
    if (!same || others.length !== places.length) return false;
  }
  return true;
}
