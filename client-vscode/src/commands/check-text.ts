import { counted, type Report } from '@drift/shared';
import { noticeText, sentence } from '../plain-text.ts';

/** What of a report is told. */
type Checked = Pick<Report, 'notRun' | 'problems'> & {
  readonly summary: Pick<Report['summary'], 'bySeverity' | 'new' | 'files'>;
};

/** What a run of the check came to, as a notification tells it: what did not run and what is wrong is never left out. */
export function checkText({ summary, notRun, problems }: Checked, findings: number, digest: string): string {
  const { bySeverity, new: fresh, files } = summary;
  const { error, warning, info, hint } = bySeverity;
  const counts = `${counted(error, 'error')}, ${counted(warning, 'warning')}, ${info} information, ${counted(hint, 'hint')}`;
  const parts = [
    `Drift: ${counted(fresh, 'new finding')} of ${findings} in ${counted(files, 'file')} (${counts}).`,
    ...notRun.map((n) => `Not run: ${n.what} (${n.reason}).`),
    ...problems.map((p) => sentence(`Problem: ${p.file === undefined ? '' : `${p.file}: `}${p.message}`)),
    `Digest ${digest}`,
  ];
  return noticeText(parts.join(' '));
}
