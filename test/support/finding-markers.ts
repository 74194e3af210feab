import type { RuleFinding } from '@drift/shared';
import { LineTable } from '../../server/src/syntax/line-table.ts';
import type { ExpectedFinding, FixtureFile } from './rules.ts';

type Place = Pick<ExpectedFinding, 'line' | 'startColumn' | 'endColumn' | 'message'>;

/** Findings of one file as text, each in the words of the marker it fits, so that equal lists mean equal findings. */
export function renderAgainst(
  file: FixtureFile,
  findings: readonly RuleFinding[],
  wanted: readonly ExpectedFinding[],
): string[] {
  const lines = LineTable.of(file.text);
  return findings
    .map((f): Place => {
      const line = lines.lineOf(f.start);
      const isOneLine = lines.lineOf(f.end) === line;
      const endColumn = isOneLine ? f.end - lines.lineStart(line) : null;
      return { line, startColumn: f.start - lines.lineStart(line), endColumn, message: f.message };
    })
    .map((actual) => renderMarker(wanted.find((w) => fits(w, actual)) ?? actual))
    .sort();
}

/** A marker as `line:start-end message`, 1-based lines, `*` for a column it leaves open. */
export function renderMarker(e: Place): string {
  return `${e.line + 1}:${e.startColumn ?? '*'}-${e.endColumn ?? '*'} ${e.message}`;
}

function fits(wanted: Place, actual: Place): boolean {
  return (
    wanted.line === actual.line &&
    (wanted.startColumn === null || wanted.startColumn === actual.startColumn) &&
    (wanted.endColumn === null || wanted.endColumn === actual.endColumn) &&
    actual.message.includes(wanted.message)
  );
}
