// `use` declarations and included files of PHP.
import type { FactSink, ImportFact } from '../pack.ts';
import { childrenOfKind, firstNamed, NONE, type NodeIndex, namedChildren, type TreeView } from '../tree-view.ts';
import { CallFlag } from '../vocabulary.ts';
import { simpleName } from './declarations.ts';

/** Every clause of a `use` is an import of its own; groups are written out. */
export function useDeclaration(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const group = t.field(n, 'body');
  const prefix = group === NONE ? '' : `${t.slice(t.child(n, 'namespace_name'))}\\`;
  for (const clause of childrenOfKind(t, group === NONE ? n : group, 'namespace_use_clause')) {
    s.importing(clause, clauseImport(t, clause, prefix));
  }
}

function clauseImport(t: TreeView, clause: NodeIndex, prefix: string): ImportFact {
  const alias = t.field(clause, 'alias');
  const name = namedChildren(t, clause).find((c) => c !== alias && !t.is(c, 'comment')) ?? clause;
  const source = `${prefix}${t.slice(name)}`.replace(/\s+/g, '').replace(/^\\/, '');
  const specifier = { kind: 'named', name: simpleName(source), alias: t.slice(alias), node: name } as const;
  return { kind: 'static', source, sourceNode: name, specifiers: [specifier] };
}

/** `require 'x.php'`: a call as any other, and an import when the path is written out. */
export function includeExpression(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  let path = firstNamed(t, n);
  while (t.is(path, 'parenthesized_expression')) path = firstNamed(t, path);
  const source = path === NONE ? '' : pathText(s, path);
  if (source !== '') s.importing(n, { kind: 'include', source, sourceNode: path, specifiers: [] });
  s.calling(n, { name: t.firstChild(n), receiver: NONE, args: n, flags: CallFlag.isCommand });
}

const HERE = /^(__DIR__|dirname\(__FILE__\))$/i;
const ABOVE = /^dirname\((__DIR__|dirname\(__FILE__\))\)$/i;

/** The path of an included file, relative to the file when it starts with `__DIR__`; `''` when code decides. */
function pathText(s: FactSink, path: NodeIndex): string {
  const t = s.tree;
  if (isLiteral(t, path)) return s.textOf(path);
  if (!t.is(path, 'binary_expression')) return '';
  const left = t.slice(t.field(path, 'left')).replace(/\s+/g, '');
  const right = t.field(path, 'right');
  if (!isLiteral(t, right)) return '';
  if (HERE.test(left)) return `.${s.textOf(right)}`;
  return ABOVE.test(left) ? `..${s.textOf(right)}` : '';
}

function isLiteral(t: TreeView, n: NodeIndex): boolean {
  if (t.is(n, 'string')) return true;
  return t.is(n, 'encapsed_string') && namedChildren(t, n).every((c) => t.is(c, 'string_content'));
}
