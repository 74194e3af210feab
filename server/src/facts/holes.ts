import { MAX_HOLE } from './parameters.ts';

/** Stands for a part of a text that is not literal and has no name. */
export const HOLE = '{}';

/** What a path may look like inside a hole; anything else would make holes unreadable. */
const PATH = /^[\p{L}_$@?][\p{L}\p{N}_$@?!.()[\]]*$/u;
const NAMELESS = /^\?(?:\(\))?$/;
const HOLES = /\{(?:[\p{L}_$@?][\p{L}\p{N}_$@?!.()[\]]*)?\}/gu;
const CUT_HOLE = /\{[\p{L}\p{N}_$@?!.()[\]]*$/u;

/** The hole for an expression with this path: `{user.id}`, `{quote()}`; of a long path the last segments are kept. */
export function holeOf(path: string): string {
  let name = path;
  if (name.length > MAX_HOLE) {
    const tail = name.slice(-MAX_HOLE);
    name = tail.slice(tail.indexOf('.') + 1);
  }
  return NAMELESS.test(name) || !PATH.test(name) ? HOLE : `{${name}}`;
}

/** The text with each hole replaced by what `fill` makes of its path; `''` is the path of a hole without a name. */
export function replaceHoles(text: string, fill: (path: string) => string): string {
  return text.includes('{') ? text.replace(HOLES, (hole) => fill(hole.slice(1, -1))) : text;
}

/** The text with all holes nameless. */
export function plainHoles(text: string): string {
  return replaceHoles(text, () => HOLE);
}

/** The first code units of a dynamic text; a hole is kept whole or not at all. */
export function cutText(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, length).replace(CUT_HOLE, '');
}
