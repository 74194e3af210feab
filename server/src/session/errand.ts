import type { FileId, GrammarId } from '@drift/shared';
import type { Host } from '../host/host.ts';
import { isGenuine } from '../store/segment.ts';
import { contentName } from './fact-keys.ts';
import { looksBinary } from './scan/content.ts';
import type { ScanOptions, ScanResult } from './scan/scan-result.ts';
import { scanWorkspace } from './scan/scan-workspace.ts';
import type { ContentName } from './worker-job.ts';

/** A segment to open, by whom and for whom it must have been written. */
export interface SegmentRequest {
  readonly kind: 'open-segment';
  readonly path: string;
  readonly bytes: number;
  readonly engine: string;
  readonly key: Uint8Array;
}

/** A workspace whose files are to be found. */
export interface ScanRequest {
  readonly kind: 'scan';
  readonly root: string;
  readonly options: ScanOptions;
}

/** A source file whose content is to be named. */
export interface NamedFile {
  readonly path: string;
  readonly grammar: GrammarId;
}

/** A source file that was found, and how it looked. */
export interface FoundFile extends NamedFile {
  readonly file: FileId;
  readonly sign: string;
}

/** What a source file holds: the name of its bytes, `null` where it cannot be read, and whether they look like no text. */
export interface NamedContent {
  readonly name: ContentName;
  readonly isBinary: boolean;
}

/** Files whose contents are to be named. */
export interface ContentsRequest {
  readonly kind: 'name-contents';
  readonly files: readonly NamedFile[];
}

/** Work for a thread that is no batch of files: what takes long enough to leave the protocol process alone with. */
export type ErrandRequest = SegmentRequest | ScanRequest | ContentsRequest;

/** What comes of a request. */
export type ErrandResult<R extends ErrandRequest> = R extends SegmentRequest
  ? SharedArrayBuffer | null
  : R extends ContentsRequest
    ? readonly NamedContent[]
    : ScanResult;

/** What a worker is asked. */
export interface ErrandOrder {
  readonly id: number;
  readonly errand: ErrandRequest;
}

/** What a worker answers. */
export interface ErrandDone {
  readonly id: number;
  readonly result: ErrandResult<ErrandRequest>;
}

/** A part of what an errand will give, told ahead. */
export interface ErrandPart {
  readonly id: number;
  readonly found: readonly FoundFile[];
}

/** Told of files while they are being found. */
export type OnFiles = (files: readonly FoundFile[]) => void;

/** Files told of and read at a time: enough to hide the messages, few enough for none to be waited for long. */
export const FILES_AT_ONCE = 400;

/** Does an errand, wherever it is run; `onFiles` is told what a scan finds before it ends. */
export function runErrand(
  host: Host,
  request: ErrandRequest,
  signal: AbortSignal,
  onFiles?: OnFiles,
): Promise<ErrandDone['result']> {
  switch (request.kind) {
    case 'open-segment':
      return openSegment(host, request);
    case 'scan':
      return scanWorkspace(host, request.root, request.options, signal, onFiles && inParts(onFiles));
    case 'name-contents':
      return nameContents(host, request.files);
  }
}

/** Tells of files by the hundred; the last ones are in the result. */
function inParts(onFiles: OnFiles): (file: FoundFile) => void {
  let part: FoundFile[] = [];
  return ({ file, path, grammar, sign }) => {
    part.push({ file, path, grammar, sign });
    if (part.length < FILES_AT_ONCE) return;
    onFiles(part);
    part = [];
  };
}

/** Reads a segment and checks its seal; `null` for anything else that lies there. */
async function openSegment(host: Host, request: SegmentRequest): Promise<SharedArrayBuffer | null> {
  const read = await host.readShared(request.path, request.bytes);
  return read.ok && isGenuine(read.value, request.engine, request.key) ? read.value : null;
}

async function nameContents(host: Host, files: readonly NamedFile[]): Promise<readonly NamedContent[]> {
  const named: NamedContent[] = [];
  for (const { path, grammar } of files) {
    const read = await host.readFile(path);
    named.push(
      read.ok
        ? { name: contentName(grammar, read.value), isBinary: looksBinary(read.value) }
        : { name: null, isBinary: false },
    );
  }
  return named;
}
