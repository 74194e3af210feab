import type { Evidence, Finding, ReportFinding } from '@drift/shared';
import { RULES } from '../enforcement/rule-settings.ts';
import { maskText } from '../knowledge/secrets/mask-text.ts';
import { LineTable } from '../syntax/line-table.ts';
import type { Workspace } from './workspace.ts';

/** A place as reports show it: lines and UTF-16 characters from 0. */
export function placeOf(lines: LineTable, offset: number): { line: number; character: number } {
  const line = lines.lineOf(offset);
  return { line, character: Math.max(0, Math.min(offset, lines.lineEnd(line)) - lines.lineStart(line)) };
}

/** Line table of a file's current text. */
export function linesOf(workspace: Workspace, file: Finding['file']): LineTable {
  const facts = workspace.analysisOf(file)?.facts;
  return facts === undefined ? LineTable.of('') : LineTable.fromRows(facts.lineStarts, facts.textLength);
}

/** Evidence fit to be shown: its values may be texts of the source. */
export function shownEvidence(evidence: Evidence): Evidence {
  return { ...evidence, expected: maskText(evidence.expected), actual: maskText(evidence.actual) };
}

/** A finding as reports carry it, without the quoted line. */
export function toReportFinding(workspace: Workspace, finding: Finding): ReportFinding {
  const lines = linesOf(workspace, finding.file);
  const rule = RULES.get(finding.ruleId);
  return {
    id: finding.id,
    ruleId: finding.ruleId,
    path: finding.file,
    range: { start: placeOf(lines, finding.start), end: placeOf(lines, finding.end) },
    severity: finding.severity,
    message: finding.message,
    isNew: finding.isNew,
    confidence: finding.confidence,
    tier: finding.tier,
    cwe: [...(rule?.cwe ?? [])],
    symbol: finding.symbol,
    ...(finding.evidence === undefined ? {} : { evidence: shownEvidence(finding.evidence) }),
    ...(finding.outlier === undefined ? {} : { outlier: finding.outlier }),
    related: (finding.related ?? []).map((r) => {
      const table = linesOf(workspace, r.file);
      return {
        path: r.file,
        range: { start: placeOf(table, r.start), end: placeOf(table, r.end) },
        message: r.message,
      };
    }),
    fixable: finding.fixable ?? 'none',
    snippet: { line: '' },
  };
}
