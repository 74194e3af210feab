// How times are taken and printed.
import type { Host } from '../../server/src/host/host.ts';
import { Pacer } from '../../server/src/session/pacer.ts';

/** Prints one row of the table. */
export type Row = (what: string, value: string, budget: string) => void;

/** Starts a clock that gives milliseconds: of processor time or of the wall, whichever is less. Either counts what others do. */
export function clock(): () => number {
  const started = performance.now();
  const used = process.cpuUsage();
  return () => {
    const elapsed = performance.now() - started;
    const { user, system } = process.cpuUsage(used);
    return Math.min(elapsed, (user + system) / 1000);
  };
}

/** Learning works in slices that give way to requests; here nothing waits. */
export const pacer = (): Pacer =>
  new Pacer({
    now: () => performance.now(),
    delay: (_: number, then: () => void) => setImmediate(then),
  } as unknown as Host);

/** The value below which so many percent lie. */
export function at(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((percent / 100) * sorted.length))] ?? 0;
}

/** A time in words. */
export function ms(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}
