import type { FileId } from '@drift/shared';
import { toFileId } from '../host/narrow.ts';
import type { NamedContent } from './errand.ts';

/** How a file looks from outside. */
export interface Look {
  readonly file: FileId;
  /** Its size, times and place on the disk: whoever writes a file changes one of them. */
  readonly sign: string;
  /** The later of its two times, in milliseconds since the epoch. */
  readonly changedMs: number;
}

interface Line {
  readonly sign: string;
  readonly content: NamedContent;
  /** False while a change could still leave the sign as it is. */
  readonly isSettled: boolean;
}

/** Clocks of file systems go in steps of up to so long (FAT); a file that changed so lately is read again, as git does. */
const STEP_MS = 2_000;
/** Bytes of a name (see `contentName`). */
const NAME_BYTES = 32;
const LENGTH_BYTES = 4;
const FIELDS = 3;
const SETTLED = 's';
const BINARY = 'b';

/**
 * What files held when they were last read, by how they looked then. A file that looks the same holds the same: the time
 * of the last change of its entry cannot be set by whoever writes it, and git's index trusts the same signs.
 */
export class ContentBook {
  private lines: ReadonlyMap<FileId, Line>;
  private isOther = false;

  private constructor(lines: ReadonlyMap<FileId, Line>) {
    this.lines = lines;
  }

  /** The book of these bytes; with `null` or any that are no book an empty one. O(files). */
  static of(bytes: Buffer | null): ContentBook {
    const lines = new Map<FileId, Line>();
    if (bytes === null || bytes.length < LENGTH_BYTES) return new ContentBook(lines);
    const namesAt = LENGTH_BYTES + bytes.readUInt32LE();
    const fields = bytes.toString('utf8', LENGTH_BYTES, namesAt).split('\0');
    if (bytes.length !== namesAt + Math.floor(fields.length / FIELDS) * NAME_BYTES) return new ContentBook(lines);
    for (let at = 0, from = namesAt; at + FIELDS <= fields.length; at += FIELDS, from += NAME_BYTES) {
      const flags = fields[at + 2] ?? '';
      const content = { name: bytes.toString('latin1', from, from + NAME_BYTES), isBinary: flags.includes(BINARY) };
      lines.set(toFileId(fields[at] ?? ''), {
        sign: fields[at + 1] ?? '',
        content,
        isSettled: flags.includes(SETTLED),
      });
    }
    return new ContentBook(lines);
  }

  get isEmpty(): boolean {
    return this.lines.size === 0;
  }

  /** What a file holds that looks like this; `null` where it must be read. */
  contentOf({ file, sign }: Pick<Look, 'file' | 'sign'>): NamedContent | null {
    const line = this.lines.get(file);
    return line?.isSettled === true && line.sign === sign ? line.content : null;
  }

  /** True for a file that looks as it did, even where that proves nothing yet. */
  looksSame({ file, sign }: Pick<Look, 'file' | 'sign'>): boolean {
    return this.lines.get(file)?.sign === sign;
  }

  /**
   * Takes over what these files hold, which were looked at from `lookedAt` on (ms since the epoch) and read after that;
   * all others are forgotten, and so are files of which nothing is known.
   */
  take(files: readonly Look[], contentOf: (file: FileId) => NamedContent | null, lookedAt: number): void {
    const next = new Map<FileId, Line>();
    for (const { file, sign, changedMs } of files) {
      const content = contentOf(file);
      if (content?.name == null) continue;
      const isSettled = changedMs < lookedAt - STEP_MS;
      next.set(file, { sign, content, isSettled });
      this.isOther ||= !sameLine(this.lines.get(file), next.get(file));
    }
    this.isOther ||= next.size !== this.lines.size;
    this.lines = next;
  }

  /** The bytes of the book where it says something that it did not say when it was last asked for; else `null`. */
  takeBytes(): Buffer | null {
    if (!this.isOther) return null;
    this.isOther = false;
    const fields: string[] = [];
    const names: Buffer[] = [];
    for (const [file, { sign, content, isSettled }] of this.lines) {
      fields.push(file, sign, `${isSettled ? SETTLED : ''}${content.isBinary ? BINARY : ''}`);
      names.push(Buffer.from(content.name ?? '', 'latin1'));
    }
    const text = Buffer.from(fields.join('\0'));
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32LE(text.length);
    return Buffer.concat([length, text, ...names]);
  }
}

function sameLine(a: Line | undefined, b: Line | undefined): boolean {
  return (
    a?.sign === b?.sign &&
    a?.isSettled === b?.isSettled &&
    a?.content.name === b?.content.name &&
    a?.content.isBinary === b?.content.isBinary
  );
}
