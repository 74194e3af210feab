import { counted, grouped, type ReportEnvelope, type ReportSummary, SEVERITIES } from '@drift/shared';

/** How a run stands: the policy's word where one was asked, else whether there is something to look at. */
export interface Verdict {
  /** `incomplete`: a part did not run and nothing failed, so that nothing is proven. */
  readonly state: 'passed' | 'failed' | 'incomplete' | 'clean' | 'findings';
  /** One short sentence without its full stop. */
  readonly text: string;
}

/** The verdict of a report. A report with a part that did not run is never clean and never passed. */
export function verdictOf({ data }: ReportEnvelope): Verdict {
  const { gates, notRun, summary } = data;
  if (gates !== undefined && !gates.passed) {
    const dry = gates.dryRun ? '; a dry run, so nothing fails' : '';
    return { state: 'failed', text: `The policy is not met${dry}` };
  }
  if (notRun.length > 0)
    return { state: 'incomplete', text: `${counted(notRun.length, 'part')} of the analysis did not run` };
  if (gates !== undefined) return { state: 'passed', text: 'The policy is met' };
  if (summary.findings > 0) return { state: 'findings', text: countsText(summary) };
  if (summary.files === 0) return { state: 'clean', text: 'There was no file to look at' };
  const older = summary.backlogShown + summary.backlogHidden > 0;
  return { state: 'clean', text: older ? 'No new findings' : 'No findings' };
}

/** How many findings count, and of which severity: `3 findings (1 error, 2 warnings)`. */
export function countsText({ findings, bySeverity }: ReportSummary): string {
  const parts = SEVERITIES.filter((s) => bySeverity[s] > 0).map((s) =>
    s === 'info' ? `${grouped(bySeverity.info)} info` : counted(bySeverity[s], s),
  );
  return parts.length === 0 ? counted(findings, 'finding') : `${counted(findings, 'finding')} (${parts.join(', ')})`;
}
