import type { Host, HostResult } from '../../host/host.ts';
import { joinPath } from '../../host/paths.ts';
import { type DatabaseFiles, isTaken, takenName } from './names.ts';
import type { DecisionRecord } from './records.ts';

// What a person decides is on the disk before it is acknowledged: one JSON line each, appended by whoever it was told to.
// Only the writer of the image cuts the journal. It first gives the file another name, then reads it: a line is either in
// what it reads, or whoever appended it finds the name gone and appends it again (`Host.appendLines`). Lines are known by
// their id, so reading one twice does nothing.

/** A larger file is no journal of ours. */
const MAX_BYTES = 64 * 1024 * 1024;

/** Appends a decision; on the disk when this answers with success. */
export async function appendDecision(
  host: Host,
  files: DatabaseFiles,
  decision: DecisionRecord,
): Promise<HostResult<null>> {
  const found = await host.stat(files.journal);
  if (found.ok && found.value.kind !== 'file') {
    const message = `${files.journal} is no file, so nothing can be written to it`;
    return { ok: false, reason: 'denied', problems: [{ code: 'PERMISSION_DENIED', message }] };
  }
  return host.appendLines(files.journal, `${JSON.stringify({ kind: 'decision', ...decision })}\n`);
}

/** A file that was taken aside, and its lines; it may go once two images hold them. */
export interface JournalPiece {
  readonly path: string;
  readonly decisions: readonly DecisionRecord[];
}

/** Takes the journal aside and reads everything that lies aside; what cannot be read stays for another time. */
export async function takeJournal(host: Host, files: DatabaseFiles): Promise<readonly JournalPiece[]> {
  const found = await host.stat(files.journal);
  const aside = joinPath(files.folder, takenName(host.stamp().id));
  if (found.ok) await host.renameFile(files.journal, aside);
  return readTaken(host, files);
}

/** Reads the journal without touching it. The image must be read afterwards: what is cut meanwhile is in it. */
export async function peekJournal(host: Host, files: DatabaseFiles): Promise<readonly DecisionRecord[]> {
  const current = await readLines(host, files.journal);
  return [...(current ?? []), ...(await readTaken(host, files)).flatMap((piece) => piece.decisions)];
}

async function readTaken(host: Host, files: DatabaseFiles): Promise<readonly JournalPiece[]> {
  const listed = await host.readDirectory(files.folder);
  if (!listed.ok) return [];
  const names = listed.value.filter((e) => e.kind === 'file' && isTaken(e.name)).map((e) => e.name);
  const pieces: JournalPiece[] = [];
  for (const name of names.sort()) {
    const path = joinPath(files.folder, name);
    const decisions = await readLines(host, path);
    if (decisions !== null) pieces.push({ path, decisions });
  }
  return pieces;
}

/** The decisions of a file; `null` where it cannot be read. A line cut off by a crash was never acknowledged. */
async function readLines(host: Host, path: string): Promise<readonly DecisionRecord[] | null> {
  const found = await host.stat(path);
  if (!found.ok) return found.reason === 'missing' ? [] : null;
  if (found.value.kind !== 'file' || found.value.size > MAX_BYTES) return [];
  const read = await host.readFile(path);
  if (!read.ok) return read.reason === 'missing' ? [] : null;
  return new TextDecoder().decode(read.value).split('\n').flatMap(decisionOf);
}

function decisionOf(line: string): DecisionRecord[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return [];
  }
  if (typeof parsed !== 'object' || parsed === null || Reflect.get(parsed, 'kind') !== 'decision') return [];
  const of = (name: string): string => {
    const value: unknown = Reflect.get(parsed, name);
    return typeof value === 'string' ? value : '';
  };
  const decision: DecisionRecord = {
    id: of('id'),
    at: of('at'),
    author: of('author'),
    key: of('key'),
    status: of('status'),
    value: of('value'),
    language: of('language'),
    population: of('population'),
    scope: of('scope'),
    reason: of('reason'),
  };
  return decision.id === '' ? [] : [decision];
}
