const FACTORS: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['B', 1],
  ['KB', 1024],
  ['MB', 1024 ** 2],
  ['GB', 1024 ** 3],
]);
/** What a size looks like; it may still be 0 or too large. */
export const BYTE_SIZE = /^([0-9]{1,16}) ?([KMGkmg]?[Bb])?$/;

/** Reads `"512KB"`, `"2 MB"` or plain digits as bytes (1 KB = 1024 bytes); `null` for anything else or past 2^53. */
export function parseByteSize(text: string): number | null {
  const match = BYTE_SIZE.exec(text);
  const factor = FACTORS.get((match?.[2] ?? '').toUpperCase());
  if (match === null || factor === undefined) return null;
  const bytes = Number(match[1]) * factor;
  return Number.isSafeInteger(bytes) ? bytes : null;
}
