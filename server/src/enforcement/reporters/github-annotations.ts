import {
  compareFindings,
  displayText,
  type ReportEnvelope,
  type ReportFinding,
  type Severity,
  shortened,
} from '@drift/shared';
import { gateMembership } from './gate-membership.ts';
import { lastLine, placeText } from './place.ts';

/** The longest title GitHub takes, in characters. */
const MAX_TITLE = 255;
/** The longest message and details: GitHub takes 64 KB of each, and a character has up to 4 bytes. */
const MAX_TEXT = 16_000;

const LEVEL: Readonly<Record<Severity, 'failure' | 'warning' | 'notice'>> = {
  error: 'failure',
  warning: 'warning',
  info: 'notice',
  hint: 'notice',
};

/**
 * A report as the annotations of a GitHub check run: one array on a single line, in canonical order. Whoever posts it does
 * so in batches of 50.
 */
export function renderGithub({ data }: ReportEnvelope): string {
  const gatesOf = gateMembership(data.gates);
  const annotations = [...data.findings].sort(compareFindings).map((finding) => {
    const start = finding.range.start.line + 1;
    const end = lastLine(finding);
    const gates = gatesOf(finding.id);
    return {
      path: finding.path,
      start_line: start,
      end_line: end,
      ...(start === end ? columnsOf(finding) : {}),
      annotation_level: LEVEL[finding.severity],
      title: shortened(
        `[${displayText(finding.ruleId)}]${gates.length === 0 ? '' : ` ${gates.join(', ')}`}`,
        MAX_TITLE,
      ),
      message: shortened(displayText(finding.message), MAX_TEXT),
      raw_details: shortened(detailsOf(finding), MAX_TEXT),
    };
  });
  return `${JSON.stringify(annotations)}\n`;
}

/** Columns are only taken where one line is meant, and an empty range has none to show. */
function columnsOf({ range: { start, end } }: ReportFinding): { start_column?: number; end_column?: number } {
  if (start.line !== end.line || end.character <= start.character) return {};
  return { start_column: start.character + 1, end_column: end.character };
}

function detailsOf(finding: ReportFinding): string {
  const lines = [
    finding.isNew ? 'new' : 'older than this change',
    ...finding.related.map((r) => `${displayText(placeText(r))} ${displayText(r.message)}`),
    `drift explain ${displayText(finding.id)}`,
  ];
  return lines.join('\n');
}
