import { asScanRows } from './narrow.ts';
import type { ScanRecord, ScanRows } from './records.ts';

/** Rows of one kind that travel in one message: making its text takes about a millisecond. */
const ROWS = 1_000;

/** How many messages a scan travels in. */
export function partCount({ files, findings, conventions }: ScanRows): number {
  return Math.max(1, ...[files, findings, conventions].map((rows) => Math.ceil(rows.length / ROWS)));
}

/**
 * A scan in parts that each can be handed over in a moment. They are texts: a text is copied from thread to thread as it
 * lies there, while objects are walked on both sides, which takes as long as writing them does.
 */
export function* scanParts(scan: ScanRecord): Generator<string> {
  const count = partCount(scan);
  for (let number = 0; number < count; number++) {
    const of = <T>(rows: readonly T[]): readonly T[] => rows.slice(number * ROWS, (number + 1) * ROWS);
    const part: ScanRows = {
      files: of(scan.files),
      findings: of(scan.findings),
      conventions: of(scan.conventions),
      config: number === 0 ? scan.config : [],
    };
    yield JSON.stringify(part);
  }
}

/** The rows of all parts of a scan. */
export function joinParts(texts: readonly string[]): ScanRows {
  const parts = texts.map((text) => asScanRows(JSON.parse(text)));
  return {
    files: parts.flatMap((p) => p.files),
    findings: parts.flatMap((p) => p.findings),
    conventions: parts.flatMap((p) => p.conventions),
    config: parts.flatMap((p) => p.config),
  };
}
