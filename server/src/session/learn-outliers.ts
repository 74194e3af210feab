import { byCodeUnit, type FileId, type LanguageId } from '@drift/shared';
import type { Population } from '../analysis/conventions/tally.ts';
import {
  freezeLimits,
  type PopulationKey,
  type PopulationTally,
  populationKey,
  type TypicalPlace,
} from '../analysis/outliers/limits.ts';
import { populationOf } from '../enforcement/convention-findings.ts';
import type { OutlierSnapshot } from '../enforcement/outlier-findings.ts';
import {
  countOfMeasure,
  familyOfMeasure,
  featureOfMeasure,
  measureAt,
  measureCount,
} from '../rules/engine/measure-set.ts';
import { NUMERIC_FEATURES } from '../rules/registry.ts';
import type { FileAnalysis } from './file-analyzer.ts';
import type { Pacer } from './pacer.ts';

/** What is gathered of one population. */
interface Gathered extends PopulationTally {
  readonly counts: Map<number, number>;
  /** The ordinary value, once limits are frozen. */
  ordinary: number | null;
  readonly places: TypicalPlace[];
}

/** The populations of all files. Finding one takes no key in the ordinary case of a feature without families. */
class Populations {
  private readonly byFeature = new Map<string, Gathered[]>();
  private readonly byKey = new Map<string, Gathered>();

  all(): IterableIterator<Gathered> {
    return this.byKey.values();
  }

  /** The populations of one language and kind of code, by feature. */
  shelf(language: LanguageId, population: Population): Gathered[] {
    const name = `${language}/${population}`;
    const known = this.byFeature.get(name) ?? [];
    this.byFeature.set(name, known);
    return known;
  }

  of(shelf: Gathered[], key: PopulationKey): Gathered {
    const known = key.family === '' ? shelf[key.feature] : this.byKey.get(populationKey(key));
    if (known !== undefined) return known;
    const made: Gathered = { ...key, counts: new Map(), ordinary: null, places: [] };
    this.byKey.set(populationKey(key), made);
    if (key.family === '') shelf[key.feature] = made;
    return made;
  }
}

/** Freezes what is ordinary from the texts that teach. Gives `before` itself where nothing changed. */
export async function learnOutliers(
  before: OutlierSnapshot,
  teachers: ReadonlyMap<FileId, FileAnalysis>,
  pacer: Pacer,
): Promise<OutlierSnapshot> {
  const files = [...teachers].sort(([a], [b]) => byCodeUnit(a, b));
  const populations = new Populations();
  for (const [, analysis] of files) {
    const { measures } = analysis;
    eachMeasure(populations, analysis, (of, value, i) =>
      of.counts.set(value, (of.counts.get(value) ?? 0) + countOfMeasure(measures, i)),
    );
    await pacer.pause();
  }
  const limits = freezeLimits(
    populations.all(),
    NUMERIC_FEATURES.map((f) => f.shape),
  );
  for (const of of populations.all()) {
    const limit = limits.populations.get(populationKey(of));
    of.ordinary = limit === undefined ? null : Math.floor(limit.median);
  }
  for (const [file, analysis] of files) {
    const folder = folderOf(file);
    eachMeasure(populations, analysis, (of, value, i) => {
      if (value !== of.ordinary || isNear(of.places, folder)) return;
      const { start, end } = measureAt(analysis.measures, i);
      of.places.push({ file, start, end });
    });
    await pacer.pause();
  }
  const typical = new Map<string, TypicalPlace[]>();
  for (const of of populations.all()) if (of.places.length > 0) typical.set(populationKey(of), of.places);
  const next = { ...limits, typical };
  return sameOutliers(before, next) ? before : next;
}

/** Calls `look` for every value with its population and its entry. Nothing is decoded: there are hundreds of thousands. */
function eachMeasure(
  populations: Populations,
  { role, facts, measures }: FileAnalysis,
  look: (of: Gathered, value: number, i: number) => void,
): void {
  const population = populationOf(role);
  if (population === null) return;
  const { language } = facts;
  const shelf = populations.shelf(language, population);
  for (let i = 0; i < measureCount(measures); i++) {
    const feature = featureOfMeasure(measures, i);
    const family = familyOfMeasure(measures, i);
    const known = family === '' ? shelf[feature] : undefined;
    look(known ?? populations.of(shelf, { feature, language, population, family }), measures.values[i] ?? 0, i);
  }
}

/** True where a place in this folder is known: one a folder is enough to find one near every file. Files come in order. */
function isNear(places: readonly TypicalPlace[], folder: string): boolean {
  const last = places.at(-1);
  return last !== undefined && folderOf(last.file) === folder;
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
