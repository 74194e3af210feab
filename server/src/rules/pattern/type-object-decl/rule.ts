import { Mod } from '@drift/grammars';
import type { Fix, RuleFinding, TextEdit } from '@drift/shared';
import type { Row } from '../../../facts/schema.ts';
import { defineConvention } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';
import type { FixContext } from '../../engine/rule.ts';
import { isForeignFile, isLocal } from '../free-names.ts';
import { switchesOff } from '../linter-marks.ts';

const NAMES: ReadonlyMap<string, string> = new Map([
  ['interface', 'an interface'],
  ['type', 'a type alias'],
]);
/** Types of functions, and of what another value is. */
const FUNCTION_TYPE = /^\(*\s*(?:new\s*)?(?:<[^>]*>)?\([^)]*\)\s*=>|^typeof\b/;
/** Code units of the shortest ` = ` and of a space: with more between name and body, there may be type parameters. */
const ASSIGNED = 3;

/** Whether object types are declared as interfaces or as type aliases. */
export const typeObjectDecl = defineConvention({
  id: 'drift/pattern/type-object-decl',
  title: 'Declaration of object types',
  languages: ['typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  fix: 'unsafe',
  caution: 'an interface has no index signature, and declarations of its name merge',
  precision: {
    corpus: '8 projects of docs/precision with findings',
    sample: 38,
    precision: 0.58,
  },
  sites: 'object types',
  answers: ['interface', 'type'],
  describe: (value) => NAMES.get(value) ?? value,
  observe(view, report) {
    if (isForeignFile(view) || switchesOff(view, /consistent-type-definitions/)) return;
    const bases = [...view.table('bases')];
    const extending = new Set(bases.map((b) => b.symbol));
    const extended = new Set(bases.map((b) => b.name));
    const data = ownersOfData(view);
    for (const s of view.table('symbols')) {
      const value = s.kind === 'interface' ? 'interface' : s.form === 'object' ? 'type' : null;
      if (value === null || isLocal(view, s.parent) || (s.modifiers & Mod.declared) !== 0) continue;
      // What extends others, or adds to a declaration of the same name, has to be an interface.
      if (extending.has(s.index) || view.symbolsNamed(s.name).length > 1) continue;
      // A contract that others implement or extend is called an interface with good reason.
      if (extended.has(s.name) || !data.has(s.index)) continue;
      report({ value, start: s.nameStart, end: s.nameEnd });
    }
  },
  fixFor: redeclare,
});

/**
 * Types that hold data: with a property that is no function, and without methods. The others are contracts, signatures
 * of functions, maps or marks.
 */
function ownersOfData(view: FileView): ReadonlySet<number> {
  const out = new Set<number>();
  for (const b of view.table('bindings')) if (b.kind === 'field' && !FUNCTION_TYPE.test(b.type)) out.add(b.symbol);
  for (const s of view.table('symbols')) if (s.kind === 'method') out.delete(s.parent);
  return out;
}

/** Refused where type parameters may stand between the name and the body. */
function redeclare({ view }: FixContext, finding: RuleFinding, expected: string): Fix | string {
  const symbol = [...view.table('symbols')].find((s) => s.nameStart === finding.start);
  if (symbol === undefined) return 'the declaration is not there any more';
  const isAlias = symbol.kind === 'typeAlias';
  const between = symbol.bodyStart - symbol.nameEnd;
  if (expected !== (isAlias ? 'interface' : 'type')) return `\`${expected}\` declares no object type`;
  if (symbol.nameStart - symbol.start !== (isAlias ? 'type ' : 'interface ').length)
    return 'something stands between the keyword and the name';
  if (between !== (isAlias ? ASSIGNED : 1)) return 'type parameters or a comment may stand between name and body';
  // Only in a module does an interface keep apart from a global one of its name.
  if (isAlias && view.table('imports').length + view.table('exports').length === 0)
    return 'the file is a script, where an interface merges with every other of its name';
  // The parser takes `export default type`, the compiler does not.
  if (!isAlias && isDefaultExport(view, symbol))
    return 'only an interface can be declared and exported as the default in one statement';
  return {
    title: isAlias ? 'Declare as an interface' : 'Declare as a type alias',
    kind: 'unsafe',
    edits: isAlias ? toInterface(view, symbol) : toAlias(view, symbol),
  };
}

function isDefaultExport(view: FileView, { start, end }: Row<'symbols'>): boolean {
  return [...view.table('exports')].some((e) => e.kind === 'default' && e.start < start && end <= e.end);
}

function toInterface({ file }: FileView, s: Row<'symbols'>): TextEdit[] {
  const edits = [
    { file, start: s.start, end: s.nameStart, newText: 'interface ' },
    { file, start: s.nameEnd, end: s.bodyStart, newText: ' ' },
  ];
  return s.end === s.bodyEnd ? edits : [...edits, { file, start: s.bodyEnd, end: s.end, newText: '' }];
}

function toAlias({ file }: FileView, s: Row<'symbols'>): TextEdit[] {
  return [
    { file, start: s.start, end: s.nameStart, newText: 'type ' },
    { file, start: s.nameEnd, end: s.bodyStart, newText: ' = ' },
    { file, start: s.bodyEnd, end: s.bodyEnd, newText: ';' },
  ];
}
