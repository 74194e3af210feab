// Numbers that are given a telling name: settings of calls, options and constants.

import { lastSegment } from '../engine/api-table.ts';
import type { FileView } from '../engine/file-view.ts';
import type { Measure } from '../engine/numeric-feature.ts';

/** Separators and suffixes that a number may carry without changing its value. */
const DECORATION = /_|(?<=\d)(?:[uU]?[lL]|[fFdDmM]|[iu](?:8|16|32|64|size))$/g;

/**
 * Reports every positive number that is bound to a name which fits, with its family: the call it is an option of and
 * its name, or its name alone. Zero and negative numbers switch something off and are no sizes.
 */
export function constantsNamed(view: FileView, name: RegExp, report: (measure: Measure) => void): void {
  for (const b of view.table('bindings')) {
    if (b.shape !== 'number') continue;
    const own = lastSegment(b.target).replace(/^[$@]+/, '');
    if (!name.test(folded(own))) continue;
    const value = Number(b.text.replace(DECORATION, ''));
    if (!(value > 0) || !Number.isFinite(value)) continue;
    const call = view.table('calls').get(b.call);
    const family = call === null || call.name === '' ? folded(own) : `${call.name}.${folded(own)}`;
    report({ value, family, start: b.start, end: b.end });
  }
}

/** A name without its style: `max_retries`, `MAX_RETRIES` and `maxRetries` are one. */
function folded(name: string): string {
  return name.replace(/_/g, '').toLowerCase();
}
