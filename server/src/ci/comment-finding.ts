import type { ReportFinding } from '@drift/shared';
import { inertCode, inertSentence } from './markdown-text.ts';
import { QUOTE_LIMIT } from './parameters.ts';

/** UTF-16 units of a path in the address of a link; a longer one is shown without. */
const LINK_LIMIT = 800;

/** One finding as an item of a list: severity, a link to its place, the message, the rule and what can be done. */
export function findingItem(finding: ReportFinding, blobUrl: string | null): string {
  const line = finding.range.start.line + 1;
  const place = inertCode(`${finding.path}:${line}`, QUOTE_LIMIT);
  const link = blobUrl === null ? null : linkOf(blobUrl, finding.path, line);
  const where = link === null ? place : `[${place}](${link})`;
  const fix = finding.fix === undefined ? fixable(finding) : ` Fix: ${inertSentence(finding.fix.title, QUOTE_LIMIT)}.`;
  const message = inertSentence(finding.message, QUOTE_LIMIT);
  return `- **${finding.severity}** ${where} ${message} ${inertCode(finding.ruleId, QUOTE_LIMIT)}${fix}`;
}

function fixable({ fixable: kind, id }: ReportFinding): string {
  return kind === 'safe' ? ` Fix: ${inertCode(`drift fix --id ${id}`, QUOTE_LIMIT)}.` : '';
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
