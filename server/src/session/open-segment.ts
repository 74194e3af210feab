import type { Host } from '../host/host.ts';
import { isGenuine } from '../store/segment.ts';

/** A segment to open, by whom and for whom it must have been written. */
export interface SegmentRequest {
  readonly path: string;
  readonly bytes: number;
  readonly engine: string;
  readonly key: Uint8Array;
}

/** What a worker is asked. */
export interface SegmentOrder {
  readonly id: number;
  readonly open: SegmentRequest;
}

/** What a worker answers. */
export interface SegmentDone {
  readonly id: number;
  readonly opened: SharedArrayBuffer | null;
}

/** Reads a segment and checks its seal, both of which take long enough to leave to a worker; `null` for anything else. */
export async function openSegment(host: Host, request: SegmentRequest): Promise<SharedArrayBuffer | null> {
  const read = await host.readShared(request.path, request.bytes);
  return read.ok && isGenuine(read.value, request.engine, request.key) ? read.value : null;
}
