import type { FileView } from '../engine/file-view.ts';

/**
 * True inside the table of a framework's own defaults, `default_config = { … }`: it lists what may be set, and decides
 * nothing for a program.
 */
export function isInDefaults(view: FileView, place: { readonly start: number; readonly end: number }): boolean {
  for (const b of view.table('bindings')) {
    if (b.valueStart > place.start) continue;
    if (place.end <= b.valueEnd && b.start < place.start && /default/i.test(b.target)) return true;
  }
  return false;
}
