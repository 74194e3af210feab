import { compareFindings, displayText, type ReportEnvelope, type ReportFinding } from '@drift/shared';
import { lastLine } from './place.ts';
import { kindOfRule, type RuleKind } from './rule-kind.ts';

const CATEGORY: Readonly<Record<RuleKind, string>> = {
  security: 'Security',
  errors: 'Bug Risk',
  naming: 'Style',
  complexity: 'Complexity',
  tests: 'Clarity',
  convention: 'Clarity',
};

/** A report as GitLab Code Quality: one array on a single line. What GitLab compares are the findings' ids. */
export function renderGitlab({ data }: ReportEnvelope): string {
  const cwe = new Map(data.rules.map((rule) => [rule.id, rule.cwe]));
  const uses = new Map<string, number>();
  const issues = [...data.findings].sort(compareFindings).map((finding) => {
    const kind = kindOfRule(finding.ruleId, [...finding.cwe, ...(cwe.get(finding.ruleId) ?? [])]);
    return {
      type: 'issue',
      check_name: finding.ruleId,
      description: displayText(finding.message),
      categories: [CATEGORY[kind]],
      severity: severityOf(finding, kind),
      fingerprint: fingerprintOf(finding.id, uses),
      location: {
        path: finding.path,
        lines: { begin: finding.range.start.line + 1, end: lastLine(finding) },
      },
    };
  });
  return `${JSON.stringify(issues)}\n`;
}

function severityOf({ severity }: ReportFinding, kind: RuleKind): string {
  switch (severity) {
    case 'error':
      return kind === 'security' ? 'blocker' : 'critical';
    case 'warning':
      return 'major';
    case 'info':
      return 'minor';
    case 'hint':
      return 'info';
  }
}

/** The id, with a number from its second use on: GitLab shows only one issue of equal fingerprints. */
function fingerprintOf(id: string, uses: Map<string, number>): string {
  const count = (uses.get(id) ?? 0) + 1;
  uses.set(id, count);
  return count === 1 ? id : `${id}-${count}`;
}
