/** How often and how fast a server that ended is started again. Times in milliseconds. */
export interface RestartLimits {
  /** Restarts before the extension gives up. */
  readonly most: number;
  /** Wait before the first one; each further wait is twice as long. */
  readonly baseMs: number;
  readonly longestMs: number;
  /** A server that lived this long was healthy: its end counts as the first again. */
  readonly healthyMs: number;
}

/** What people get. */
export const RESTART_LIMITS: RestartLimits = { most: 5, baseMs: 1_000, longestMs: 30_000, healthyMs: 300_000 };

/** Counts the ends of a server and says how long to wait before the next start. */
export class RestartPolicy {
  private readonly limits: RestartLimits;
  private restarts = 0;

  constructor(limits: RestartLimits) {
    this.limits = limits;
  }

  /** Restarts since the server was last healthy. */
  get count(): number {
    return this.restarts;
  }

  /** Forgets what was counted: a person asked for a new start. */
  reset(): void {
    this.restarts = 0;
  }

  /** How long to wait before the server that lived so long is started again; `null` to give up. */
  afterEnd(livedMs: number): number | null {
    if (livedMs >= this.limits.healthyMs) this.reset();
    if (this.restarts >= this.limits.most) return null;
    const wait = Math.min(this.limits.longestMs, this.limits.baseMs * 2 ** this.restarts);
    this.restarts++;
    return wait;
  }
}
