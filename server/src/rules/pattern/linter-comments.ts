// Where a comment switches a linter off for the question a convention asks: its author decided it another way.
import type { FileView } from '../engine/file-view.ts';

/** True for files with a comment that switches off a linter's rule whose name matches. */
export function switchesOff(view: FileView, rule: RegExp): boolean {
  for (const c of view.table('comments')) if (/-(?:disable|ignore)\b/.test(c.text) && rule.test(c.text)) return true;
  return false;
}
