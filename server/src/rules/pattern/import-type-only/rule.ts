import { ImportFlag, SpecifierFlag } from '@drift/grammars';
import type { Fix, RuleFinding } from '@drift/shared';
import type { Row } from '../../../facts/schema.ts';
import { defineConvention } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';
import type { FixContext } from '../../engine/rule.ts';
import { isForeignFile } from '../free-names.ts';

const NAMES: ReadonlyMap<string, string> = new Map([
  ['type', '`import type`'],
  ['plain', 'a plain import of types'],
]);
/** Names that compiled JSX reads although the source does not show it. */
const JSX_NAMES: ReadonlySet<string> = new Set(['React', 'h', 'jsx', 'createElement', 'Fragment', 'Preact']);
const KEYWORD = 'import';

/** Whether imports that only bring in types say so. */
export const importTypeOnly = defineConvention({
  id: 'drift/pattern/import-type-only',
  title: 'Imports of types',
  languages: ['typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  fix: 'safe',
  precision: {
    corpus: '7 projects of docs/precision with findings',
    sample: 28,
    precision: 0.68,
  },
  sites: 'imports of types',
  answers: ['type', 'plain'],
  describe: (value) => NAMES.get(value) ?? value,
  // To say that an import is one of types is never a step back.
  deviates: (actual) => actual === 'plain',
  observe(view, report) {
    // Decorators keep the types of what they stand on at run time, where a type import would leave nothing.
    if (isForeignFile(view) || view.table('decorators').length > 0) return;
    const code = startOfCode(view);
    const specifiers = specifiersByImport(view);
    for (const row of view.table('imports')) {
      const named = specifiers.get(row.index) ?? [];
      const [first, last] = [named[0], named.at(-1)];
      if (row.kind !== 'static' || row.start > code || first === undefined || last === undefined) continue;
      const value = answerOf(view, row, named);
      if (value !== null) report({ value, start: first.start, end: last.end });
    }
  },
  fixFor: (context, finding, expected) =>
    expected === 'type' ? markAsType(context, finding) : 'an import of types only says so rightly',
});

function answerOf(view: FileView, row: Row<'imports'>, named: readonly Row<'specifiers'>[]): string | null {
  if ((row.flags & ImportFlag.typeOnly) !== 0) return 'type';
  const marked = named.filter((s) => (s.flags & SpecifierFlag.typeOnly) !== 0);
  if (marked.length === named.length) return 'type';
  const onlyTypes = named.every((s) => {
    const uses = s.flags & (SpecifierFlag.usedAsType | SpecifierFlag.usedAsValue);
    return (s.flags & SpecifierFlag.typeOnly) !== 0 || uses === SpecifierFlag.usedAsType;
  });
  // `import type` takes either a default or a list, so both together cannot be marked.
  const mixed = named.length > 1 && named.some((s) => s.kind !== 'named');
  const isJsx = view.file.endsWith('x') && named.some((s) => JSX_NAMES.has(s.alias === '' ? s.name : s.alias));
  return onlyTypes && !mixed && !isJsx ? 'plain' : null;
}

/** An import further down comes after uses of its names that nobody has counted. */
function startOfCode(view: FileView): number {
  const firsts = [view.table('symbols').get(0), view.table('calls').get(0)].map((row) => row?.start ?? Infinity);
  return Math.min(...firsts);
}

function specifiersByImport(view: FileView): ReadonlyMap<number, readonly Row<'specifiers'>[]> {
  const out = new Map<number, Row<'specifiers'>[]>();
  for (const s of view.table('specifiers')) out.set(s.import, [...(out.get(s.import) ?? []), s]);
  return out;
}

function markAsType({ view }: FixContext, finding: RuleFinding): Fix | string {
  const named = [...view.table('specifiers')].filter((s) => finding.start <= s.start && s.end <= finding.end);
  const row = view.table('imports').get(named[0]?.import ?? -1);
  // A list that marks some of its names would mark them twice.
  if (row === null) return 'the import is not there any more';
  if (named.some((s) => (s.flags & SpecifierFlag.typeOnly) !== 0)) return 'some of its names are marked one by one';
  const at = row.start + KEYWORD.length;
  return {
    title: 'Mark as an import of types',
    kind: 'safe',
    edits: [{ file: view.file, start: at, end: at, newText: ' type' }],
  };
}
