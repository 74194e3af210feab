import {
  MARKDOWN_MARKER,
  MarkdownPage,
  markdownCode,
  markdownFinding,
  markdownGates,
  markdownSentence,
  type ReportFinding,
  SEVERITIES,
  sentences,
} from '@drift/shared';
import { passLines, scoreLines } from './comment-tables.ts';
import { MORE_FINDINGS, QUOTE_LIMIT, TOP_FINDINGS, TREND_POINTS } from './parameters.ts';
import type { CiResult, CiStatus } from './result.ts';

const HEADINGS: Readonly<Record<CiStatus, string>> = {
  pass: 'Drift: passed',
  warn: 'Drift: passed, close to the threshold',
  fail: 'Drift: failed',
  skipped: 'Drift: nothing to analyse',
  error: 'Drift: could not run',
  timeout: 'Drift: ran out of time',
};

/**
 * The comment of a pull request as Markdown, never longer than a provider takes; `previous` is the score of the one before.
 * Where there is no room for all, tables and details are left out before the first findings are.
 */
export function renderComment(result: CiResult, previous: number | null): string {
  const { gates, score } = result;
  const page = new MarkdownPage();
  page.block([MARKDOWN_MARKER, scoreMark(score), `## ${HEADINGS[result.status]}`, '', quoted(result.summary)]);
  page.block(scoreLine(result, previous));
  page.block(countLines(result));
  const told = warningItems(result);
  if (told.length > 0) page.list([''], { items: told });
  const tail = {
    gates: gates === null ? [] : markdownGates(gates),
    score: scoreLines(result),
    passes: passLines(result),
  };
  const details = detailLines(result);
  listFindings(page, result, sizeOf([...tail.gates, ...tail.score, ...tail.passes, ...details]));
  page.block(tail.gates);
  if (tail.score.length > 0) page.foldedBlock('Score', tail.score);
  page.foldedBlock('Passes', tail.passes);
  page.block(details);
  return page.text();
}

/** The score a comment was made with; `null` where it says none. */
export function scoreOfComment(body: string): number | null {
  const found = /^<!-- drift-ci-score: (\d{1,3}) -->$/m.exec(body)?.[1];
  return found === undefined ? null : Number(found);
}

function scoreMark(score: number | null): string {
  return `<!-- drift-ci-score: ${score ?? 'none'} -->`;
}

function quoted(text: string): string {
  return markdownSentence(text, QUOTE_LIMIT);
}

function scoreLine({ score, threshold, status }: CiResult, previous: number | null): string[] {
  if (score === null || status === 'skipped') return [];
  const trend = previous === null ? '' : ` ${trendOf(score - previous)} (${previous} before)`;
  return ['', `**Score ${score}/100**${trend}, threshold ${threshold}`];
}

function trendOf(difference: number): string {
  if (difference > TREND_POINTS) return '\u2191';
  return difference < -TREND_POINTS ? '\u2193' : '\u2192';
}

function countLines({ counts, report, status }: CiResult): string[] {
  if (report === null || status === 'skipped') return [];
  const of = (c: CiResult['counts']['fresh']): number => SEVERITIES.reduce((sum, s) => sum + (c[s] ?? 0), 0);
  const isClean = of(counts.fresh) + of(counts.existing) + counts.hidden === 0;
  if (isClean) return report.notRun.length === 0 && status === 'pass' ? ['', 'All checks passed.'] : [];
  const row = (name: string, c: CiResult['counts']['fresh']): string =>
    `| ${name} | ${SEVERITIES.map((s) => c[s] ?? 0).join(' | ')} |`;
  const hidden = counts.hidden === 0 ? [] : ['', `${counts.hidden} more existing findings are not listed.`];
  return [
    '',
    `| findings | ${SEVERITIES.join(' | ')} |`,
    `|---|${SEVERITIES.map(() => '---:').join('|')}|`,
    row('new', counts.fresh),
    row('existing', counts.existing),
    ...hidden,
  ];
}

function warningItems({ warnings, changedSettings, report }: CiResult): string[] {
  const notRun = (report?.notRun ?? []).map((n) => `- Not run: ${quoted(sentences(`${n.what}: ${n.reason}`, n.hint))}`);
  const settings = changedSettings
    .slice(0, TOP_FINDINGS)
    .map((path) => `- This change edits how Drift judges: ${markdownCode(path, QUOTE_LIMIT)}`);
  const told = warnings.map((w) => `- ${w.code}: ${quoted(sentences(w.message, w.hint))}`);
  return [...notRun, ...settings, ...told];
}

/** New findings that count, the worst first: a few at once, the others folded as far as there is room beside the rest. */
function listFindings(page: MarkdownPage, { report, counted, context }: CiResult, reserve: number): void {
  const ids = new Set(counted);
  const rank = (f: ReportFinding): number => SEVERITIES.indexOf(f.severity);
  const fresh = (report?.findings ?? [])
    .filter((f) => ids.has(f.id))
    .map((finding, at) => ({ finding, at }))
    .sort((a, b) => rank(a.finding) - rank(b.finding) || a.at - b.at)
    .map(({ finding }) => finding);
  if (fresh.length === 0) return;
  const itemsOf = (part: readonly ReportFinding[]): string[] => part.map((f) => markdownFinding(f, context.blobUrl));
  page.list(['', '### Findings', ''], { items: itemsOf(fresh.slice(0, TOP_FINDINGS)) });
  const rest = fresh.slice(TOP_FINDINGS);
  page.fold(`${rest.length} more findings`, {
    items: itemsOf(rest.slice(0, MORE_FINDINGS)),
    total: rest.length,
    reserve: reserve + FRAMES,
  });
}

/** UTF-16 units of the frames around what follows the findings. */
const FRAMES = 300;

function sizeOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}

function detailLines({ metadata, digest, driftVersion, context }: CiResult): string[] {
  const took = metadata.durationMs === null ? [] : [`${(metadata.durationMs / 1_000).toFixed(1)} s`];
  const changed = metadata.changedFiles === null ? [] : [`${metadata.changedFiles} files of code changed`];
  const against = metadata.baseline === null ? [] : [`compared with ${quoted(metadata.baseline)}`];
  const facts = [`mode ${metadata.mode}`, `${metadata.files} files looked at`, ...changed, ...against, ...took];
  const draft = context.draft ? ['', 'This is a draft.'] : [];
  const sum = digest === null ? '' : `, digest ${markdownCode(digest, QUOTE_LIMIT)}`;
  return [...draft, '', `<sub>Drift ${markdownCode(driftVersion, QUOTE_LIMIT)}: ${facts.join(', ')}${sum}</sub>`];
}
