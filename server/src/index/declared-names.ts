import type { FileId } from '@drift/shared';
import type { FileFacts } from '../facts/file-facts.ts';
import { Postings } from './postings.ts';

/** What is posted of a file, and what is to be. */
interface Pending {
  readonly posted: FileFacts | null;
  readonly next: FileFacts | null;
}

/**
 * Symbol name -> files that declare it. Rows are found by scanning those files. Names are read out of facts only when
 * somebody asks: a run in which nobody does, and that is the ordinary `drift check`, reads none.
 */
export class DeclaredNames {
  private readonly postings = new Postings();
  private readonly pending = new Map<FileId, Pending>();

  /** Takes note that a file says something else now. O(1). */
  replaced(file: FileId, before: FileFacts | null, after: FileFacts | null): void {
    const { posted } = this.pending.get(file) ?? { posted: before };
    this.pending.set(file, { posted, next: after });
  }

  /** Whether a file declares a symbol of that name. */
  includes(name: string, file: FileId): boolean {
    const waiting = this.pending.get(file);
    if (waiting !== undefined) this.post(file, waiting);
    return this.postings.includes(name, file);
  }

  /** The files that declare a symbol of that name, in no particular order. */
  of(name: string): readonly FileId[] {
    for (const [file, waiting] of this.pending) this.post(file, waiting);
    return this.postings.of(name);
  }

  private post(file: FileId, { posted, next }: Pending): void {
    const old = symbolNames(posted);
    const now = symbolNames(next);
    for (const name of old) if (!now.has(name)) this.postings.remove(name, file);
    for (const name of now) if (!old.has(name)) this.postings.add(name, file);
    this.pending.delete(file);
  }
}

function symbolNames(facts: FileFacts | null): Set<string> {
  const names = new Set<string>();
  for (const row of facts?.table('symbols') ?? []) if (row.name !== '') names.add(row.name);
  return names;
}
