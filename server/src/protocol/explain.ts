import { counted, type Explanation, explainParamsSchema, type Finding, learnedFrom, Method } from '@drift/shared';
import { RULES } from '../enforcement/rule-settings.ts';
import { nearestRule } from '../rules/engine/nearest-rule.ts';
import { RULE_PAGES } from '../rules/generated/rule-pages.ts';
import { toReportFinding } from '../session/positions-of.ts';
import { uncutFindings } from '../session/report.ts';
import type { Workspace } from '../session/workspace.ts';
import type { ServerContext } from './context.ts';
import type { Lanes } from './lanes.ts';
import { onRequest } from './on-request.ts';
import { outlierLines } from './outliers.ts';
import { settledRoot } from './report.ts';

/** Ids named when none matches. */
const NEAREST = 3;

/** `drift/explain`: a finding by its id or a prefix of it, or a rule by its name. */
export function registerExplain(context: ServerContext, lanes: Lanes): void {
  onRequest(context, Method.explain, explainParamsSchema, async ({ id, uri }) => {
    const page = pageOf(id);
    if (page !== null) return { explanation: null, nearest: [], page };
    const rule = nearestRule(id);
    // No id of a finding holds a slash.
    if (rule !== null || id.includes('/')) return { explanation: null, nearest: rule === null ? [] : [rule], page: '' };
    const root = await settledRoot(context, lanes, uri);
    const findings = await uncutFindings(root.workspace);
    const matches = findings.filter((f) => f.id.startsWith(id.toLowerCase()));
    const finding = matches[0];
    if (finding !== undefined && matches.length === 1)
      return { explanation: explanationOf(root.workspace, finding), nearest: [], page: '' };
    return {
      page: '',
      explanation: null,
      nearest: (matches.length > 1 ? matches : nearestTo(id, findings)).slice(0, NEAREST).map((f) => f.id),
    };
  });
}

/** The page of a rule named in full or without `drift/`. */
function pageOf(id: string): string | null {
  return RULE_PAGES[id] ?? RULE_PAGES[`drift/${id}`] ?? null;
}

function nearestTo(id: string, findings: readonly Finding[]): readonly Finding[] {
  const shared = (f: Finding): number => {
    let i = 0;
    while (i < id.length && f.id[i] === id[i]) i++;
    return i;
  };
  return [...findings].sort((a, b) => shared(b) - shared(a) || (a.id < b.id ? -1 : 1));
}

function explanationOf(workspace: Workspace, finding: Finding): Explanation {
  const shown = toReportFinding(workspace, finding);
  const { evidence } = shown;
  return {
    id: finding.id,
    ruleId: finding.ruleId,
    title: RULES.get(finding.ruleId)?.title ?? finding.ruleId,
    path: finding.file,
    line: shown.range.start.line,
    character: shown.range.start.character,
    severity: finding.severity,
    message: finding.message,
    confidence: finding.confidence,
    tier: finding.tier,
    cwe: finding.cwe,
    isNew: finding.isNew,
    page: RULE_PAGES[finding.ruleId] ?? '',
    evidence:
      evidence === undefined
        ? outlierLines(finding.outlier)
        : [
            `${evidence.conforming} of ${counted(evidence.total, 'site')} ${evidence.conforming === 1 ? 'uses' : 'use'} ${evidence.expected}`,
            `this one uses ${evidence.actual}`,
            `learned from: ${learnedFrom(workspace.baseline.description)}`,
          ],
    examples: shown.related.map(
      (r) => `${r.path}:${r.range.start.line + 1}:${r.range.start.character + 1} ${r.message}`,
    ),
  };
}
