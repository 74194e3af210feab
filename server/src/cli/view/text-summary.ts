import {
  byCodeUnit,
  counted,
  displayText,
  grouped,
  type NotRun,
  type Problem,
  type ReportEnvelope,
  type ReportSummary,
  SEVERITIES,
} from '@drift/shared';
import type { TextStyle } from './text-style.ts';

const MAX_PROBLEMS = 20;
const MAX_NOTES = 3;
const DIGEST_LENGTH = 12;

/** What could not run, what went wrong and the warnings, a line each; nothing when all went well. */
export function troubleLines({ data, warnings }: ReportEnvelope, style: TextStyle): string[] {
  const lines = [
    ...data.notRun.map((part) => `${style.bad('not run')}  ${notRunText(part)}`),
    ...data.problems.slice(0, MAX_PROBLEMS).map((problem) => `problem  ${problemText(problem)}`),
    ...warnings.map((warning) => `warning  ${displayText(warning)}`),
  ];
  const more = data.problems.length - MAX_PROBLEMS;
  if (more > 0) lines.push(`and ${counted(more, 'more problem')}, --format json lists them`);
  return lines.length === 0 ? [] : [...lines, ''];
}

/** The closing lines: the verdict in numbers, what older findings there are, what was skipped. */
export function summaryLines({ data, meta }: ReportEnvelope, style: TextStyle, hidden = 0): string[] {
  const { summary, notRun, digest } = data;
  const verdict = summary.findings > 0 ? foundVerdict(summary, meta) : emptyVerdict(summary, notRun, { style, meta });
  const tail =
    digest === '' ? '' : style.dim(` digest ${displayText(digest.slice(0, DIGEST_LENGTH))}${style.ellipsis}`);
  const lines = [`${verdict}${tail}`];
  if (hidden > 0) lines.push(`and ${counted(hidden, 'more new finding')}, --all shows ${hidden === 1 ? 'it' : 'them'}`);
  const backlog = backlogText(summary);
  if (backlog !== null) lines.push(backlog);
  lines.push(...acceptedTexts(summary, style));
  lines.push(...dismissedTexts(summary).map((text) => style.dim(text)));
  const { suppressed } = summary;
  if (suppressed !== undefined) lines.push(style.dim(`${counted(suppressed, 'finding')} suppressed in the code`));
  const skipped = skippedText(summary);
  if (skipped !== null) lines.push(style.dim(skipped));
  const apart = setApartText(summary);
  if (apart !== null) lines.push(style.dim(apart));
  lines.push(...outlierNotes(summary).map((note) => style.dim(note)));
  return lines;
}

function outlierNotes({ outlierNotes: notes = [] }: ReportSummary): string[] {
  const more = notes.length - MAX_NOTES;
  const shown = notes.slice(0, MAX_NOTES).map((note) => `note  ${displayText(note)}`);
  return more > 0 ? [...shown, `and ${counted(more, 'more note')}, drift outliers lists them`] : shown;
}

function foundVerdict(summary: ReportSummary, { durationMs }: ReportEnvelope['meta']): string {
  const parts = SEVERITIES.filter((severity) => summary.bySeverity[severity] > 0).map((severity) =>
    severity === 'info' ? `${grouped(summary.bySeverity.info)} info` : counted(summary.bySeverity[severity], severity),
  );
  const found = `${counted(summary.findings, 'finding')} (${parts.join(', ')}), ${grouped(summary.new)} new.`;
  const time = durationMs === undefined ? '' : `, ${seconds(durationMs)}`;
  return `${found} ${counted(summary.files, 'file')}${time}.`;
}

function emptyVerdict(
  summary: ReportSummary,
  notRun: readonly NotRun[],
  { style, meta }: { readonly style: TextStyle; readonly meta: ReportEnvelope['meta'] },
): string {
  const what = summary.backlogShown + summary.backlogHidden > 0 ? 'No new findings' : 'No findings';
  const time = meta.durationMs === undefined ? '' : ` in ${seconds(meta.durationMs)}`;
  const files = counted(summary.files, 'file');
  if (notRun.length > 0) {
    return style.bad(`${what} in ${files}${time}, but ${counted(notRun.length, 'part')} did not run.`);
  }
  if (summary.files === 0) return 'There was no file to look at.';
  return style.good(`${what}: looked at ${files}${time}.`);
}

function backlogText({ backlogShown, backlogHidden }: ReportSummary): string | null {
  const total = backlogShown + backlogHidden;
  if (total === 0) return null;
  const older = `and ${counted(total, 'older finding')}`;
  if (backlogHidden === 0) return older;
  const shown = backlogShown === 0 ? '' : ` (${grouped(backlogShown)} shown)`;
  return `${older}${shown}, --all shows ${total === 1 ? 'it' : 'them'}`;
}

/** What the committed baseline accepts, and whether it accepts more than it did. */
function acceptedTexts({ accepted, baseline }: ReportSummary, style: TextStyle): string[] {
  if (accepted === undefined) return [];
  const { entries, fixed, grown } = accepted;
  const done =
    fixed === 0
      ? ''
      : `, ${grouped(fixed)} of them fixed: drift baseline update takes ${fixed === 1 ? 'it' : 'them'} out`;
  const lines = [style.dim(`${counted(entries, 'finding')} accepted by the baseline${done}`)];
  if (grown > 0)
    lines.push(
      style.bad(
        `the baseline accepts ${grouped(grown)} more than at the ${displayText(baseline.description)}, which no gate lets pass`,
      ),
    );
  return lines;
}

function skippedText({ skipped }: ReportSummary): string | null {
  const { total, parts } = byReason(skipped);
  return total === 0 ? null : `${counted(total, 'file')} skipped (${parts})`;
}

function setApartText({ setApart = [] }: ReportSummary): string | null {
  const { total, parts } = byReason(Object.fromEntries(setApart.map((s) => [s.role, s.files])));
  return total === 0
    ? null
    : `${counted(total, 'file')} not of your own writing (${parts}): security rules only, --format json names them`;
}

/** What people dismissed, and apart from it what a rule leaves alone in whole files: nobody said that of each finding. */
function dismissedTexts({ dismissed }: ReportSummary): string[] {
  const { exempt_file: exempt = 0, ...said } = dismissed ?? {};
  const { total, parts } = byReason(said);
  return [
    ...(total === 0 ? [] : [`${counted(total, 'finding')} dismissed (${parts}), drift feedback list shows them`]),
    ...(exempt === 0
      ? []
      : [
          `${counted(exempt, 'finding')} left out in files that a rule leaves alone, drift feedback health lists those`,
        ]),
  ];
}

function byReason(counts: Readonly<Record<string, number>>): { readonly total: number; readonly parts: string } {
  const reasons = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .sort(([a], [b]) => byCodeUnit(a, b));
  return {
    total: reasons.reduce((sum, [, count]) => sum + count, 0),
    parts: reasons.map(([reason, count]) => `${grouped(count)} ${displayText(words(reason))}`).join(', '),
  };
}

function notRunText({ what, reason, hint }: NotRun): string {
  return sentences(`${displayText(what)}: ${displayText(reason)}`, displayText(hint));
}

function problemText({ code, message, file, line, column, hint }: Problem): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  const where = place === '' ? '' : `${displayText(place)}  `;
  return `${where}${sentences(displayText(message), displayText(hint ?? ''))}  ${code}`;
}

function sentences(first: string, second: string): string {
  if (second === '') return first;
  return /[.!?]$/.test(first) ? `${first} ${second}` : `${first}. ${second}`;
}

function words(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replaceAll('_', ' ');
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
