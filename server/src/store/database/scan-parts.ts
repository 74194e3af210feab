import type { ScanPart, ScanRecord } from './records.ts';

/** Rows of one kind that travel in one message: copying them takes about a millisecond. */
const ROWS = 1_000;

/** A scan in parts that each can be handed over in a moment. */
export function scanParts(
  scan: ScanRecord,
): readonly { readonly kind: 'part'; readonly number: number; readonly part: ScanPart }[] {
  const count = Math.max(
    1,
    ...[scan.files, scan.findings, scan.conventions].map((rows) => Math.ceil(rows.length / ROWS)),
  );
  return Array.from({ length: count }, (_, number) => {
    const of = <T>(rows: readonly T[]): readonly T[] => rows.slice(number * ROWS, (number + 1) * ROWS);
    const part = {
      files: of(scan.files),
      findings: of(scan.findings),
      conventions: of(scan.conventions),
      config: number === 0 ? scan.config : [],
    };
    return { kind: 'part' as const, number, part };
  });
}
