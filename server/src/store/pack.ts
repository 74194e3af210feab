import type { Host, HostResult } from '../host/host.ts';
import { joinPath } from '../host/paths.ts';
import { foldPlan } from './fold-plan.ts';
import { keyText } from './key-text.ts';
import { ABANDONED_MS, MAX_FOLDER_BYTES, MAX_SEGMENT_BYTES, MAX_SEGMENTS } from './parameters.ts';
import { NONCE_BYTES } from './seal.ts';
import { HEADER_BYTES, Segment, type Slot, sizeByHeader } from './segment.ts';
import { isOfEngine, isTemporary, outdated, segmentName } from './segment-name.ts';
import { type Entry, segmentBytes, segmentParts } from './segment-parts.ts';

/** Where a pack lies, who wrote it and for whom. */
export interface PackOptions {
  readonly host: Host;
  readonly folder: string;
  readonly engine: string;
  readonly key: Uint8Array;
}

/** Reads a segment of exactly this size and checks its seal; `null` where anything is wrong with it. */
export type LoadSegment = (path: string, bytes: number) => Promise<SharedArrayBuffer | null>;

interface Opened {
  readonly name: string;
  readonly segment: Segment;
  /** Offsets of the entries that this round asked for. */
  readonly used: Map<number, number>;
}

/** Segments of this engine beyond which a folder was filled by nobody in their right mind: the newest are opened. */
const MAX_OPENED = MAX_SEGMENTS * 4;

/** Bytes that this engine kept in a folder, sound or not. */
export async function keptBytes({ host, folder, engine }: Omit<PackOptions, 'key'>): Promise<number> {
  const listed = await host.readDirectory(folder);
  const own = listed.ok ? listed.value.filter((entry) => isOfEngine(entry.name, engine)) : [];
  const found = await Promise.all(own.map(({ name }) => host.stat(joinPath(folder, name))));
  return found.reduce((bytes, stat) => bytes + (stat.ok ? stat.value.size : 0), 0);
}

/**
 * Bytes by key in a folder of segment files that are never changed once written. It knows nothing about what it keeps;
 * losing any part of it loses no more than time.
 */
export class Pack {
  private readonly options: PackOptions;
  private opened: readonly Opened[] = [];
  /** Files under the name of a segment that are none: the next save takes them away. */
  private worthless: readonly string[] = [];

  constructor(options: PackOptions) {
    this.options = options;
  }

  /** Opens what lies there now; segments that are open already are not read again. A new round of use begins. */
  async open(load: LoadSegment): Promise<void> {
    const known = new Map(this.opened.map((o) => [o.name, o]));
    const names = await this.ownNames();
    const worthless: string[] = names.slice(MAX_OPENED);
    let budget = MAX_FOLDER_BYTES;
    const opening = names.slice(0, MAX_OPENED).map(async (name): Promise<Opened | null> => {
      const before = known.get(name);
      if (before !== undefined) return { ...before, used: new Map() };
      const size = await this.trustedSize(name);
      if (size !== null && size > budget) return null;
      budget -= size ?? 0;
      const shared = size === null ? null : await load(joinPath(this.options.folder, name), size);
      if (shared !== null) return { name, segment: new Segment(shared), used: new Map() };
      worthless.push(name);
      return null;
    });
    this.opened = (await Promise.all(opening)).filter((o) => o !== null);
    this.worthless = worthless;
  }

  /** What is open, in the order to which places refer. */
  get segments(): readonly Segment[] {
    return this.opened.map((o) => o.segment);
  }

  /** Notes that an entry is in use. */
  use(segment: Segment, { offset, length }: Slot): void {
    this.opened.find((o) => o.segment === segment)?.used.set(offset, length);
  }

  /**
   * Writes entries that are new, together with segments that are due, as one segment; then takes away what it replaces.
   * Whoever reads or writes the same folder meanwhile finds the old files or the new one.
   */
  async save(fresh: readonly Entry[]): Promise<HostResult<null>> {
    const { host, folder, engine, key } = this.options;
    const sized = this.opened.map((opened) => ({ opened, size: opened.segment.size, living: livingBytes(opened) }));
    const plan = foldPlan(sized, fresh.length === 0 ? 0 : segmentBytes(fresh));
    if (fresh.length === 0 && plan.fold.length === 0) return { ok: true, value: null };
    const folded = new Set(plan.fold.map((f) => f.opened));
    const entries = merged(fresh, [...folded], plan.livingOnly);
    if (entries.length > 0) {
      const name = segmentName(engine, host.stamp().id);
      const nonce = host.randomBytes(NONCE_BYTES);
      const written = await host.writeParts(joinPath(folder, name), segmentParts(entries, { engine, key, nonce }));
      if (!written.ok) return written;
    }
    this.opened = this.opened.filter((o) => !folded.has(o));
    await this.sweep([...folded].map((o) => o.name));
    return { ok: true, value: null };
  }

  /** Names of this engine's segments, the newest first. */
  private async ownNames(): Promise<readonly string[]> {
    const listed = await this.options.host.readDirectory(this.options.folder);
    if (!listed.ok) return [];
    const files = listed.value.filter((e) => e.kind === 'file' && isOfEngine(e.name, this.options.engine));
    return files
      .map((e) => e.name)
      .sort()
      .reverse();
  }

  private async trustedSize(name: string): Promise<number | null> {
    const { host, folder, engine, key } = this.options;
    const path = joinPath(folder, name);
    const stat = await host.stat(path);
    if (!stat.ok || stat.value.kind !== 'file') return null;
    const head = await host.readHead(path, HEADER_BYTES);
    const size = head.ok ? sizeByHeader(head.value, engine, key) : null;
    return size === stat.value.size ? size : null;
  }

  /** Takes away what is replaced, worthless, outdated, or left behind by a write that was interrupted long ago. */
  private async sweep(replaced: readonly string[]): Promise<void> {
    const { host, folder, engine } = this.options;
    const listed = await host.readDirectory(folder);
    const names = listed.ok ? listed.value.filter((e) => e.kind === 'file').map((e) => e.name) : [];
    const gone = [...replaced, ...this.worthless, ...outdated(names, engine)];
    const now = Date.parse(host.stamp().at);
    for (const name of names.filter(isTemporary)) {
      const stat = await host.stat(joinPath(folder, name));
      if (stat.ok && now - stat.value.mtimeMs > ABANDONED_MS) gone.push(name);
    }
    for (const name of new Set(gone)) await host.deleteEntry(joinPath(folder, name));
    this.worthless = [];
  }
}

function livingBytes({ segment, used }: Opened): number {
  // What is not payload lives as long as the segment does.
  let payload = 0;
  for (let i = 0; i < segment.entries; i++) payload += segment.slot(i).length;
  let living = segment.size - payload;
  for (const length of used.values()) living += length;
  return living;
}

/** The entries of a new segment, each key once, within the bound. */
function merged(fresh: readonly Entry[], folded: readonly Opened[], livingOnly: boolean): readonly Entry[] {
  const entries = new Map<string, Entry>();
  let bytes = 0;
  const add = (entry: Entry): void => {
    const name = keyText(entry.key);
    if (entries.has(name) || bytes + entry.bytes.length > MAX_SEGMENT_BYTES) return;
    bytes += entry.bytes.length;
    entries.set(name, entry);
  };
  for (const entry of fresh) add(entry);
  for (const { segment, used } of folded) {
    for (let i = 0; i < segment.entries; i++) {
      const slot = segment.slot(i);
      if (!livingOnly || used.has(slot.offset)) add({ key: segment.key(i), bytes: segment.bytes(slot) });
    }
  }
  return [...entries.values()];
}
