import { type ReportFinding, SEVERITIES } from '@drift/shared';
import { findingItem } from './comment-finding.ts';
import { gateLines, passLines, scoreLines } from './comment-tables.ts';
import { inertCode, inertSentence } from './markdown-text.ts';
import { COMMENT_LIMIT, MORE_FINDINGS, QUOTE_LIMIT, TOP_FINDINGS, TREND_POINTS } from './parameters.ts';
import type { CiResult, CiStatus } from './result.ts';

/** The first line of every comment of ours: by it the comment is found again. */
export const COMMENT_MARKER = '<!-- drift-ci -->';

const HEADINGS: Readonly<Record<CiStatus, string>> = {
  pass: 'Drift: passed',
  warn: 'Drift: passed, close to the threshold',
  fail: 'Drift: failed',
  skipped: 'Drift: nothing to analyse',
  error: 'Drift: could not run',
  timeout: 'Drift: ran out of time',
};

/** The comment of a pull request as Markdown, never longer than a provider takes; `previous` is the score of the one before. */
export function renderComment(result: CiResult, previous: number | null): string {
  const head = [
    COMMENT_MARKER,
    scoreMark(result.score),
    `## ${HEADINGS[result.status]}`,
    '',
    inertSentence(result.summary, QUOTE_LIMIT),
    '',
    ...scoreLine(result, previous),
    ...countLines(result),
    ...warningLines(result),
  ];
  const fresh = newFindings(result);
  const top = fresh.slice(0, TOP_FINDINGS);
  const rest = fresh.slice(TOP_FINDINGS);
  const tail = [...gateLines(result), ...scoreLines(result), ...passLines(result), ...detailLines(result)];
  const found = [...topLines(result, top), ...restLines(result, rest, roomFor(head, top, tail, result))];
  return fitted([...head, ...found], tail);
}

/** The score a comment was made with; `null` where it says none. */
export function scoreOfComment(body: string): number | null {
  const found = /^<!-- drift-ci-score: (\d{1,3}) -->$/m.exec(body)?.[1];
  return found === undefined ? null : Number(found);
}

function scoreMark(score: number | null): string {
  return `<!-- drift-ci-score: ${score ?? 'none'} -->`;
}

function scoreLine({ score, threshold, status }: CiResult, previous: number | null): string[] {
  if (score === null || status === 'skipped') return [];
  const trend = previous === null ? '' : ` ${trendOf(score - previous)} (${previous} before)`;
  return [`**Score ${score}/100**${trend}, threshold ${threshold}`, ''];
}

function trendOf(difference: number): string {
  if (difference > TREND_POINTS) return '\u2191';
  return difference < -TREND_POINTS ? '\u2193' : '\u2192';
}

function countLines({ counts, report, status }: CiResult): string[] {
  if (report === null || status === 'skipped') return [];
  const of = (c: CiResult['counts']['fresh']): number => SEVERITIES.reduce((sum, s) => sum + (c[s] ?? 0), 0);
  const isClean = of(counts.fresh) + of(counts.existing) + counts.hidden === 0;
  if (isClean) return report.notRun.length === 0 && status === 'pass' ? ['All checks passed.', ''] : [];
  const row = (name: string, c: CiResult['counts']['fresh']): string =>
    `| ${name} | ${SEVERITIES.map((s) => c[s] ?? 0).join(' | ')} |`;
  const hidden = counts.hidden === 0 ? [] : [`${counts.hidden} more existing findings are not listed.`, ''];
  return [
    `| findings | ${SEVERITIES.join(' | ')} |`,
    `|---|${SEVERITIES.map(() => '---:').join('|')}|`,
    row('new', counts.fresh),
    row('existing', counts.existing),
    '',
    ...hidden,
  ];
}

