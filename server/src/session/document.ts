/** The documents editors hold open: their texts, edited by offsets, and what went wrong in keeping up with them. */
import type { FileId } from '@drift/shared';
import { BYTE_ORDER_MARK, withoutByteOrderMark } from '../syntax/decode-text.ts';
import { boundaryAtOrBefore, LineTable } from '../syntax/line-table.ts';

/** A file of the workspace, or a text that exists only in the editor and has a name there. */
export type DocumentId =
  | { readonly kind: 'file'; readonly file: FileId }
  | { readonly kind: 'memory'; readonly name: string };

/** `[start, oldEnd)` of the text before became `[start, newEnd)` of the text after. */
export interface OffsetEdit {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** How often a client did something the protocol does not foresee. None of it is an error. */
export interface DocumentAnomalies {
  openedTwice: number;
  /** Before the open or after the close; the change is ignored. */
  changedWhileClosed: number;
  closedUnknown: number;
  unversioned: number;
  /** A version not above the last one. */
  versionOutOfOrder: number;
}

/** Above this many edits since the last parse they are merged into one; keeps a document nobody parses small. */
const MAX_PENDING_EDITS = 256;

/** One open document. Its revision grows with every change of the text, so equal revisions mean equal texts. */
export class OpenDocument {
  readonly id: DocumentId;
  /** What the client calls it: a file may be open under several names at once. */
  readonly name: string;
  private readonly nextRevision: () => number;
  private currentText = '';
  private currentLines = LineTable.of('');
  private currentRevision: number;
  private lastVersion: number | null = null;
  private bom = false;
  private doubted = false;
  private pending: OffsetEdit[] = [];

  /** `nextRevision` gives a larger number at each call. */
  constructor(id: DocumentId, text: string, nextRevision: () => number, name = '') {
    this.id = id;
    this.name = name;
    this.nextRevision = nextRevision;
    this.currentRevision = nextRevision();
    this.bom = text.startsWith(BYTE_ORDER_MARK);
    this.currentText = withoutByteOrderMark(text);
    this.currentLines = LineTable.of(this.currentText);
  }

  /** The text without a leading byte-order mark, as it would be read from disk. */
  get text(): string {
    return this.currentText;
  }

  get lines(): LineTable {
    return this.currentLines;
  }

  /** True when the client's text starts with a byte-order mark, which is not in `text`. */
  get hasBom(): boolean {
    return this.bom;
  }

  get revision(): number {
    return this.currentRevision;
  }

  /** The client's last version; null when its last message carried none. */
  get version(): number | null {
    return this.lastVersion;
  }

  /** True when the text may differ from the client's; the next `replaceAll` ends it. */
  get suspect(): boolean {
    return this.doubted;
  }

  /** Records that the client contradicted the text. */
  markSuspect(): void {
    this.doubted = true;
  }

  /** Records the version that came with the client's last message. */
  recordVersion(version: number | null): void {
    this.lastVersion = version;
  }

  /** Replaces the whole text, less one leading byte-order mark. The edit covers only what differs. */
  replaceAll(text: string): OffsetEdit {
    const next = withoutByteOrderMark(text);
    this.bom = next.length !== text.length;
    this.doubted = false;
    return this.advance(differenceOf(this.currentText, next), next);
  }

  /**
   * Replaces what lies between two offsets (in either order) by `inserted`. Offsets are clamped and moved back where
   * they would split a surrogate pair or a `\r\n`. With `hasBom`, -1 stands for the place before that mark.
   */
  edit(from: number, to: number, inserted: string): OffsetEdit {
    const start = this.placeOf(Math.min(from, to));
    const end = this.placeOf(Math.max(from, to));
    return start === (this.bom ? -1 : 0) ? this.editFirst(end, inserted) : this.splice(start, end, inserted);
  }

  /** The edits since the last call, in order, each against the text the one before produced. */
  takeEdits(): readonly OffsetEdit[] {
    const taken = this.pending;
    this.pending = [];
    return taken;
  }

  private placeOf(offset: number): number {
    return offset < 0 && this.bom ? -1 : boundaryAtOrBefore(this.currentText, offset);
  }

  /** An edit at the very start of the client's text decides anew whether a byte-order mark leads it. */
  private editFirst(end: number, inserted: string): OffsetEdit {
    const head = end < 0 ? inserted + BYTE_ORDER_MARK : inserted;
    const tail = Math.max(0, end);
    if (head !== '') {
      this.bom = head.startsWith(BYTE_ORDER_MARK);
      return this.splice(0, tail, withoutByteOrderMark(head));
    }
    this.bom = this.currentText.startsWith(BYTE_ORDER_MARK, tail);
    return this.splice(0, this.bom ? tail + 1 : tail, '');
  }

  private splice(start: number, oldEnd: number, inserted: string): OffsetEdit {
    const next = this.currentText.slice(0, start) + inserted + this.currentText.slice(oldEnd);
    return this.advance({ start, oldEnd, newEnd: start + inserted.length }, next);
  }

