import { compareFindings, type ReportEnvelope, type ReportFinding, SEVERITIES } from '@drift/shared';
import { conventionLines } from './text-conventions.ts';
import { type FindingsOptions, findingLines, shortIds } from './text-findings.ts';
import { gateLines } from './text-gates.ts';
import { textStyle } from './text-style.ts';
import { summaryLines, troubleLines } from './text-summary.ts';

const DEFAULT_WIDTH = 100;

/** How the terminal view is drawn. */
export interface TextOptions {
  readonly color: boolean;
  /** Columns of the terminal, for cutting source lines; messages are never cut. */
  readonly width?: number;
  /** Findings shown at a first look: no history, nothing set up or decided; all of them without it. */
  readonly atMost?: number;
}

/**
 * A report for a person at a terminal: new findings by file, then the older ones that are listed, then what did not
 * run, then the numbers. Repository text in it is inert: controls and bidirectional overrides are shown as escapes.
 */
export function renderText(envelope: ReportEnvelope, { color, width = DEFAULT_WIDTH, atMost }: TextOptions): string {
  const all = envelope.data.findings;
  const { baseline, conventions } = envelope.data.summary;
  // Whoever has set Drift up waits for what is new, and a new finding that is left out looks like none.
  const isFirstLook = baseline.kind === 'none' && conventions.firstRun;
  const findings = isFirstLook && atMost !== undefined ? best(all, atMost) : all;
  const style = textStyle({ color });
  const options: FindingsOptions = { style, width, idOf: shortIds(findings) };
  const fresh = findings.filter(({ isNew }) => isNew);
  const older = findings.filter(({ isNew }) => !isNew);
  const lines = [
    ...findingLines(fresh, options),
    ...olderLines(older, options),
    ...gateLines(envelope.data.gates, style),
    ...troubleLines(envelope, style),
    ...summaryLines(envelope, style, all.length - findings.length),
    ...conventionLines(envelope, style),
  ];
  return `${lines.join('\n')}\n`;
}

/** Mere information that one rule gives at a first look: a page of one remark says little about the whole. */
const MOST_OF_ONE_RULE = 5;

/**
 * The findings worth seeing first, by severity, then by how sure they are; of one function its most unusual number, and of
 * one rule no page of information.
 */
function best(findings: readonly ReportFinding[], most: number): readonly ReportFinding[] {
  const weight = (f: ReportFinding): number => SEVERITIES.indexOf(f.severity);
  const seen = new Set<string>();
  const byRule = new Map<string, number>();
  return [...findings]
    .sort(
      (a, b) =>
        weight(a) - weight(b) ||
        b.confidence - a.confidence ||
        (b.evidence?.rank ?? 0) - (a.evidence?.rank ?? 0) ||
        compareFindings(a, b),
    )
    .filter((f) => {
      if (f.outlier === undefined) return true;
      const { line, character } = f.range.start;
      const place = `${f.path}:${line}:${character}`;
      return !seen.has(place) && seen.add(place);
    })
    .filter((f) => {
      const count = (byRule.get(f.ruleId) ?? 0) + 1;
      byRule.set(f.ruleId, count);
      return count <= MOST_OF_ONE_RULE || f.severity === 'error' || f.severity === 'warning';
    })
    .slice(0, most);
}

function olderLines(older: readonly ReportFinding[], options: FindingsOptions): string[] {
  if (older.length === 0) return [];
  return [options.style.dim('Older findings, not in new code'), '', ...findingLines(older, options)];
}
