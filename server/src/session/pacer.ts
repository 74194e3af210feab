import type { Host } from '../host/host.ts';

/** Longest stretch of work between two looks at the event loop, in milliseconds. */
const SLICE_MS = 8;

/** Lets long loops give way to requests. It decides only when they go on, never what they find. */
export class Pacer {
  private readonly host: Host;
  private since: number;

  constructor(host: Host) {
    this.host = host;
    this.since = host.now();
  }

  /** Returns at once inside a slice; at its end, after everything that waits has run. */
  pause(): Promise<void> | undefined {
    if (this.host.now() - this.since < SLICE_MS) return undefined;
    return new Promise((resolve) => {
      this.host.delay(0, () => {
        this.since = this.host.now();
        resolve();
      });
    });
  }
}
