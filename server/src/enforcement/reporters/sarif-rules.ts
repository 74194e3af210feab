import { byCodeUnit, type ReportFinding, type ReportRule, type Severity } from '@drift/shared';
import { RULE_PAGES } from '../../rules/generated/rule-pages.ts';
import { kindOfRule } from './rule-kind.ts';
import { cweNumber, type Taxonomies } from './sarif-taxonomies.ts';

/** Code hosts refuse a rule with more tags than this. */
const MAX_TAGS = 20;

/** CVSS-like scores that code hosts sort security alerts by. */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = {
  error: '8.0',
  warning: '5.5',
  info: '2.0',
  hint: '2.0',
};

const PROBLEM_SEVERITY: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'recommendation',
  hint: 'recommendation',
};

/** The SARIF level of a severity. */
export function levelOf(severity: Severity): 'error' | 'warning' | 'note' {
  return severity === 'info' || severity === 'hint' ? 'note' : severity;
}

/** The rules behind these findings, sorted by id; a rule the report does not describe is described by its id alone. */
export function rulesOf(findings: readonly ReportFinding[], known: readonly ReportRule[]): ReportRule[] {
  const described = new Map(known.map((rule) => [rule.id, rule]));
  const first = new Map<string, ReportFinding>();
  for (const finding of findings) if (!first.has(finding.ruleId)) first.set(finding.ruleId, finding);
  return [...first]
    .sort(([a], [b]) => byCodeUnit(a, b))
    .map(([id, finding]) => described.get(id) ?? undescribed(id, finding));
}

/** A rule as a SARIF reporting descriptor. */
export function ruleDescriptor(rule: ReportRule, taxonomies: Taxonomies, purpose: 'scanning' | 'quality'): object {
  const page = RULE_PAGES[rule.id] ?? `# ${rule.title}\n\n${rule.description}\n`;
  return {
    id: rule.id,
    name: pascalCase(rule.id),
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.description },
    help: { text: page, markdown: page },
    helpUri: rule.helpUri,
    defaultConfiguration: { level: levelOf(rule.severity) },
    relationships: taxonomies.refer(rule.cwe, rule.owasp).map((target) => ({ target, kinds: ['superset'] })),
    properties: {
      tags: tagsOf(rule, purpose),
      precision: precisionOf(rule),
      ...(isSecurity(rule) && purpose === 'scanning'
        ? { 'security-severity': SECURITY_SEVERITY[rule.severity] }
        : { 'problem.severity': PROBLEM_SEVERITY[rule.severity] }),
      maturity: rule.maturity,
      fix: rule.fix,
    },
  };
}

/** True for a finding that belongs to code scanning and not to a service for the quality of code. */
export function isSecurityFinding({ ruleId, cwe }: ReportFinding, rules: readonly ReportRule[]): boolean {
  return kindOfRule(ruleId, [...cwe, ...(rules.find(({ id }) => id === ruleId)?.cwe ?? [])]) === 'security';
}

function qualityTag({ id, cwe }: ReportRule): 'maintainability' | 'reliability' {
  return kindOfRule(id, cwe) === 'errors' ? 'reliability' : 'maintainability';
}

function undescribed(id: string, { severity, cwe, fixable }: ReportFinding): ReportRule {
  return { id, title: id, description: id, cwe, owasp: [], severity, maturity: 'stable', fix: fixable };
}

function isSecurity(rule: ReportRule): boolean {
  return rule.cwe.length > 0 || rule.owasp.length > 0;
}

function tagsOf(rule: ReportRule, purpose: 'scanning' | 'quality'): string[] {
  const area = rule.id.split('/')[1] ?? rule.id;
  const cwe = rule.cwe.map(cweNumber).filter((id) => id !== null);
  const tags = [
    ...(purpose === 'quality' ? ['quality', qualityTag(rule)] : isSecurity(rule) ? ['security'] : []),
    area,
    ...cwe.map((id) => `external/cwe/cwe-${id.padStart(3, '0')}`),
    ...rule.owasp.map((id) => `external/owasp/${id.toLowerCase()}`),
  ];
  return [...new Set(tags)].slice(0, MAX_TAGS);
}

/** What a rule's maturity promises: stable errors are measured at 0.90 and above, stable warnings at 0.80. */
function precisionOf({ maturity, severity }: ReportRule): 'very-high' | 'high' | 'medium' | 'low' {
  if (maturity !== 'stable') return 'low';
  if (severity === 'error') return 'very-high';
  return severity === 'warning' ? 'high' : 'medium';
}

function pascalCase(ruleId: string): string {
  return ruleId
    .split(/[^A-Za-z0-9]/)
    .slice(1)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}
