import type { Row } from '../../../facts/schema.ts';
import type { FileView } from '../../engine/file-view.ts';

/** A place that a check reports. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** An origin pattern that fits every origin. */
export const ANY_PATTERN = /^\^?(?:\.[*+]|\*|https\?:\/\/\.[*+]|https\?:\/\/\*)\$?$/;

/** The calls of one chain: they start at the same place. */
export function chainOf(view: FileView, call: Row<'calls'>): Row<'calls'>[] {
  const out: Row<'calls'>[] = [];
  for (const c of view.table('calls')) if (c.start === call.start && c.symbol === call.symbol) out.push(c);
  return out;
}

/** True for a call with a first argument of this text. */
export function takes(view: FileView, call: Row<'calls'>, text: RegExp): boolean {
  const [first] = view.argumentsOf(call);
  return first !== undefined && text.test(first.text);
}

/** True for a function in this range that answers true to everything and asks nothing. */
export function alwaysTrue(view: FileView, range: Place): boolean {
  const isInside = (row: Place): boolean => row.start >= range.start && row.end <= range.end;
  const lambda = [...view.table('symbols')].find(isInside);
  if (lambda === undefined || lambda.branches > 0) return false;
  const calls = [...view.table('calls')].filter(isInside);
  if (calls.length === 0) {
    const returns = [...view.table('returns')].filter(isInside);
    return returns.length === 1 && returns[0]?.shape === 'true';
  }
  // `(origin, done) => done(null, true)`
  const [only] = calls;
  if (calls.length > 1 || only === undefined) return false;
  const [error, answer] = view.argumentsOf(only);
  return error?.shape === 'null' && answer?.shape === 'true' && isParameterOf(view, only.callee, lambda.index);
}

function isParameterOf(view: FileView, name: string, symbol: number): boolean {
  for (const p of view.table('parameters')) if (p.symbol === symbol && p.name === name) return true;
  return false;
}
