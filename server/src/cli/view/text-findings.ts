import { compareFindings, displayText, type ReportFinding } from '@drift/shared';
import { displayWidth, padEnd } from './display-width.ts';
import { excerptOf } from './excerpt.ts';
import type { TextStyle } from './text-style.ts';

const INDENT = '  ';
/** The widest message that rule ids in the same file still line up after. */
const ALIGN_LIMIT = 72;
const MAX_EXAMPLES = 3;
const SHORT_ID = 8;

/** What drawing findings needs besides the findings. */
export interface FindingsOptions {
  readonly style: TextStyle;
  /** Columns of the terminal. */
  readonly width: number;
  /** The printed form of an id. */
  readonly idOf: (id: string) => string;
}

/** Shortens ids to eight digits, except those of which another begins the same. */
export function shortIds(findings: readonly ReportFinding[]): (id: string) => string {
  const owner = new Map<string, string>();
  const shared = new Set<string>();
  for (const { id } of findings) {
    const short = id.slice(0, SHORT_ID);
    if ((owner.get(short) ?? id) !== id) shared.add(short);
    owner.set(short, id);
  }
  return (id) => (shared.has(id.slice(0, SHORT_ID)) ? id : id.slice(0, SHORT_ID));
}

/** Findings under the path of their file, in canonical order, a blank line after each file. */
export function findingLines(findings: readonly ReportFinding[], options: FindingsOptions): string[] {
  const byPath = new Map<string, ReportFinding[]>();
  for (const finding of [...findings].sort(compareFindings)) {
    const group = byPath.get(finding.path);
    if (group === undefined) byPath.set(finding.path, [finding]);
    else group.push(finding);
  }
  const lines: string[] = [];
  for (const [path, group] of byPath) {
    lines.push(options.style.path(displayText(path)));
    for (const line of fileLines(group, options)) lines.push(line);
    lines.push('');
  }
  return lines;
}

function fileLines(findings: readonly ReportFinding[], { style, width, idOf }: FindingsOptions): string[] {
  const rows = findings.map((finding) => ({ finding, place: placeOf(finding), message: displayText(finding.message) }));
  const placeWidth = widest(rows.map(({ place }) => place.length));
  const severityWidth = widest(findings.map(({ severity }) => severity.length));
  const messageWidth = widest(rows.map(({ message }) => displayWidth(message)).filter((w) => w <= ALIGN_LIMIT));
  const margin = INDENT.length + placeWidth + 2 + severityWidth + 2;
  return rows.flatMap(({ finding, place, message }) => {
    const severity = style.severity[finding.severity](finding.severity.padEnd(severityWidth));
    const rule = style.dim(`${displayText(finding.ruleId)}  [${displayText(idOf(finding.id))}]`);
    const head = `${INDENT}${place.padEnd(placeWidth)}  ${severity}  ${padEnd(message, messageWidth)}  ${rule}`;
    return [head, ...detailLines(finding, { style, margin, room: Math.max(20, width - margin) })];
  });
}

function detailLines(
  finding: ReportFinding,
  { style, margin, room }: { readonly style: TextStyle; readonly margin: number; readonly room: number },
): string[] {
  const excerpt = excerptOf(finding, { width: room, ellipsis: style.ellipsis });
  const blank = ' '.repeat(margin);
  const lines: string[] = [];
  if (excerpt !== null) {
    const paint = style.severity[finding.severity];
    const lead = excerpt.marker.length - excerpt.marker.trimStart().length;
    lines.push(`${blank}${excerpt.line}`);
    lines.push(`${blank}${excerpt.marker.slice(0, lead)}${paint(excerpt.marker.slice(lead))}`);
  }
  if (finding.related.length > 0) lines.push(`${blank}${style.dim(examples(finding))}`);
  return lines;
}

function examples({ related }: ReportFinding): string {
  const shown = related.slice(0, MAX_EXAMPLES);
  const more = related.length - shown.length;
  const places = shown.map(({ path, range }) => `${displayText(path)}:${range.start.line + 1}`);
  return `e.g. ${places.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function placeOf({ range }: ReportFinding): string {
  return `${range.start.line + 1}:${range.start.character + 1}`;
}

function widest(widths: readonly number[]): number {
  let max = 0;
  for (const width of widths) if (width > max) max = width;
  return max;
}
