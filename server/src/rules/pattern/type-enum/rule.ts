import { CALLABLE_KINDS, Mod, type Shape, type TypeForm } from '@drift/grammars';
import type { Row } from '../../../facts/schema.ts';
import { defineConvention } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';
import { isForeignFile, isLocal, lastPart } from '../free-names.ts';

const NAMES: ReadonlyMap<string, string> = new Map([
  ['enum', 'an enum'],
  ['union', 'a union of literals'],
  ['const object', 'the values of a constant object'],
  ['const array', 'the elements of a constant array'],
]);
const OF_FORM: Readonly<Partial<Record<TypeForm, string>>> = {
  texts: 'union',
  valuesOf: 'const object',
  elementsOf: 'const array',
};
/** Sets of names that pick members of a type: they have to be types. */
const PICKS = /(?:Keys?|Props?|Propert(?:y|ies)|Fields?|Names?|Attributes?)$/;
const ENUM_BASES: ReadonlySet<string> = new Set(['Enum', 'StrEnum', 'TextChoices']);
const LITERAL = /^(?:typing|typing_extensions)\.Literal\[\]$/;
/** Members a union of texts could stand for: numbers are mostly given by somebody else. */
const TEXT_LIKE: ReadonlySet<Shape> = new Set<Shape>(['none', 'string']);

/** How a closed set of values is declared. */
export const typeEnum = defineConvention({
  id: 'drift/pattern/type-enum',
  title: 'Closed sets of values',
  languages: ['python', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  fix: 'none',
  precision: {
    corpus: '1 package: patternfly-react-core',
    sample: 4,
    precision: 0,
  },
  sites: 'closed sets of values',
  answers: ['enum', 'union', 'const object', 'const array'],
  describe: (value) => NAMES.get(value) ?? value,
  observe(view, report) {
    if (isForeignFile(view)) return;
    const answer = view.language === 'python' ? pythonEnum : typescriptSet;
    for (const s of view.table('symbols')) {
      const value = isLocal(view, s.parent) ? null : answer(view, s);
      if (value !== null) report({ value, start: s.nameStart, end: s.nameEnd });
    }
    if (view.language !== 'python') return;
    for (const b of view.table('bindings')) {
      if (isLiteralAlias(view, b)) report({ value: 'union', start: b.targetStart, end: b.targetEnd });
    }
  },
});

function typescriptSet(view: FileView, s: Row<'symbols'>): string | null {
  if ((s.modifiers & Mod.declared) !== 0) return null;
  if (s.kind !== 'enum') return PICKS.test(s.name) ? null : (OF_FORM[s.form] ?? null);
  return membersOf(view, s, (m) => TEXT_LIKE.has(m.shape)) ? 'enum' : null;
}

/** True for a type with at least two members, all of which fit. */
function membersOf(view: FileView, s: Row<'symbols'>, fits: (member: Row<'bindings'>) => boolean): boolean {
  let members = 0;
  for (const b of view.table('bindings')) {
    if (b.symbol !== s.index || b.kind === 'pair' || b.kind === 'keyword') continue;
    if (!fits(b)) return false;
    members++;
  }
  return members > 1;
}

/** An enum of texts without methods of its own. */
function pythonEnum(view: FileView, s: Row<'symbols'>): string | null {
  if (s.kind !== 'class' && s.kind !== 'enum') return null;
  let isEnum = false;
  for (const b of view.table('bases')) if (b.symbol === s.index && ENUM_BASES.has(lastPart(b.name))) isEnum = true;
  if (!isEnum || hasFunctions(view, s)) return null;
  const isText = (m: Row<'bindings'>): boolean =>
    m.shape === 'string' || (m.shape === 'call' && /^(?:enum\.)?auto$/.test(m.text));
  return membersOf(view, s, isText) ? 'enum' : null;
}

function hasFunctions(view: FileView, s: Row<'symbols'>): boolean {
  for (const other of view.table('symbols'))
    if (other.parent === s.index && CALLABLE_KINDS.has(other.kind)) return true;
  return false;
}

/** `Mode = Literal['r', 'w']` in a module. */
function isLiteralAlias(view: FileView, b: Row<'bindings'>): boolean {
  if (b.symbol >= 0 || b.shape !== 'index' || !/^[A-Z]\w*$/.test(b.target) || PICKS.test(b.target)) return false;
  return LITERAL.test(view.canonical(b.text));
}
