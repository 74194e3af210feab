import type { FileFacts } from '../../facts/file-facts.ts';
import type { Row } from '../../facts/schema.ts';
import { sortedSet } from './jaccard.ts';
import { MAX_CALLS, MIN_CALLS, MIN_FEATURES } from './parameters.ts';
import { FeatureSet } from './shape-features.ts';
import { type Subject, subjectsOf } from './subjects.ts';

/** One function as a set of features. */
export interface FunctionShape {
  /** Name, or that of the call it was handed to. */
  readonly name: string;
  /** Range of that name. */
  readonly start: number;
  readonly end: number;
  /** Range of the whole function. */
  readonly from: number;
  readonly to: number;
  readonly features: Uint32Array;
}

/** The functions of one file that have a shape, in order, and the texts of the steps they take. */
export interface FileShapes {
  readonly functions: readonly FunctionShape[];
  readonly steps: ReadonlyMap<number, string>;
}

const known = new WeakMap<FileFacts, FileShapes>();

/** The shapes of a file's functions: what one file says, in a form that can be compared. O(rows of the file). */
export function shapesOf(facts: FileFacts): FileShapes {
  const before = known.get(facts);
  if (before !== undefined) return before;
  const made = makeShapes(facts);
  known.set(facts, made);
  return made;
}

function makeShapes(facts: FileFacts): FileShapes {
  const subjects = subjectsOf(facts);
  const steps = new Map<number, string>();
  const sets = new Map<number, FeatureSet>();
  for (const subject of subjects.all) sets.set(subject.symbol.index, new FeatureSet(facts, subject, subjects, steps));
  const setOf = (symbol: number): FeatureSet | undefined => sets.get(subjects.ownerOf(symbol));
  collectRows(facts, setOf);
  const functions: FunctionShape[] = [];
  for (const subject of subjects.all) {
    const set = sets.get(subject.symbol.index);
    if (set === undefined || set.callNames.size < MIN_CALLS) continue;
    const features = sortedSet(set.finish());
    if (features.length >= MIN_FEATURES) functions.push({ ...placeOf(subject), features });
  }
  return { functions, steps };
}

function placeOf({ symbol, name, via }: Subject): Omit<FunctionShape, 'features'> {
  const range = { from: symbol.start, to: symbol.end };
  return via === null
    ? { name, start: symbol.nameStart, end: symbol.nameEnd, ...range }
    : { name, start: via.nameStart, end: via.nameEnd, ...range };
}

/** Hands every row that lies in a function to that function. */
function collectRows(facts: FileFacts, setOf: (symbol: number) => FeatureSet | undefined): void {
  for (const p of facts.table('parameters')) setOf(p.symbol)?.parameter(p);
  for (const c of facts.table('calls')) callOf(c, setOf);
  for (const d of facts.table('decorators')) setOf(d.symbol)?.decorator(d);
  for (const h of facts.table('handlers')) setOf(h.symbol)?.handler(h);
  for (const t of facts.table('throws')) setOf(t.symbol)?.thrown(t);
  for (const r of facts.table('returns')) setOf(r.symbol)?.returned(r);
  for (const s of facts.table('strings')) setOf(s.symbol)?.string(s);
}

function callOf(call: Row<'calls'>, setOf: (symbol: number) => FeatureSet | undefined): void {
  const set = setOf(call.symbol);
  if (set !== undefined && set.callCount < MAX_CALLS && call.name !== '') set.call(call);
}
