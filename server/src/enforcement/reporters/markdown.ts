import {
  counted,
  grouped,
  MARKDOWN_MARKER,
  MarkdownPage,
  markdownFinding,
  markdownGates,
  markdownSentence,
  markdownText,
  type ReportEnvelope,
  type ReportFinding,
  type ReportSummary,
  sentences,
} from '@drift/shared';
import { byPriority, byUrgency } from './urgency.ts';
import { verdictOf } from './verdict.ts';

const MAX_ITEMS = 50;
const MAX_TOP = 5;
const MAX_PARTS = 20;
/** Longest sentence about a part that did not run, in characters before it is escaped. */
const MAX_TEXT = 600;

/**
 * A report as the Markdown of a pull request: verdict, gates, what to look at first, new findings, and the rest folded
 * away. At most as long as a code host takes; what has no room is counted. No text of the repository becomes a mention, a
 * link or HTML.
 */
export function renderMarkdown(envelope: ReportEnvelope): string {
  const { findings, gates, notRun } = envelope.data;
  const page = new MarkdownPage();
  page.block([MARKDOWN_MARKER, `## Drift: ${verdictOf(envelope).text}`, '', numbersText(envelope)]);
  if (gates !== undefined) page.block(markdownGates(gates));
  if (notRun.length > 0) {
    const parts = notRun.slice(0, MAX_PARTS);
    const items = parts.map((p) => `- ${markdownSentence(sentences(`${p.what}: ${p.reason}`, p.hint), MAX_TEXT)}`);
    page.list(['', '### Not run', ''], { items, total: notRun.length });
  }
  const fresh = findings.filter((f) => f.isNew).sort(byUrgency);
  const older = findings.filter((f) => !f.isNew).sort(byUrgency);
  // A list of a few findings is the whole list.
  if (findings.length > MAX_TOP)
    page.list(['', '### Look at these first', ''], {
      items: itemsOf([...findings].sort(byPriority).slice(0, MAX_TOP)),
    });
  if (fresh.length > 0)
    page.list(['', '### New findings', ''], { items: itemsOf(fresh.slice(0, MAX_ITEMS)), total: fresh.length });
  page.fold(`${grouped(older.length)} older, listed`, {
    items: itemsOf(older.slice(0, MAX_ITEMS)),
    total: older.length,
    reserve: HOW_TO.length,
  });
  page.block(['', HOW_TO]);
  return page.text();
}

const HOW_TO =
  '<sub>`drift explain <id>` says why; `drift feedback record <id> --action dismissed --reason false_positive` dismisses one.</sub>';

function itemsOf(findings: readonly ReportFinding[]): readonly string[] {
  return findings.map((finding) => markdownFinding(finding, null));
}

function numbersText({ data: { summary }, driftVersion }: ReportEnvelope): string {
  const { bySeverity: by } = summary;
  const counts = `${counted(by.error, 'error')}, ${counted(by.warning, 'warning')}, ${grouped(by.info)} info, ${counted(by.hint, 'hint')}`;
  return `${counted(summary.new, 'new finding')}${olderText(summary)}. Counted: ${counts}. ${counted(summary.files, 'file')}, judged against ${markdownText(summary.baseline.description, MAX_TEXT)}, Drift ${markdownText(driftVersion)}.`;
}

function olderText({ backlogShown, backlogHidden }: ReportSummary): string {
  const older = backlogShown + backlogHidden;
  return older === 0 ? '' : `, ${grouped(older)} older`;
}
