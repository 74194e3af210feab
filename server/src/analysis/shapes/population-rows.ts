import type { FileId } from '@drift/shared';
import type { Moves } from './alike-pairs.ts';
import { type BandedSets, keyWords, NO_SETS, writeKeys } from './candidates.ts';
import type { FileShapes, FunctionShape } from './function-shapes.ts';
import { CHUNK, KIND_BANDING } from './parameters.ts';
import type { PatternPlace } from './pattern.ts';
import type { Stepwise } from './stepwise.ts';

/** The functions of one file; the same object of shapes means the same functions. */
export interface ShapedFile {
  readonly file: FileId;
  readonly shapes: FileShapes;
}

/** A function of a population. */
export interface PopulationMember {
  readonly place: PatternPlace;
  readonly shape: FunctionShape;
}

/** The functions of a population, in order of path and place, with what grouping needs of them. */
export interface PopulationRows {
  readonly files: readonly ShapedFile[];
  readonly members: readonly PopulationMember[];
  readonly sets: BandedSets;
}

/** No functions. */
export const NO_ROWS: PopulationRows = { files: [], members: [], sets: NO_SETS };

/** Functions that lie one after the other: as they were from `from` on, or new ones of a file. */
type Run = { readonly from: number; length: number } | { readonly added: ShapedFile };

/** The rows of some files, which are in order of path. What was known of files that stay as they are is taken over. */
export function* rowsOf(
  files: readonly ShapedFile[],
  before: PopulationRows,
): Stepwise<{ readonly rows: PopulationRows; readonly moves: Moves }> {
  const runs = runsOf(files, before.files);
  const words = keyWords(KIND_BANDING);
  const count = files.reduce((sum, f) => sum + f.shapes.functions.length, 0);
  const keys = new Uint32Array(count * words);
  const members: PopulationMember[] = [];
  const moves = {
    from: new Int32Array(count).fill(-1),
    to: new Int32Array(before.members.length).fill(-1),
  };
  let fresh = 0;
  for (const run of runs) {
    if ('added' in run) {
      const { file, shapes } = run.added;
      for (const shape of shapes.functions) {
        if (++fresh % CHUNK === 0) yield;
        writeKeys(shape.features, KIND_BANDING, keys, members.length * words);
        members.push({ place: { file, start: shape.start, end: shape.end, name: shape.name }, shape });
      }
      continue;
    }
    keys.set(before.sets.keys.subarray(run.from * words, (run.from + run.length) * words), members.length * words);
    for (let i = run.from; i < run.from + run.length; i++) {
      const member = before.members[i];
      if (member === undefined) continue;
      moves.from[members.length] = i;
      moves.to[i] = members.length;
      members.push(member);
    }
  }
  return { rows: { files, members, sets: { sets: members.map((m) => m.shape.features), keys } }, moves };
}

/** What has become of the files: runs of functions that stay, as long as they can be, and files that are new. */
function runsOf(files: readonly ShapedFile[], before: readonly ShapedFile[]): readonly Run[] {
  const runs: Run[] = [];
  let old = 0;
  let row = 0;
  let open: { from: number; length: number } | null = null;
  for (const next of files) {
    for (let known = before[old]; known !== undefined && known.file < next.file; known = before[++old])
      row += known.shapes.functions.length;
    const known = before[old];
    const length = next.shapes.functions.length;
    if (known?.file !== next.file || known.shapes !== next.shapes) {
      runs.push({ added: next });
      open = null;
      continue;
    }
    if (open === null || open.from + open.length !== row) {
      open = { from: row, length: 0 };
      runs.push(open);
    }
    open.length += length;
    row += length;
    old++;
  }
  return runs;
}
