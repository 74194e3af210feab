import { createHash } from 'node:crypto';
import {
  byCodeUnit,
  counted,
  type GateReport,
  type GateResult,
  type GateStatus,
  grouped,
  type ReportEnvelope,
  SEVERITIES,
  sentences,
} from '@drift/shared';
import { gateMembership } from './gate-membership.ts';
import { htmlFindings } from './html-findings.ts';
import { HTML_SCRIPT } from './html-script.ts';
import { HTML_STYLE } from './html-style.ts';
import { htmlText } from './html-text.ts';
import { owaspName } from './sarif-taxonomies.ts';
import { countsText, verdictOf } from './verdict.ts';

/** Nothing is loaded, and only the two texts of this page itself are style and script, whatever stands in it. */
const POLICY = `default-src 'none'; style-src '${hashOf(HTML_STYLE)}'; script-src '${hashOf(HTML_SCRIPT)}'; base-uri 'none'; form-action 'none'`;

/** A report as one HTML page that needs nothing else: it is complete without JavaScript, which only filters. */
export function renderHtml(envelope: ReportEnvelope): string {
  const { data } = envelope;
  const parts = [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${htmlText(`Drift: ${verdictOf(envelope).text}`)}</title>`,
    `<style>${HTML_STYLE}</style></head><body>`,
    headerHtml(envelope),
    ...troubleHtml(envelope),
    ...(data.gates === undefined ? [] : [gatesHtml(data.gates)]),
    ...owaspHtml(envelope),
    `<h2>Findings</h2>`,
    data.findings.length === 0 ? '<p class="soft">None is listed.</p>' : filtersHtml(envelope),
    htmlFindings(data.findings, gateMembership(data.gates)),
    ...suppressedHtml(envelope),
    `<script>${HTML_SCRIPT}</script>`,
    '</body></html>',
  ];
  return `${parts.filter((part) => part !== '').join('\n')}\n`;
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function headerHtml(envelope: ReportEnvelope): string {
  const { data, driftVersion, generatedAt, root } = envelope;
  const { summary } = data;
  const { state, text } = verdictOf(envelope);
  const older = summary.backlogShown + summary.backlogHidden;
  const more = older === 0 ? '' : `, ${grouped(older)} older (${grouped(summary.backlogShown)} listed)`;
  const about = [
    ...(root === '.' ? [] : [`project ${root}`]),
    `judged against ${summary.baseline.description}${commitText(summary.baseline.commit)}`,
    ...(generatedAt === undefined ? [] : [generatedAt]),
    `Drift ${driftVersion}`,
  ];
  return [
    `<header class="${state}"><h1>${htmlText(text)}</h1>`,
    `<p>${countsText(summary)}, ${grouped(summary.new)} new${more}; ${counted(summary.files, 'file')} looked at</p>`,
    `<p class="soft">${about.map(htmlText).join(' &middot; ')}</p></header>`,
  ].join('');
}

const COMMIT_DIGITS = 12;

function commitText(commit: string | undefined): string {
  return commit === undefined ? '' : ` (${commit.slice(0, COMMIT_DIGITS)})`;
}

function troubleHtml({ data: { notRun, problems }, warnings }: ReportEnvelope): string[] {
  const lines = [
    ...notRun.map(
      ({ what, reason, hint }) => `<b>${htmlText(what)} did not run:</b> ${htmlText(sentences(reason, hint))}`,
    ),
    ...problems.map((p) => htmlText(`${p.file === undefined ? '' : `${p.file}: `}${p.message}`)),
    ...warnings.map(htmlText),
  ];
  if (lines.length === 0) return [];
  return [`<div class="trouble"><ul>${lines.map((line) => `<li>${line}</li>`).join('')}</ul></div>`];
}

const STATUS: Readonly<Record<GateStatus, string>> = {
  passed: 'passed',
  warned: 'warned',
  failed: 'failed',
  notRun: 'not run',
  errored: 'could not be told',
};

function gatesHtml({ policy, score, threshold, gates, reasons, dryRun }: GateReport): string {
  const told = score === null ? 'No score' : `Score ${Math.round(score)} of at least ${threshold}`;
  const why = reasons.map(({ message }) => message).join(' ');
  return [
    `<h2>Gates (${htmlText(policy)})</h2>`,
    `<p>${told}${dryRun ? ', dry run' : ''}. ${htmlText(why)}</p>`,
    `<div class="cards">${gates.map(cardHtml).join('')}</div>`,
  ].join('\n');
}

function cardHtml({ id, status, score, summary, hint, blocking, warnings }: GateResult): string {
  const told = score === null ? '-' : String(Math.round(score));
  const lines = [sentences(summary, hint), ...warnings];
  return [
    `<div class="card ${status}"><h3><span>${id}</span><span>${told}</span></h3>`,
    `<p><b>${STATUS[status]}</b>${blocking ? '' : ', does not block'}</p>`,
    ...lines.map((line) => `<p>${htmlText(line)}</p>`),
    '</div>',
  ].join('');
}

function owaspHtml({ data: { findings, rules } }: ReportEnvelope): string[] {
  const owasp = new Map(rules.map((rule) => [rule.id, rule.owasp]));
  const counts = new Map<string, number>();
  for (const { ruleId } of findings)
    for (const id of owasp.get(ruleId) ?? []) counts.set(id, (counts.get(id) ?? 0) + 1);
  if (counts.size === 0) return [];
  const rows = [...counts]
    .sort(([a], [b]) => byCodeUnit(a, b))
    .map(([id, n]) => `<tr><td>${htmlText(id)}</td><td>${htmlText(owaspName(id))}</td><td class="n">${n}</td></tr>`);
  return [`<h2>By OWASP Top 10</h2><table><tr><th>id</th><th>risk</th><th>findings</th></tr>${rows.join('')}</table>`];
}

function filtersHtml({ data: { findings, gates } }: ReportEnvelope): string {
  const count = (severity: string): number => findings.filter((f) => f.severity === severity).length;
  const buttons = SEVERITIES.filter((s) => count(s) > 0).map(
    (s) => `<button type="button" class="${s}" value="${s}" aria-pressed="true">${s} ${grouped(count(s))}</button>`,
  );
  const rules = [...new Set(findings.map(({ ruleId }) => ruleId))].sort(byCodeUnit);
  const named = (gates?.gates ?? []).filter((g) => g.findings.length > 0).map(({ id }) => id);
  return [
    '<div id="filters" hidden>',
    ...buttons,
    '<label><input type="checkbox" id="fresh"> new only</label>',
    ...(named.length === 0 ? [] : [selectHtml('gate', 'every gate', named)]),
    selectHtml('rule', 'every rule', rules),
    '<input type="search" id="text" placeholder="text" aria-label="text">',
    '<span id="shown" class="soft" aria-live="polite"></span></div>',
  ].join('');
}

function selectHtml(id: string, all: string, values: readonly string[]): string {
  const options = values.map((v) => `<option value="${htmlText(v)}">${htmlText(v)}</option>`).join('');
  return `<select id="${id}" aria-label="${id}"><option value="">${all}</option>${options}</select>`;
}

function suppressedHtml({ data: { suppressed = [] } }: ReportEnvelope): string[] {
  if (suppressed.length === 0) return [];
  const items = suppressed.map(({ finding, justification, expires }) => {
    const until = expires === undefined ? '' : `, until ${expires}`;
    const why = justification === '' ? 'no reason given' : justification;
    const at = `${finding.path}:${finding.range.start.line + 1}`;
    return `<li><code>${htmlText(at)}</code> ${htmlText(`${finding.message} (${why}${until})`)}</li>`;
  });
  return [`<details><summary>${grouped(items.length)} suppressed</summary><ul>${items.join('')}</ul></details>`];
}
