import { compareFindings, type ReportFinding, type ReportSummary, SEVERITIES } from '@drift/shared';

/** What to look at first: by severity, then new before old, then by priority and confidence, then in canonical order. */
export function byUrgency(a: ReportFinding, b: ReportFinding): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    Number(b.isNew) - Number(a.isNew) ||
    (b.priority ?? 0) - (a.priority ?? 0) ||
    b.confidence - a.confidence ||
    compareFindings(a, b)
  );
}

/** What to look at first by priority alone where the report ranks; elsewhere as `byUrgency`. */
export function byPriority(a: ReportFinding, b: ReportFinding): number {
  return (b.priority ?? -1) - (a.priority ?? -1) || byUrgency(a, b);
}

/** True for a finding that the exit code counts; what a report only lists besides is older. */
export function isCounted(finding: ReportFinding, { backlogShown }: ReportSummary): boolean {
  return finding.isNew || backlogShown === 0;
}
