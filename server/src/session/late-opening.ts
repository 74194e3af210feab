/**
 * Opens what is kept of a root's files when it is likely to be needed, and that is: when some file looks newer than the
 * report that was kept. Times of files prove nothing; they decide only when it is opened, never what is found.
 */
export class LateOpening {
  private readonly since: number | null;
  private readonly open: () => Promise<void>;
  private opening: Promise<void> | null = null;

  /** `since`: when the report was kept, in milliseconds since the epoch; with `null` opening begins at once. */
  constructor(since: number | null, open: () => Promise<void>) {
    this.since = since;
    this.open = open;
    if (since === null) this.beginAhead();
  }

  /** Files were found. */
  met(files: readonly { readonly mtimeMs: number }[]): void {
    const { since } = this;
    if (this.opening === null && since !== null && files.some((f) => f.mtimeMs >= since)) this.beginAhead();
  }

  /** Opens it, once; fulfilled when it is open. */
  begin(): Promise<void> {
    this.opening ??= this.open();
    return this.opening;
  }

  /** What fails is for whoever needs it to hear. */
  private beginAhead(): void {
    this.begin().catch(() => undefined);
  }
}
