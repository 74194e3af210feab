// Which files show the habits of the people who write the code base.
import type { FileView } from '../engine/file-view.ts';

/** Headers of generators stand before the code, below a licence at most. */
const HEAD = 2500;
/** Comments by which generators mark their output, beside those that decide the role of a file. */
const GENERATED =
  /^\W*(?:auto-?generated|(?:this (?:file|class|code) (?:is|was) )?(?:an? )?(?:auto(?:matically|-)? ?)?generated (?:by|from|file|code|using|with)\b)/im;

/** True where a comment at the head says that a tool wrote the file: its names and its order are not a choice. */
export function isMachineWritten(view: FileView): boolean {
  for (const c of view.table('comments')) {
    if (c.start > HEAD) return false;
    if (GENERATED.test(c.text)) return true;
  }
  return false;
}
