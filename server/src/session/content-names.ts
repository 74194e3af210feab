import type { FileId } from '@drift/shared';
import { type ContentsRequest, FILES_AT_ONCE, type NamedContent, type NamedFile } from './errand.ts';
import type { ScannedFile } from './scan/scan-result.ts';

/** Whoever reads files elsewhere. */
interface Reader {
  errand(request: ContentsRequest, signal: AbortSignal): Promise<readonly NamedContent[]>;
}

/** Names what files hold while others are still being found. */
export class ContentNames {
  private readonly pool: Reader;
  private readonly signal: AbortSignal;
  private readonly parts: { readonly files: readonly NamedFile[]; readonly named: Promise<readonly NamedContent[]> }[] =
    [];

  constructor(pool: Reader, signal: AbortSignal) {
    this.pool = pool;
    this.signal = signal;
  }

  /** Begins with some files; one thread reads them. */
  add(files: readonly NamedFile[]): void {
    const asked = files.map(({ path, grammar }) => ({ path, grammar }));
    this.parts.push({ files, named: this.pool.errand({ kind: 'name-contents', files: asked }, this.signal) });
  }

  /** What each of these files holds; those that were not begun with are named now. */
  async of(files: readonly ScannedFile[]): Promise<ReadonlyMap<FileId, NamedContent>> {
    const begun = new Set(this.parts.flatMap((part) => part.files.map((f) => f.path)));
    const rest = files.filter((f) => !begun.has(f.path));
    for (let at = 0; at < rest.length; at += FILES_AT_ONCE) this.add(rest.slice(at, at + FILES_AT_ONCE));
    const byPath = new Map<string, NamedContent>();
    for (const part of this.parts) {
      const named = await part.named;
      part.files.forEach(({ path }, i) => {
        const content = named[i];
        if (content !== undefined) byPath.set(path, content);
      });
    }
    const contents = new Map<FileId, NamedContent>();
    for (const { file, path } of files) {
      const content = byPath.get(path);
      if (content !== undefined) contents.set(file, content);
    }
    return contents;
  }
}
