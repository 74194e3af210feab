import type { BatchDone, JobBatch } from './worker-job.ts';

/** Messages between the pool and its workers are made by this code on both sides; only their outline is checked. */
export function asJobBatch(message: unknown): JobBatch | null {
  return hasId(message) && 'jobs' in message ? (message as unknown as JobBatch) : null;
}

/** What a worker answers for a batch, or `null` for any other message. */
export function asBatchDone(message: unknown): BatchDone | null {
  return hasId(message) && 'outcomes' in message ? (message as unknown as BatchDone) : null;
}

function hasId(message: unknown): message is { readonly id: number } {
  return typeof message === 'object' && message !== null && 'id' in message && typeof message.id === 'number';
}
