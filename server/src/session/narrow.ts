import type { LocalTexts } from './local-codec.ts';
import type { SegmentDone, SegmentOrder } from './open-segment.ts';
import type { BatchDone, JobBatch } from './worker-job.ts';

/** Messages between the pool and its workers are made by this code on both sides; only their outline is checked. */
export function asJobBatch(message: unknown): JobBatch | null {
  return hasId(message) && 'jobs' in message ? (message as unknown as JobBatch) : null;
}

/** What a worker answers for a batch, or `null` for any other message. */
export function asBatchDone(message: unknown): BatchDone | null {
  return hasId(message) && 'outcomes' in message ? (message as unknown as BatchDone) : null;
}

/** What a worker is asked to open, or `null` for any other message. */
export function asSegmentOrder(message: unknown): SegmentOrder | null {
  return hasId(message) && 'open' in message ? (message as unknown as SegmentOrder) : null;
}

/** What a worker answers for a segment, or `null` for any other message. */
export function asSegmentDone(message: unknown): SegmentDone | null {
  return hasId(message) && 'opened' in message ? (message as unknown as SegmentDone) : null;
}

/** What was encoded by the same build and lay behind its seal. */
export function asLocalTexts(value: unknown): LocalTexts {
  return value as LocalTexts;
}

function hasId(message: unknown): message is { readonly id: number } {
  return typeof message === 'object' && message !== null && 'id' in message && typeof message.id === 'number';
}
