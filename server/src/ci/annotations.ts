import { displayText, type ReportFinding, SEVERITIES } from '@drift/shared';
import { MAX_ANNOTATIONS } from './parameters.ts';
import type { CiResult } from './result.ts';

/** A remark on lines of a file, as GitHub's check runs take it. */
export interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly annotation_level: 'failure' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
}

/** A remark for each finding that counts against the change, the worst first; hints are none, and no more than GitHub shows. */
export function annotationsOf({ report, counted }: CiResult): readonly Annotation[] {
  const ids = new Set(counted);
  const own = (report?.findings ?? []).filter((f) => ids.has(f.id) && f.severity !== 'hint');
  const rank = (f: ReportFinding): number => SEVERITIES.indexOf(f.severity);
  return own
    .map((finding, at) => ({ finding, at }))
    .sort((a, b) => rank(a.finding) - rank(b.finding) || a.at - b.at)
    .slice(0, MAX_ANNOTATIONS)
    .map(({ finding }) => annotation(finding));
}

function annotation({ path, range, severity, message, ruleId }: ReportFinding): Annotation {
  const start = range.start.line + 1;
  return {
    path,
    start_line: start,
    // A range that ends before the first character of a line does not touch it.
    end_line: Math.max(start, range.end.line + (range.end.character > 0 ? 1 : 0)),
    annotation_level: severity === 'error' ? 'failure' : severity === 'warning' ? 'warning' : 'notice',
    title: ruleId,
    message: displayText(message),
  };
}
