import type { ScanResult } from './scan/scan-result.ts';

/** How many files were looked at but not analysed, by reason: what the scan left out, and what reading met. */
export function skippedCounts(
  scan: ScanResult | null,
  skips: Iterable<{ readonly reason: string }>,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const add = (reason: string, n: number): void => {
    if (n > 0) counts.set(reason, (counts.get(reason) ?? 0) + n);
  };
  add('tooLarge', scan?.skipped.tooLarge.length ?? 0);
  add('symbolicLink', scan?.skipped.linkedSources ?? 0);
  add('vanished', scan?.skipped.vanished ?? 0);
  add('unreadable', scan?.skipped.unreadable ?? 0);
  add('invalidName', scan?.skipped.invalidName ?? 0);
  for (const { reason } of skips) add(reason, 1);
  return counts;
}
