import type { ContentBook } from './content-book.ts';

/**
 * Opens what is kept of a root's files when it is likely to be needed, and that is: when some file does not look as it did.
 * How files look decides here only when it is opened, never what is found.
 */
export class LateOpening {
  private readonly book: Pick<ContentBook, 'looksSame'> | null;
  private readonly open: () => Promise<void>;
  private opening: Promise<void> | null = null;

  /** `book`: how files looked; with `null` opening begins at once. */
  constructor(book: Pick<ContentBook, 'looksSame'> | null, open: () => Promise<void>) {
    this.book = book;
    this.open = open;
    if (book === null) this.beginAhead();
  }

  /** Files were found. */
  met(files: readonly Parameters<ContentBook['looksSame']>[0][]): void {
    const { book } = this;
    if (this.opening === null && book !== null && !files.every((f) => book.looksSame(f))) this.beginAhead();
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
