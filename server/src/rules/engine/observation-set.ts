/** Words an observation takes: convention, value, start, end, snippet. */
const WIDTH = 5;
/** The words of an observation that are numbers of strings. */
const STRING_COLUMNS = [1, 4];

/** All observations of one file in a form that travels between threads as it is. */
export interface ObservationSet {
  readonly rows: Int32Array;
  /** Values and snippets by id. */
  readonly strings: readonly string[];
}

/** The value of a site whose answer could not be told. */
export const NOT_TOLD = '';

/** One observation as a judge reads it. */
export interface ObservedSite {
  readonly convention: number;
  /** `NOT_TOLD` where the question applies and its answer could not be told. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly snippet: string;
}

/** The set of a file that shows no convention. */
export const NO_OBSERVATIONS: ObservationSet = { rows: new Int32Array(0), strings: [] };

/** Packs sites; the order is kept. */
export function packObservations(sites: readonly ObservedSite[]): ObservationSet {
  const rows = new Int32Array(sites.length * WIDTH);
  const ids = new Map<string, number>();
  const idOf = (s: string): number => {
    const known = ids.get(s);
    if (known !== undefined) return known;
    ids.set(s, ids.size);
    return ids.size - 1;
  };
  sites.forEach((s, i) => {
    rows.set([s.convention, idOf(s.value), s.start, s.end, idOf(s.snippet)], i * WIDTH);
  });
  return { rows, strings: [...ids.keys()] };
}

/** Number of sites in a set. */
export function siteCount(set: ObservationSet): number {
  return set.rows.length / WIDTH;
}

/** Site `i` of a set. */
export function siteAt(set: ObservationSet, i: number): ObservedSite {
  const word = (k: number): number => set.rows[i * WIDTH + k] ?? 0;
  return {
    convention: word(0),
    value: set.strings[word(1)] ?? '',
    start: word(2),
    end: word(3),
    snippet: set.strings[word(4)] ?? '',
  };
}

/** Convention index of site `i`, without decoding the rest. */
export function conventionOf(set: ObservationSet, i: number): number {
  return set.rows[i * WIDTH] ?? 0;
}

/** The sites of both sets, the first ones first. */
export function joinObservations(a: ObservationSet, b: ObservationSet): ObservationSet {
  if (b.rows.length === 0) return a;
  const rows = new Int32Array(a.rows.length + b.rows.length);
  rows.set(a.rows);
  rows.set(b.rows, a.rows.length);
  for (let i = a.rows.length; i < rows.length; i += WIDTH)
    for (const column of STRING_COLUMNS) rows[i + column] = (rows[i + column] ?? 0) + a.strings.length;
  return { rows, strings: [...a.strings, ...b.strings] };
}
