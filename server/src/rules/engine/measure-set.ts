import type { FeatureShape } from '../../analysis/outliers/limits.ts';
import type { Measure } from './numeric-feature.ts';

/** Words a measure takes: feature, family, how often, start, end. */
const WIDTH = 5;

/**
 * All measures of one file in a form that travels between threads as it is. Counts below the floor of their feature can
 * never be told: equal ones are kept once, with the first place and their number.
 */
export interface MeasureSet {
  readonly rows: Int32Array;
  readonly values: Float64Array;
  /** Families by id. */
  readonly strings: readonly string[];
}

/** One entry of a set. */
export interface MeasuredValue {
  readonly feature: number;
  readonly family: string;
  readonly value: number;
  readonly count: number;
  readonly start: number;
  readonly end: number;
}

/** The set of a file without anything to measure. */
export const NO_MEASURES: MeasureSet = { rows: new Int32Array(0), values: new Float64Array(0), strings: [] };

/** Collects the measures of one file, feature by feature. */
export class MeasureCollector {
  private readonly entries: { -readonly [K in keyof MeasuredValue]: MeasuredValue[K] }[] = [];
  private readonly merged = new Map<string, number>();

  add(feature: number, shape: FeatureShape, { value, start, end, family = '' }: Measure): void {
    const mergeable = shape.scale === 'count' && value < shape.floor;
    const key = `${feature}/${value}/${family}`;
    const known = mergeable ? this.entries[this.merged.get(key) ?? -1] : undefined;
    if (known !== undefined) {
      known.count++;
      return;
    }
    if (mergeable) this.merged.set(key, this.entries.length);
    this.entries.push({ feature, family, value, count: 1, start, end });
  }

  /** The set in its packed form. */
  pack(): MeasureSet {
    if (this.entries.length === 0) return NO_MEASURES;
    const ids = new Map<string, number>();
    const rows = new Int32Array(this.entries.length * WIDTH);
    this.entries.forEach((e, i) => {
      if (!ids.has(e.family)) ids.set(e.family, ids.size);
      rows.set([e.feature, ids.get(e.family) ?? 0, e.count, e.start, e.end], i * WIDTH);
    });
    return { rows, values: Float64Array.from(this.entries, (e) => e.value), strings: [...ids.keys()] };
  }
}

/** Number of entries of a set. */
export function measureCount(set: MeasureSet): number {
  return set.values.length;
}

/** Feature of entry `i`, without decoding the rest. */
export function featureOfMeasure(set: MeasureSet, i: number): number {
  return set.rows[i * WIDTH] ?? 0;
}

/** Family of entry `i`, without decoding the rest. */
export function familyOfMeasure(set: MeasureSet, i: number): string {
  return set.strings[set.rows[i * WIDTH + 1] ?? 0] ?? '';
}

/** How often entry `i` occurs, without decoding the rest. */
export function countOfMeasure(set: MeasureSet, i: number): number {
  return set.rows[i * WIDTH + 2] ?? 0;
}

/** Entry `i` of a set. */
export function measureAt(set: MeasureSet, i: number): MeasuredValue {
  const word = (k: number): number => set.rows[i * WIDTH + k] ?? 0;
  return {
    feature: word(0),
    family: set.strings[word(1)] ?? '',
    value: set.values[i] ?? 0,
    count: word(2),
    start: word(3),
    end: word(4),
  };
}