  private advance(edit: OffsetEdit, next: string): OffsetEdit {
    if (edit.start === edit.oldEnd && edit.start === edit.newEnd) return edit;
    this.currentLines = this.currentLines.edited(edit.start, edit.oldEnd, edit.newEnd, next);
    this.currentText = next;
    this.currentRevision = this.nextRevision();
    this.pending.push(edit);
    if (this.pending.length > MAX_PENDING_EDITS) this.pending = [mergeEdits(this.pending)];
    return edit;
  }
}

/**
 * The open documents of one workspace root. Tolerates every order of messages; the last writer wins. Of a file that is
 * open under several names one text counts, the one that was used last; the others lie aside.
 */
export class OpenDocuments {
  readonly anomalies: DocumentAnomalies = {
    openedTwice: 0,
    changedWhileClosed: 0,
    closedUnknown: 0,
    unversioned: 0,
    versionOutOfOrder: 0,
  };
  private readonly documents = new Map<string, OpenDocument>();
  private readonly aside = new Map<string, readonly OpenDocument[]>();
  private lastRevision = 0;

  /** Opens a document; one that is open under that name already gets the new text and stays the same object. */
  open(id: DocumentId, text: string, version?: number | null, name = ''): OpenDocument {
    this.turnTo(id, name);
    const before = this.get(id);
    const known = before?.name === name ? before : undefined;
    const document = known ?? new OpenDocument(id, text, () => ++this.lastRevision, name);
    if (known !== undefined) this.anomalies.openedTwice++;
    else {
      if (before !== undefined) this.aside.set(keyOf(id), [...this.asideOf(id), before]);
      this.documents.set(keyOf(id), document);
    }
    document.replaceAll(text);
    document.recordVersion(this.accepted(version));
    return document;
  }

  /** Lets the text that is open under a name count, where there is one; gives the one that counted before. */
  turnTo(id: DocumentId, name: string): OpenDocument | null {
    const before = this.get(id);
    if (before === undefined || before.name === name) return null;
    const meant = this.asideOf(id).find((d) => d.name === name);
    if (meant === undefined) return null;
    this.aside.set(keyOf(id), [...this.asideOf(id).filter((d) => d !== meant), before]);
    this.documents.set(keyOf(id), meant);
    return before;
  }

  /** The texts of a file that do not count at present, as it is open under another name. */
  asideOf(id: DocumentId): readonly OpenDocument[] {
    return this.aside.get(keyOf(id)) ?? [];
  }

  /** The document to apply a change to, with the change's version recorded; null when it is not open. */
  change(id: DocumentId, version?: number | null): OpenDocument | null {
    const document = this.get(id);
    if (document === undefined) {
      this.anomalies.changedWhileClosed++;
      return null;
    }
    const next = this.accepted(version);
    if (next !== null && document.version !== null && next <= document.version) this.anomalies.versionOutOfOrder++;
    document.recordVersion(next);
    return document;
  }

  /** Forgets the document that counts, so that the one used before it does; false when none was open. */
  close(id: DocumentId): boolean {
    const known = this.documents.delete(keyOf(id));
    if (!known) this.anomalies.closedUnknown++;
    const next = this.asideOf(id).at(-1);
    if (next === undefined) return known;
    this.documents.set(keyOf(id), next);
    this.aside.set(keyOf(id), this.asideOf(id).slice(0, -1));
    if (this.asideOf(id).length === 0) this.aside.delete(keyOf(id));
    return known;
  }

  get(id: DocumentId): OpenDocument | undefined {
    return this.documents.get(keyOf(id));
  }

  /** Every open document, in the order of opening. */
  all(): IterableIterator<OpenDocument> {
    return this.documents.values();
  }

  private accepted(version: number | null | undefined): number | null {
    if (Number.isFinite(version)) return version ?? null;
    this.anomalies.unversioned++;
    return null;
  }
}

/** One edit that does what the edits do one after the other; it may cover unchanged text between them. */
export function mergeEdits(edits: readonly OffsetEdit[]): OffsetEdit {
  const [first, ...rest] = edits;
  if (first === undefined) return { start: 0, oldEnd: 0, newEnd: 0 };
  let merged = first;
  for (const edit of rest) {
    const beyond = Math.max(0, edit.oldEnd - merged.newEnd);
    merged = {
      start: Math.min(merged.start, edit.start),
      oldEnd: merged.oldEnd + beyond,
      newEnd: Math.max(merged.newEnd, edit.oldEnd) + edit.newEnd - edit.oldEnd,
    };
  }
  return merged;
}

/** The smallest edit at character boundaries that turns one text into the other. */
function differenceOf(before: string, after: string): OffsetEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  if (start === before.length && start === after.length) return { start, oldEnd: start, newEnd: start };
  start = Math.min(boundaryAtOrBefore(before, start), boundaryAtOrBefore(after, start));
  let same = 0;
  while (
    same < shorter - start &&
    before.charCodeAt(before.length - same - 1) === after.charCodeAt(after.length - same - 1)
  ) {
    same++;
  }
  while (same > 0 && (splits(before, before.length - same) || splits(after, after.length - same))) same--;
  return { start, oldEnd: before.length - same, newEnd: after.length - same };
}

function splits(text: string, offset: number): boolean {
  return boundaryAtOrBefore(text, offset) !== offset;
}

function keyOf(id: DocumentId): string {
  return id.kind === 'file' ? `file:${id.file}` : `memory:${id.name}`;
}
