import type { FileId } from '@drift/shared';
import type { ContentBook } from './content-book.ts';
import { type ContentsRequest, FILES_AT_ONCE, type FoundFile, type NamedContent } from './errand.ts';
import type { ScannedFile } from './scan/scan-result.ts';

/** Whoever reads files elsewhere. */
interface Reader {
  errand(request: ContentsRequest, signal: AbortSignal): Promise<readonly NamedContent[]>;
}

/** Names what files hold while others are still being found; only those are read that do not look as they did. */
export class ContentNames {
  private readonly pool: Reader;
  private readonly book: Pick<ContentBook, 'contentOf'>;
  private readonly signal: AbortSignal;
  private readonly known = new Map<FileId, NamedContent>();
  private readonly parts: { readonly files: readonly FoundFile[]; readonly named: Promise<readonly NamedContent[]> }[] =
    [];

  constructor(pool: Reader, book: Pick<ContentBook, 'contentOf'>, signal: AbortSignal) {
    this.pool = pool;
    this.book = book;
    this.signal = signal;
  }

  /** Begins with some files; one thread reads those that must be read. */
  add(files: readonly FoundFile[]): void {
    const unknown = files.filter((found) => {
      const content = this.book.contentOf(found);
      if (content !== null) this.known.set(found.file, content);
      return content === null;
    });
    if (unknown.length === 0) return;
    const asked = unknown.map(({ path, grammar }) => ({ path, grammar }));
    this.parts.push({ files: unknown, named: this.pool.errand({ kind: 'name-contents', files: asked }, this.signal) });
  }

  /** Files read so far. */
  get read(): number {
    return this.parts.reduce((sum, { files }) => sum + files.length, 0);
  }

  /** What each of these files holds; those that were not begun with are named now. */
  async of(files: readonly ScannedFile[]): Promise<ReadonlyMap<FileId, NamedContent>> {
    const begun = new Set(this.parts.flatMap((part) => part.files.map((f) => f.file)));
    const rest = files.filter(({ file }) => !begun.has(file) && !this.known.has(file));
    for (let at = 0; at < rest.length; at += FILES_AT_ONCE) this.add(rest.slice(at, at + FILES_AT_ONCE));
    for (const part of this.parts) {
      const named = await part.named;
      part.files.forEach(({ file }, i) => {
        const content = named[i];
        if (content !== undefined) this.known.set(file, content);
      });
    }
    return this.known;
  }
}
