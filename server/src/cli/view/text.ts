import type { ReportEnvelope, ReportFinding } from '@drift/shared';
import { type FindingsOptions, findingLines, shortIds } from './text-findings.ts';
import { textStyle } from './text-style.ts';
import { summaryLines, troubleLines } from './text-summary.ts';

const DEFAULT_WIDTH = 100;

/** How the terminal view is drawn. */
export interface TextOptions {
  readonly color: boolean;
  /** Columns of the terminal, for cutting source lines; messages are never cut. */
  readonly width?: number;
}

/**
 * A report for a person at a terminal: new findings by file, then the older ones that are listed, then what did not
 * run, then the numbers. Repository text in it is inert: controls and bidirectional overrides are shown as escapes.
 */
export function renderText(envelope: ReportEnvelope, { color, width = DEFAULT_WIDTH }: TextOptions): string {
  const { findings } = envelope.data;
  const style = textStyle({ color });
  const options: FindingsOptions = { style, width, idOf: shortIds(findings) };
  const fresh = findings.filter(({ isNew }) => isNew);
  const older = findings.filter(({ isNew }) => !isNew);
  const lines = [
    ...findingLines(fresh, options),
    ...olderLines(older, options),
    ...troubleLines(envelope, style),
    ...summaryLines(envelope, style),
  ];
  return `${lines.join('\n')}\n`;
}

function olderLines(older: readonly ReportFinding[], options: FindingsOptions): string[] {
  if (older.length === 0) return [];
  return [options.style.dim('Older findings, not in new code'), '', ...findingLines(older, options)];
}
