import type { ErrandDone, ErrandOrder, ErrandPart, ErrandRequest, ErrandResult } from './errand.ts';
import type { LocalTexts } from './local-codec.ts';
import type { BatchDone, JobBatch } from './worker-job.ts';

/** Messages between the pool and its workers are made by this code on both sides; only their outline is checked. */
export function asJobBatch(message: unknown): JobBatch | null {
  return hasId(message) && 'jobs' in message ? (message as unknown as JobBatch) : null;
}

/** What a worker answers for a batch, or `null` for any other message. */
export function asBatchDone(message: unknown): BatchDone | null {
  return hasId(message) && 'outcomes' in message ? (message as unknown as BatchDone) : null;
}

/** An errand a worker is sent on, or `null` for any other message. */
export function asErrandOrder(message: unknown): ErrandOrder | null {
  return hasId(message) && 'errand' in message ? (message as unknown as ErrandOrder) : null;
}

/** What a worker answers for an errand, or `null` for any other message. */
export function asErrandDone(message: unknown): ErrandDone | null {
  return hasId(message) && 'result' in message ? (message as unknown as ErrandDone) : null;
}

/** What a worker tells of an errand it is still on, or `null` for any other message. */
export function asErrandPart(message: unknown): ErrandPart | null {
  return hasId(message) && 'found' in message ? (message as unknown as ErrandPart) : null;
}

/** A result belongs to the request under whose number it came. */
export function asResultOf<R extends ErrandRequest>(result: ErrandDone['result']): ErrandResult<R> {
  return result as ErrandResult<R>;
}

/** What was encoded by the same build and lay behind its seal. */
export function asLocalTexts(value: unknown): LocalTexts {
  return value as LocalTexts;
}

function hasId(message: unknown): message is { readonly id: number } {
  return typeof message === 'object' && message !== null && 'id' in message && typeof message.id === 'number';
}
