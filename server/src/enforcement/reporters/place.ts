import type { ReportFinding } from '@drift/shared';

/** Where a finding starts, as editors and terminals link it: `path:line:column`, from 1. */
export function placeText({ path, range }: Pick<ReportFinding, 'path' | 'range'>): string {
  return `${path}:${range.start.line + 1}:${range.start.character + 1}`;
}

/**
 * The last line a finding covers, from 1. A range that ends before the first character of a line does not cover that
 * line.
 */
export function lastLine({ range: { start, end } }: Pick<ReportFinding, 'range'>): number {
  return end.character === 0 && end.line > start.line ? end.line : end.line + 1;
}
