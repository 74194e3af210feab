import type { FileId } from '@drift/shared';

const NO_FILES: readonly FileId[] = [];

/** Which files a key belongs to. A key with one file, by far the commonest, costs no set. */
export class Postings {
  private readonly lists = new Map<string, FileId | Set<FileId>>();

  /** Adds a file to a key. */
  add(key: string, file: FileId): void {
    const known = this.lists.get(key);
    if (known === undefined) this.lists.set(key, file);
    else if (typeof known !== 'string') known.add(file);
    else if (known !== file) this.lists.set(key, new Set([known, file]));
  }

  /** Takes a file from a key; unknown pairs are ignored. */
  remove(key: string, file: FileId): void {
    const known = this.lists.get(key);
    if (known === undefined) return;
    if (typeof known === 'string') {
      if (known === file) this.lists.delete(key);
      return;
    }
    known.delete(file);
    if (known.size === 0) this.lists.delete(key);
  }

  /** Whether a key has this file. */
  includes(key: string, file: FileId): boolean {
    const known = this.lists.get(key);
    return typeof known === 'string' ? known === file : known?.has(file) === true;
  }

  /** Whether a key has any file. */
  has(key: string): boolean {
    return this.lists.has(key);
  }

  /** The files of a key, in no particular order; a copy, safe while the postings change. */
  of(key: string): readonly FileId[] {
    const known = this.lists.get(key);
    return known === undefined ? NO_FILES : typeof known === 'string' ? [known] : [...known];
  }

  clear(): void {
    this.lists.clear();
  }
}
