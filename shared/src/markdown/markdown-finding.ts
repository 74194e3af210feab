import type { ReportFinding } from '../report.ts';
import { markdownCode, markdownSentence } from './markdown-text.ts';

/** Longest path and longest text that an item quotes, in characters before they are escaped. */
const MAX_PATH = 160;
const MAX_TEXT = 300;
/** UTF-16 units of a path in the address of a link; a longer one is shown without. */
const LINK_LIMIT = 800;
/** Digits of an id that are enough to ask about a finding. */
const ID_DIGITS = 8;

/**
 * One finding as an item of a list: severity, its place, the message, the rule, its id and what can be done. The place is a
 * link where the address of the files of the change is known (`blobUrl`).
 */
export function markdownFinding(finding: ReportFinding, blobUrl: string | null): string {
  const { severity, path, message, ruleId, id } = finding;
  const line = finding.range.start.line + 1;
  const place = markdownCode(`${shortPath(path)}:${line}`);
  const link = blobUrl === null ? null : linkOf(blobUrl, path, line);
  const where = link === null ? place : `[${place}](${link})`;
  const what = markdownSentence(message, MAX_TEXT);
  return `- **${severity}** ${where} ${what} ${markdownCode(ruleId, MAX_TEXT)} ${markdownCode(id.slice(0, ID_DIGITS))}${fixText(finding)}`;
}

function shortPath(path: string): string {
  const points = Array.from(path);
  return points.length <= MAX_PATH ? path : `\u2026${points.slice(1 - MAX_PATH).join('')}`;
}

function fixText({ fix, fixable, id }: ReportFinding): string {
  if (fix !== undefined) return ` Fix: ${markdownSentence(fix.title, MAX_TEXT)}.`;
  return fixable === 'safe' ? ` Fix: ${markdownCode(`drift fix --id ${id}`, MAX_TEXT)}.` : '';
}

/** Every sign of the path that an address or Markdown could read otherwise is percent-encoded. */
function linkOf(blobUrl: string, path: string, line: number): string | null {
  const encoded = path
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .split('/')
    .map((segment) => encodeURIComponent(segment).replace(/[!'()*~]/g, hex))
    .join('/');
  return encoded.length > LINK_LIMIT ? null : `${blobUrl}${encoded}#L${line}`;
}

function hex(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
}
