import { compareFindings, type GateId, type ReportFinding, type ReportRange, SNIPPET_LIMIT } from '@drift/shared';
import { htmlLines, htmlText } from './html-text.ts';
import { placeText } from './place.ts';
import { byUrgency } from './urgency.ts';

type Fix = NonNullable<ReportFinding['fix']>;

/** Findings that have their line, their reasons and their fix in the page: with those of more, browsers take seconds to open it. */
const MAX_DETAILED = 500;

/**
 * Findings under their files, in canonical order; complete without a script. Where they are many, the most urgent come
 * with details and the others on a line each, which is told.
 */
export function htmlFindings(
  findings: readonly ReportFinding[],
  gatesOf: (findingId: string) => readonly GateId[],
): string {
  const detailed = new Set([...findings].sort(byUrgency).slice(0, MAX_DETAILED));
  const parts: string[] = [];
  if (findings.length > MAX_DETAILED)
    parts.push(
      `<p class="soft">The ${MAX_DETAILED} most urgent have details here; <code>drift explain &lt;id&gt;</code> has those of every one.</p>`,
    );
  let path: string | undefined;
  for (const finding of [...findings].sort(compareFindings)) {
    if (finding.path !== path) {
      if (path !== undefined) parts.push('</ol></section>');
      path = finding.path;
      parts.push(`<section class="file"><h3>${htmlText(path)}</h3><ol>`);
    }
    parts.push(htmlFinding(finding, gatesOf(finding.id), detailed.has(finding)));
  }
  if (path !== undefined) parts.push('</ol></section>');
  return parts.join('\n');
}

function htmlFinding(finding: ReportFinding, gates: readonly GateId[], isDetailed: boolean): string {
  const { id, isNew, message, range, ruleId, severity } = finding;
  const data = [
    `data-s="${severity}"`,
    ...(isNew ? ['data-n="1"'] : []),
    ...(gates.length === 0 ? [] : [`data-g="${gates.join(' ')}"`]),
    `data-r="${htmlText(ruleId)}"`,
  ];
  const at = `${range.start.line + 1}:${range.start.character + 1}`;
  const fresh = isNew ? ' <em>new</em>' : '';
  const head = `<i>${at}</i> <b class="${severity}">${severity}</b> ${htmlText(message)}${fresh} <code>${htmlText(ruleId)} ${htmlText(id)}</code>`;
  return `<li class="f" ${data.join(' ')}>${head}${isDetailed ? details(finding) : ''}</li>`;
}

function details(finding: ReportFinding): string {
  const line = finding.snippet.line;
  return [
    ...(line.trim() === '' ? [] : [`<pre>${htmlText(unindented(line))}</pre>`]),
    ...why(finding),
    ...(finding.fix === undefined ? [] : [fixHtml(finding, finding.fix)]),
  ].join('');
}

/** Tabs would be written as escapes, and indentation tells nothing of a single line. */
function unindented(line: string): string {
  return line.trimStart().replaceAll('\t', ' ');
}

function why({ evidence, related }: ReportFinding): string[] {
  const lines = [
    ...(evidence === undefined
      ? []
      : [
          `${evidence.conforming} of ${evidence.total} have <code>${htmlText(evidence.expected)}</code>; here it is <code>${htmlText(evidence.actual)}</code>`,
        ]),
    ...related.map((r) => `<code>${htmlText(placeText(r))}</code> ${htmlText(r.message)}`),
  ];
  if (lines.length === 0) return [];
  return [`<details><summary>Why</summary>${lines.map((line) => `<p>${line}</p>`).join('')}</details>`];
}

function fixHtml(finding: ReportFinding, fix: Fix): string {
  const title = `Fix: ${htmlText(fix.title)}${fix.kind === 'unsafe' ? ' (check the result)' : ''}`;
  const line = changedLine(finding, fix);
  const body =
    line === null
      ? fix.edits.map(
          (e) => `<p><code>${htmlText(placeText(e))}</code></p><pre><ins>${htmlLines(e.newText)}</ins></pre>`,
        )
      : [`<pre><del>${htmlText(finding.snippet.line.trim())}</del><ins>${htmlLines(line.trim())}</ins></pre>`];
  return `<details><summary>${title}</summary>${body.join('')}</details>`;
}

/** The first line of the finding after the fix; `null` where the fix reaches beyond it or the line is not known whole. */
function changedLine({ path, range, snippet }: ReportFinding, { edits }: Fix): string | null {
  const isInside = (e: { readonly path: string; readonly range: ReportRange }): boolean =>
    e.path === path && e.range.start.line === range.start.line && e.range.end.line === range.start.line;
  if (edits.length === 0 || snippet.line.length >= SNIPPET_LIMIT || !edits.every(isInside)) return null;
  let line = snippet.line;
  for (const { range: place, newText } of edits.toSorted((a, b) => b.range.start.character - a.range.start.character)) {
    line = line.slice(0, place.start.character) + newText + line.slice(place.end.character);
  }
  return line;
}
