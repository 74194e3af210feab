import { Mod } from '@drift/grammars';
import type { Span } from '@drift/shared';
import type { Row } from '../../../facts/schema.ts';
import { defineConvention } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';
import { lastPart } from '../free-names.ts';
import { CONTAINERS, type ContainerRow } from './containers.ts';

const NAMES: ReadonlyMap<string, string> = new Map([
  ['constructor', 'services passed to the constructor'],
  ['property', 'services put into fields'],
]);

/** How a class that a container makes gets the services it needs. */
export const diStyle = defineConvention({
  id: 'drift/pattern/di-style',
  title: 'Injection of services',
  languages: ['csharp', 'java', 'kotlin', 'php', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  fix: 'none',
  sites: 'classes with services',
  answers: ['constructor', 'property'],
  describe: (value) => NAMES.get(value) ?? value,
  observe(view, report) {
    const row = CONTAINERS[view.language];
    // Test classes are made by their runner.
    if (row === undefined || view.role === 'test') return;
    const marks = marksByClass(view);
    const points = pointsByClass(view, row);
    for (const type of view.table('symbols')) {
      if (type.kind !== 'class' || (type.modifiers & Mod.abstract) !== 0) continue;
      const point = points.get(type.index);
      const own = marks.get(type.index) ?? [];
      // What is put in late on purpose breaks a circle of services.
      if (own.includes('Lazy') || (point === undefined && !isService(row, type, own))) continue;
      const passed = constructorOf(view, row, type, own);
      if (point !== undefined && hasForeignMaker(view, row, type)) continue;
      if (point !== undefined && passed !== null) report({ value: null, start: type.nameStart, end: type.nameEnd });
      else if (point !== undefined) report({ value: 'property', ...point });
      else if (passed !== null) report({ value: 'constructor', ...passed });
    }
  },
});

function isService(row: ContainerRow, type: Row<'symbols'>, marks: readonly string[]): boolean {
  return marks.some((m) => row.classMarks.has(m)) || row.classNames?.test(type.name) === true;
}

/** Names of the marks of each class and of its constructors. */
function marksByClass(view: FileView): ReadonlyMap<number, readonly string[]> {
  const out = new Map<number, string[]>();
  const symbols = view.table('symbols');
  for (const d of view.table('decorators')) {
    const on = symbols.get(d.symbol);
    const type = on?.kind === 'constructor' ? on.parent : on !== null ? on.index : (around(view, d.start)?.index ?? -1);
    out.set(type, [...(out.get(type) ?? []), lastPart(d.name)]);
  }
  return out;
}

/** The first field, property or setter of each class that the container fills. */
function pointsByClass(view: FileView, row: ContainerRow): ReadonlyMap<number, Span> {
  const out = new Map<number, Span>();
  const symbols = view.table('symbols');
  const put = (type: Row<'symbols'> | null, place: Span): void => {
    const known = type?.kind === 'class' ? out.get(type.index) : place;
    if (type !== null && (known === undefined || (known !== place && place.start < known.start)))
      out.set(type.index, { start: place.start, end: place.end });
  };
  for (const d of view.table('decorators')) {
    if (!row.points.has(lastPart(d.name))) continue;
    const on = symbols.get(d.symbol);
    if (on === null) put(around(view, d.start), d);
    else if (on.kind === 'method' && on.parameters > 0) put(symbols.get(on.parent), d);
  }
  for (const b of view.table('bindings')) {
    if (b.kind !== 'field' || b.shape !== 'call' || row.fieldCalls?.has(b.text) !== true) continue;
    put(symbols.get(b.symbol), { start: b.targetStart, end: b.targetEnd });
  }
  return out;
}

/** The innermost declaration around an offset. */
function around(view: FileView, offset: number): Row<'symbols'> | null {
  const symbols = view.table('symbols');
  let at = symbols.get(symbols.firstFrom(offset + 1) - 1);
  while (at !== null && at.end <= offset) at = symbols.get(at.parent);
  return at;
}

/** Where the constructor of a class takes services, or `null`. */
function constructorOf(view: FileView, row: ContainerRow, type: Row<'symbols'>, marks: readonly string[]): Span | null {
  if (marks.some((m) => row.writtenConstructors?.has(m) === true)) return { start: type.nameStart, end: type.nameEnd };
  const symbols = view.table('symbols');
  for (const p of view.table('parameters')) {
    const owner = symbols.get(p.symbol);
    const isOwn = owner?.index === type.index || (owner?.kind === 'constructor' && owner.parent === type.index);
    if (!isOwn || !row.service.test(p.type) || row.notService?.test(p.type) === true) continue;
    return owner.nameEnd > owner.nameStart
      ? { start: owner.nameStart, end: owner.nameEnd }
      : { start: type.nameStart, end: type.nameEnd };
  }
  return null;
}

/** True where something else than the container calls the constructor, or a base takes part in it. */
function hasForeignMaker(view: FileView, row: ContainerRow, type: Row<'symbols'>): boolean {
  for (const b of view.table('bases')) {
    if (b.symbol !== type.index) continue;
    if (b.relation === 'extends' && view.language !== 'php' && view.language !== 'csharp') return true;
    if (row.madeElsewhere?.test(lastPart(b.name)) === true) return true;
  }
  return row.madeElsewhere?.test(type.name) === true;
}
