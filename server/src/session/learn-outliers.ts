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
import { type MeasuredValue, measureAt, measureCount } from '../rules/engine/measure-set.ts';
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
    eachMeasure(populations, analysis, (of, m) => of.counts.set(m.value, (of.counts.get(m.value) ?? 0) + m.count));
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
    eachMeasure(populations, analysis, (of, m) => {
      if (m.value === of.ordinary) addPlace(of.places, { file, start: m.start, end: m.end });
    });
    await pacer.pause();
  }
  const typical = new Map<string, TypicalPlace[]>();
  for (const of of populations.all()) if (of.places.length > 0) typical.set(populationKey(of), of.places);
  const next = { ...limits, typical };
  return sameOutliers(before, next) ? before : next;
}

function eachMeasure(
  populations: Populations,
  { role, facts, measures }: FileAnalysis,
  look: (of: Gathered, measured: MeasuredValue) => void,
): void {
  const population = populationOf(role);
  if (population === null) return;
  const { language } = facts;
  const shelf = populations.shelf(language, population);
  for (let i = 0; i < measureCount(measures); i++) {
    const m = measureAt(measures, i);
    const known = m.family === '' ? shelf[m.feature] : undefined;
    look(known ?? populations.of(shelf, { feature: m.feature, language, population, family: m.family }), m);
  }
}

/** Keeps one place a folder: enough to find one near every file. */
function addPlace(places: TypicalPlace[], place: TypicalPlace): void {
  if (places.length === 0 || folderOf(places.at(-1)?.file ?? '') !== folderOf(place.file)) places.push(place);
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
