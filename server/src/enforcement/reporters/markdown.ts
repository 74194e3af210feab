import {
  counted,
  type GateReport,
  type GateStatus,
  grouped,
  type ReportEnvelope,
  type ReportFinding,
  type ReportSummary,
} from '@drift/shared';
import { markdownCode, markdownText, shortened } from './markdown-text.ts';
import { sentences } from './sentences.ts';
import { byPriority, byUrgency } from './urgency.ts';
import { verdictOf } from './verdict.ts';

/** The first line of a summary, by which whoever posts it finds the comment to replace. */
export const MARKDOWN_MARKER = '<!-- drift-ci -->';
/** GitHub takes comments of up to 65,536 characters; the rest is left to whoever adds to it. */
export const MAX_MARKDOWN = 60_000;
const MAX_ROWS = 50;
const MAX_TOP = 5;
const MAX_PARTS = 20;
/** Longest message, path and gate sentence, in characters before they are escaped. */
const MAX_MESSAGE = 300;
const MAX_PATH = 160;

const STATUS: Readonly<Record<GateStatus, string>> = {
  passed: 'passed',
  warned: 'warned',
  failed: '**failed**',
  notRun: 'not run',
  errored: '**could not be told**',
};

/**
 * A report as the Markdown of a pull request: verdict, gates, what to look at first, new findings, and the rest folded
 * away. At most `MAX_MARKDOWN` characters; what has no room is counted. No text of the repository becomes a mention, a
 * link or HTML.
 */
export function renderMarkdown(envelope: ReportEnvelope): string {
  const { findings, gates, notRun } = envelope.data;
  const page = new Page(MAX_MARKDOWN);
  page.add([MARKDOWN_MARKER, `## Drift: ${verdictOf(envelope).text}`, '', numbersText(envelope)]);
  if (gates !== undefined) page.add(gateLines(gates));
  if (notRun.length > 0) {
    page.list(
      ['', '### Not run', ''],
      notRun.slice(0, MAX_PARTS).map((p) => `- ${prose(sentences(`${p.what}: ${p.reason}`, p.hint))}`),
      notRun.length,
    );
  }
  const fresh = findings.filter((f) => f.isNew).sort(byUrgency);
  const older = findings.filter((f) => !f.isNew).sort(byUrgency);
  // A list of a few findings is the whole list.
  if (findings.length > MAX_TOP) {
    page.list(['', '### Look at these first', ''], [...findings].sort(byPriority).slice(0, MAX_TOP).map(topLine));
  }
  if (fresh.length > 0) {
    const table = ['', '### New findings', '', '| severity | where | what | rule |', '|---|---|---|---|'];
    page.list(table, fresh.slice(0, MAX_ROWS).map(rowLine), fresh.length, FOOTER);
  }
  page.fold(`${grouped(older.length)} older, listed`, older.slice(0, MAX_ROWS).map(topLine), older.length);
  page.add(['', HOW_TO]);
  return page.text();
}

const HOW_TO =
  '<sub>`drift explain <id>` says why; `drift feedback record <id> --action dismissed --reason false_positive` dismisses one.</sub>';
/** Room kept for what follows a list. */
const FOOTER = 600;

function numbersText({ data: { summary }, driftVersion }: ReportEnvelope): string {
  const { bySeverity: by } = summary;
  const counts = `${counted(by.error, 'error')}, ${counted(by.warning, 'warning')}, ${grouped(by.info)} info, ${counted(by.hint, 'hint')}`;
  return `${counted(summary.new, 'new finding')}${olderText(summary)}. Counted: ${counts}. ${counted(summary.files, 'file')}, judged against ${prose(summary.baseline.description)}, Drift ${markdownText(driftVersion)}.`;
}

function olderText({ backlogShown, backlogHidden }: ReportSummary): string {
  const older = backlogShown + backlogHidden;
  return older === 0 ? '' : `, ${grouped(older)} older`;
}

function gateLines({ policy, score, threshold, gates, reasons }: GateReport): string[] {
  return [
    '',
    `### Gates (${markdownText(policy)})`,
    '',
    '| gate | result | score | |',
    '|---|---|---:|---|',
    ...gates.map(
      (g) =>
        `| ${markdownText(g.id)} | ${STATUS[g.status]}${g.blocking ? '' : ' (does not block)'} | ${scoreText(g.score)} | ${prose(sentences(g.summary, g.hint))} |`,
    ),
    '',
    `Score ${scoreText(score)}, wanted ${threshold}. ${reasons.map((r) => prose(r.message)).join(' ')}`.trimEnd(),
  ];
}

function scoreText(score: number | null): string {
  return score === null ? '-' : String(Math.round(score));
}

function rowLine(finding: ReportFinding): string {
  const { fix, message } = finding;
  const what = prose(sentences(shortened(message, MAX_MESSAGE), fix === undefined ? undefined : `Fix: ${fix.title}.`));
  return `| ${finding.severity} | ${whereText(finding)} | ${what} | ${markdownCode(finding.ruleId)} |`;
}

function topLine(finding: ReportFinding): string {
  const id = markdownCode(finding.id.slice(0, ID_DIGITS));
  return `- **${finding.severity}** ${whereText(finding)} ${prose(finding.message)} ${markdownCode(finding.ruleId)} ${id}`;
}

const ID_DIGITS = 8;

function whereText({ path, range }: ReportFinding): string {
  return markdownCode(`${shortened(path, MAX_PATH)}:${range.start.line + 1}`);
}

function prose(text: string): string {
  return markdownText(shortened(text, 2 * MAX_MESSAGE));
}

/** Lines up to a length; what does not fit is left out whole and counted. */
class Page {
  private readonly lines: string[] = [];
  private left: number;

  constructor(most: number) {
    this.left = most;
  }

  add(lines: readonly string[]): void {
    for (const line of lines) {
      if (line.length + 1 > this.left) return;
      this.lines.push(line);
      this.left -= line.length + 1;
    }
  }

  /** A head and as many items as leave `reserve` characters; `total` is how many there are besides those given. */
  list(head: readonly string[], items: readonly string[], total = items.length, reserve = FOOTER): void {
    this.add(head);
    let shown = 0;
    for (const item of items) {
      if (item.length + 1 > this.left - reserve) break;
      this.add([item]);
      shown++;
    }
    if (shown < total) this.add(['', `and ${grouped(total - shown)} more`]);
  }

  fold(title: string, items: readonly string[], total: number): void {
    if (items.length === 0) return;
    this.add(['', '<details>', `<summary>${title}</summary>`]);
    this.list([''], items, total);
    this.add(['', '</details>']);
  }

  text(): string {
    return `${this.lines.join('\n')}\n`;
  }
}
