import type { Finding, Fix, Report, ReportFinding, ReportParams } from '@drift/shared';
import { priorityOf } from '../enforcement/priority.ts';
import type { Host } from '../host/host.ts';
import { toFileId } from '../host/narrow.ts';
import type { FileAnalyzer } from './file-analyzer.ts';
import { fixOf } from './fixes.ts';
import { hotspotsOf } from './hotspots.ts';
import { linesOf, placeOf } from './positions-of.ts';
import type { Workspace } from './workspace.ts';

/** Fixes that one report computes at most: each is judged by itself. */
const MAX_FIXES = 500;

/** What extras are worked out with. */
export interface ExtraTools {
  readonly host: Host;
  readonly analyzer: FileAnalyzer;
}

/** A report with what was asked for beside the judgement: what to look at first, and the edits of fixes. No digest changes by it. */
export async function withExtras(
  workspace: Workspace,
  tools: ExtraTools,
  { ranked, fixes }: Pick<ReportParams, 'ranked' | 'fixes'>,
  report: Report,
): Promise<Report> {
  if (!ranked && !fixes) return report;
  const hotspots = ranked ? await hotspotsOf(workspace, tools.host) : null;
  const findings: ReportFinding[] = [];
  let left = fixes ? MAX_FIXES : 0;
  for (const shown of report.findings) {
    const finding = workspace.judgementOf(toFileId(shown.path), true).findings.find((f) => f.id === shown.id);
    if (finding === undefined) {
      findings.push(shown);
      continue;
    }
    const fix = left > 0 && finding.fixable !== undefined ? await computed(workspace, tools.analyzer, finding) : null;
    if (fix !== null) left--;
    findings.push({
      ...shown,
      ...(hotspots === null ? {} : { priority: priorityOf(finding, hotspots) }),
      ...(fix === null ? {} : { fix: shownFix(workspace, fix) }),
    });
  }
  return { ...report, findings };
}

async function computed(workspace: Workspace, analyzer: FileAnalyzer, finding: Finding): Promise<Fix | null> {
  const text = await workspace.textOf(finding.file);
  const done = text === null ? null : await fixOf(workspace, analyzer, finding, text);
  return done?.ok === true ? done.fix : null;
}

function shownFix(workspace: Workspace, { title, kind, edits }: Fix): NonNullable<ReportFinding['fix']> {
  return {
    title,
    kind,
    edits: edits.map(({ file, start, end, newText }) => {
      const lines = linesOf(workspace, file);
      return { path: file, range: { start: placeOf(lines, start), end: placeOf(lines, end) }, newText };
    }),
  };
}
