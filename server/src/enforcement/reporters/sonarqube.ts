import {
  byCodeUnit,
  compareFindings,
  displayText,
  type ReportEnvelope,
  type ReportFinding,
  type ReportRange,
  type ReportRule,
  SEVERITIES,
  type Severity,
} from '@drift/shared';
import { kindOfRule, type RuleKind } from './rule-kind.ts';

const ATTRIBUTE: Readonly<Record<RuleKind, string>> = {
  security: 'TRUSTWORTHY',
  errors: 'LOGICAL',
  naming: 'IDENTIFIABLE',
  complexity: 'FOCUSED',
  tests: 'TESTED',
  convention: 'CONVENTIONAL',
};

const QUALITY: Readonly<Record<RuleKind, 'SECURITY' | 'RELIABILITY' | 'MAINTAINABILITY'>> = {
  security: 'SECURITY',
  errors: 'RELIABILITY',
  naming: 'MAINTAINABILITY',
  complexity: 'MAINTAINABILITY',
  tests: 'MAINTAINABILITY',
  convention: 'MAINTAINABILITY',
};

const TYPE = { SECURITY: 'VULNERABILITY', RELIABILITY: 'BUG', MAINTAINABILITY: 'CODE_SMELL' } as const;

/** Impacts: only the three grades that every version since 10.3 knows. */
const IMPACT: Readonly<Record<Severity, 'HIGH' | 'MEDIUM' | 'LOW'>> = {
  error: 'HIGH',
  warning: 'MEDIUM',
  info: 'LOW',
  hint: 'LOW',
};

const STANDARD: Readonly<Record<Severity, string>> = {
  error: 'CRITICAL',
  warning: 'MAJOR',
  info: 'MINOR',
  hint: 'INFO',
};

/** What a finding is taken to cost, in minutes. */
const EFFORT_MINUTES: Readonly<Record<Severity, number>> = { error: 30, warning: 15, info: 5, hint: 2 };

/**
 * A report in SonarQube's generic format for issues, as since 10.3: rules and issues on a single line. SonarQube grades
 * rules and not issues, so a rule has the grade of the worst of its findings here.
 */
export function renderSonarqube({ data }: ReportEnvelope): string {
  const findings = [...data.findings].sort(compareFindings);
  const described = new Map(data.rules.map((rule) => [rule.id, rule]));
  const byRule = new Map<string, ReportFinding[]>();
  for (const finding of findings) {
    const known = byRule.get(finding.ruleId);
    if (known === undefined) byRule.set(finding.ruleId, [finding]);
    else known.push(finding);
  }
  const rules = [...byRule]
    .sort(([a], [b]) => byCodeUnit(a, b))
    .map(([id, found]) => ruleOf(id, found, described.get(id)));
  return `${JSON.stringify({ rules, issues: findings.map(issueOf) })}\n`;
}

function ruleOf(id: string, findings: readonly ReportFinding[], rule: ReportRule | undefined): object {
  const kind = kindOfRule(id, [...(rule?.cwe ?? []), ...findings.flatMap(({ cwe }) => cwe)]);
  const severity = SEVERITIES.find((s) => findings.some((f) => f.severity === s)) ?? 'hint';
  const quality = QUALITY[kind];
  return {
    id,
    name: displayText(rule?.title ?? id),
    description: displayText(rule?.description ?? id),
    engineId: 'drift',
    cleanCodeAttribute: ATTRIBUTE[kind],
    type: TYPE[quality],
    severity: STANDARD[severity],
    impacts: [{ softwareQuality: quality, severity: IMPACT[severity] }],
  };
}

function issueOf({ ruleId, severity, message, path, range, related }: ReportFinding): object {
  return {
    ruleId,
    effortMinutes: EFFORT_MINUTES[severity],
    primaryLocation: { message: displayText(message), filePath: path, textRange: textRange(range) },
    ...(related.length === 0
      ? {}
      : {
          secondaryLocations: related.map((r) => ({
            message: displayText(r.message),
            filePath: r.path,
            textRange: textRange(r.range),
          })),
        }),
  };
}

/** Lines from 1, columns from 0. SonarQube refuses an empty range: that one means the line. */
function textRange({ start, end }: ReportRange): object {
  const startLine = start.line + 1;
  if (start.line === end.line && start.character >= end.character) return { startLine };
  return { startLine, endLine: end.line + 1, startColumn: start.character, endColumn: end.character };
}
