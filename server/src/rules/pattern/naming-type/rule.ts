import { TYPE_KINDS } from '@drift/grammars';
import type { Row } from '../../../facts/schema.ts';
import { defineConvention } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';
import { describeStyle } from '../../engine/identifier-style.ts';
import { FreeNames, isForeignFile, isLocal, isMarked, lastPart, nameStyle } from '../free-names.ts';
import { LinterMarks } from '../linter-marks.ts';

/** A class that is used like a function: a decorator, a descriptor, a context manager or an iterator. */
const USED_AS_FUNCTION: ReadonlySet<string> = new Set([
  '__call__',
  '__enter__',
  '__aenter__',
  '__get__',
  '__set_name__',
  '__iter__',
  '__next__',
]);

/** Bases of classes that describe memory of native code. */
const NATIVE_BASES: ReadonlySet<string> = new Set([
  'Structure',
  'Union',
  'BigEndianStructure',
  'LittleEndianStructure',
  'BigEndianUnion',
  'LittleEndianUnion',
]);
/** Fields in snake_case from which on a type of Go describes a structure of C. */
const MIN_FIELDS = 2;

/** How classes, interfaces and other types are named. */
export const namingType = defineConvention({
  id: 'drift/pattern/naming-type',
  title: 'Naming of types',
  languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'python', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  fix: 'unsafe',
  precision: {
    corpus: '24 projects of docs/precision with findings',
    sample: 59,
    precision: 0.47,
  },
  sites: 'types',
  answers: ['pascal', 'camel', 'snake', 'mixedCaps'],
  describe: describeStyle,
  observe(view, report) {
    if (isForeignFile(view)) return;
    const free = new FreeNames(view);
    const based = new Set(view.language === 'python' ? [...view.table('bases')].map((b) => b.symbol) : []);
    const roles = view.language === 'python' ? callableClasses(view) : new Set<number>();
    const native = nativeTypes(view);
    const marks = new LinterMarks(view);
    for (const s of view.table('symbols')) {
      if (native.has(s.index) || marks.covers(s.start, s.nameEnd)) continue;
      if (!TYPE_KINDS.has(s.kind) || isMarked(view, s.name) || free.isBound(s.index) || roles.has(s.index)) continue;
      const value = nameStyle(view, s.name);
      // A type alias in camelCase is a function over types.
      if (value === 'camel' && s.kind === 'typeAlias' && view.language === 'typescript') continue;
      if (value === 'snake' && (based.has(s.index) || isAttribute(view, s))) continue;
      // Structures and numbers of native code keep the names they have there.
      if (view.language === 'csharp' && (s.kind === 'struct' || s.kind === 'enum')) continue;
      // JNDI looks the class up by the scheme in front.
      if (view.language === 'java' && s.name.endsWith('URLContextFactory')) continue;
      // Capitals mark a sentinel or a structure of a foreign interface.
      if (value !== null && value !== 'screaming') report({ value, start: s.nameStart, end: s.nameEnd });
    }
  },
});

/**
 * In Python, a class inside a class is an attribute, which something may look up by its name; a class of tests may be
 * named as its tests are.
 */
function isAttribute(view: FileView, s: Row<'symbols'>): boolean {
  if (view.language !== 'python') return false;
  return (s.parent >= 0 && !isLocal(view, s.parent)) || (view.role === 'test' && s.name.startsWith('test_'));
}

/** Types that describe memory of native code, whose names they repeat. */
function nativeTypes(view: FileView): ReadonlySet<number> {
  const out = new Set<number>();
  if (view.language === 'python') {
    for (const b of view.table('bases')) if (NATIVE_BASES.has(lastPart(b.name))) out.add(b.symbol);
  }
  if (view.language !== 'go') return out;
  const fields = new Map<number, { snake: number; other: number }>();
  for (const b of view.table('bindings')) {
    if (b.kind !== 'field') continue;
    const seen = fields.get(b.symbol) ?? { snake: 0, other: 0 };
    const style = nameStyle(view, b.target);
    if (style === 'snake') seen.snake++;
    else if (style !== null) seen.other++;
    fields.set(b.symbol, seen);
  }
  for (const [type, { snake, other }] of fields) if (snake >= MIN_FIELDS && snake > other) out.add(type);
  return out;
}

function callableClasses(view: FileView): ReadonlySet<number> {
  const out = new Set<number>();
  for (const s of view.table('symbols')) if (USED_AS_FUNCTION.has(s.name)) out.add(s.parent);
  return out;
}
