import type { Row } from '../../facts/schema.ts';
import type { FileView } from '../engine/file-view.ts';

/** Longest way from an annotation to the field it belongs to, in code units: modifiers and a type. */
const NEAR = 120;

/** True for a field with a decorator, annotation, attribute or tag: what reads it may ask for its name. */
export function isDecorated(view: FileView, field: Row<'bindings'>): boolean {
  const decorators = view.table('decorators');
  const last = decorators.get(decorators.firstFrom(field.targetStart) - 1);
  const tagged = decorators.get(decorators.firstFrom(field.start));
  if (tagged !== null && tagged.start < field.end && tagged.symbol < 0) return true;
  if (last === null || last.symbol >= 0) return false;
  if (last.start >= field.start) return true;
  // The grammar puts the attribute beside the field: nothing else may be declared between the two.
  if (field.start - last.end > NEAR) return false;
  const between = view.table('bindings').get(field.index - 1);
  const symbols = view.table('symbols');
  const symbol = symbols.get(symbols.firstFrom(last.end));
  return (between === null || between.start < last.end) && (symbol === null || symbol.start >= field.start);
}