function warningLines({ warnings, changedSettings, report }: CiResult): string[] {
  const notRun = (report?.notRun ?? []).map(
    (n) => `- Not run: ${inertSentence(`${n.what}: ${n.reason}. ${n.hint}`, QUOTE_LIMIT)}`,
  );
  const settings = changedSettings
    .slice(0, TOP_FINDINGS)
    .map((path) => `- This change edits how Drift judges: ${inertCode(path, QUOTE_LIMIT)}`);
  const told = warnings.map((w) => `- ${w.code}: ${inertSentence(`${w.message}. ${w.hint}`, QUOTE_LIMIT)}`);
  const lines = [...notRun, ...settings, ...told];
  return lines.length === 0 ? [] : [...lines, ''];
}

/** New findings that count, the worst first. */
function newFindings({ report, counted }: CiResult): readonly ReportFinding[] {
  const ids = new Set(counted);
  const rank = (f: ReportFinding): number => SEVERITIES.indexOf(f.severity);
  return (report?.findings ?? [])
    .filter((f) => ids.has(f.id))
    .map((finding, at) => ({ finding, at }))
    .sort((a, b) => rank(a.finding) - rank(b.finding) || a.at - b.at)
    .map(({ finding }) => finding);
}

function topLines({ context }: CiResult, top: readonly ReportFinding[]): string[] {
  if (top.length === 0) return [];
  return ['### Findings', '', ...top.map((f) => findingItem(f, context.blobUrl)), ''];
}

/** Further findings in a collapsed part, as many as there is room for. */
function restLines({ context }: CiResult, rest: readonly ReportFinding[], room: number): string[] {
  if (rest.length === 0) return [];
  const items: string[] = [];
  let left = room;
  for (const finding of rest.slice(0, MORE_FINDINGS)) {
    const item = findingItem(finding, context.blobUrl);
    left -= item.length + 1;
    if (left < 0) break;
    items.push(item);
  }
  const missing = rest.length - items.length;
  const more = missing === 0 ? [] : [`- and ${missing} more, which \`drift check\` lists`];
  return [`<details><summary>${rest.length} more findings</summary>`, '', ...items, ...more, '', '</details>', ''];
}

/** Units kept back for what frames the collapsed findings. */
const FRAME = 500;

function roomFor(
  head: readonly string[],
  top: readonly ReportFinding[],
  tail: readonly string[],
  { context }: CiResult,
): number {
  const used = [...head, ...top.map((f) => findingItem(f, context.blobUrl)), ...tail];
  return COMMENT_LIMIT - FRAME - used.reduce((sum, line) => sum + line.length + 1, 0);
}

function detailLines({ metadata, digest, driftVersion, context }: CiResult): string[] {
  const took = metadata.durationMs === null ? [] : [`${(metadata.durationMs / 1_000).toFixed(1)} s`];
  const changed = metadata.changedFiles === null ? [] : [`${metadata.changedFiles} files of code changed`];
  const against = metadata.baseline === null ? [] : [`compared with ${inertSentence(metadata.baseline, QUOTE_LIMIT)}`];
  const facts = [`mode ${metadata.mode}`, `${metadata.files} files looked at`, ...changed, ...against, ...took];
  const draft = context.draft ? ['This is a draft.', ''] : [];
  const sum = digest === null ? '' : `, digest ${inertCode(digest, QUOTE_LIMIT)}`;
  return [...draft, `<sub>Drift ${inertCode(driftVersion, QUOTE_LIMIT)}: ${facts.join(', ')}${sum}</sub>`];
}

/** The whole, or what of it there is room for: tables and details are left out before findings are. */
function fitted(found: readonly string[], tail: readonly string[]): string {
  const whole = `${[...found, ...tail].join('\n')}\n`;
  if (whole.length <= COMMENT_LIMIT) return whole;
  let text = '';
  for (const line of found) {
    if (text.length + line.length + FRAME > COMMENT_LIMIT) break;
    text += `${line}\n`;
  }
  const open = text.split('<details>').length - text.split('</details>').length;
  return `${text}${'\n</details>\n'.repeat(open)}\nThe rest does not fit into a comment.\n`;
}
