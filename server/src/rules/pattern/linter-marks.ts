// Where a linter was told to be silent about what a convention asks: its author decided it another way.
import type { FileView } from '../engine/file-view.ts';

/** Comments that switch off the rule about names of the usual linters: what counts is that somebody has looked at it. */
const NAMING_OFF =
  /noqa:[^#]*\bN8\d*|noqa\s*$|eslint-disable\S*[^*]*(?:naming-convention|camelcase|id-match)|noinspection[^*]*(?:Naming|PyPep8Naming)|nolint:[^/]*(?:revive|stylecheck|nosnakecase)/i;
/** What a file-wide mark looks like; it holds from where it stands. */
const FILE_WIDE = /^\/\*\s*eslint-disable(?!-)|flake8:\s*noqa|ruff:\s*noqa/;
/** Code units between a mark and what it stands before or after on its line, indentation and keywords included. */
const NEAR = 60;

/** True for names under a mark that switches a linter's rule about names off. */
export class LinterMarks {
  private readonly marks: { readonly start: number; readonly end: number; readonly fileWide: boolean }[] = [];

  constructor(view: FileView) {
    for (const { text, start, end } of view.table('comments'))
      if (NAMING_OFF.test(text)) this.marks.push({ start, end, fileWide: FILE_WIDE.test(text) });
  }

  /** True for a declaration, up to its body, with a mark inside it or close by. */
  covers(start: number, end: number): boolean {
    return this.marks.some((m) => (m.fileWide ? m.start < start : m.start - end < NEAR && start - m.end < NEAR));
  }
}

/** True for files with a comment that switches off a linter's rule whose name matches. */
export function switchesOff(view: FileView, rule: RegExp): boolean {
  for (const c of view.table('comments')) if (/-(?:disable|ignore)\b/.test(c.text) && rule.test(c.text)) return true;
  return false;
}
