// Which bare names are local variables; every other one is a call without arguments.
import { nearestAround } from '../nearest-around.ts';
import { NONE, type NodeIndex, type TreeView } from '../tree-view.ts';

/** Kinds that start a new set of local variables. */
const SCOPES: ReadonlySet<string> = new Set([
  'method',
  'singleton_method',
  'class',
  'module',
  'singleton_class',
  'program',
]);
/** Parents below which a name is bound or only spelled, never read. */
const BINDERS: ReadonlySet<string> = new Set([
  'method_parameters',
  'block_parameters',
  'lambda_parameters',
  'splat_parameter',
  'hash_splat_parameter',
  'block_parameter',
  'destructured_parameter',
  'exception_variable',
  'left_assignment_list',
  'rest_assignment',
  'destructured_left_assignment',
  'array_pattern',
  'find_pattern',
  'alternative_pattern',
  'setter',
  'alias',
  'undef',
  'ERROR',
]);
/** Parents of which one field binds. */
const BINDING_FIELDS: Readonly<Record<string, string>> = {
  assignment: 'left',
  operator_assignment: 'left',
  optional_parameter: 'name',
  keyword_parameter: 'name',
  for: 'pattern',
  in_clause: 'pattern',
  match_pattern: 'pattern',
  test_pattern: 'pattern',
  as_pattern: 'name',
  keyword_pattern: 'value',
};
/** Names the language itself fills in. */
const IMPLICIT = /^(__\w+__|_[1-9]|it)$/;

/** The node that holds the whole file. */
const ROOT: NodeIndex = 0;
const scopeOf = nearestAround(SCOPES);

const locals = new WeakMap<TreeView, Map<NodeIndex, ReadonlySet<string>>>();

function isBinder(t: TreeView, n: NodeIndex): boolean {
  const parent = t.parent(n);
  const kind = t.kind(parent);
  if (BINDERS.has(kind)) return true;
  const field = BINDING_FIELDS[kind];
  return field !== undefined && t.fieldOf(n) === field;
}

/** True when an identifier in an expression can only be a call: it is no name of a declaration and no local variable. */
export function isBareCall(t: TreeView, n: NodeIndex): boolean {
  const parent = t.parent(n);
  if (parent === NONE || isBinder(t, n)) return false;
  const field = t.fieldOf(n);
  if (field === 'name' || (field === 'method' && t.is(parent, 'call'))) return false;
  const text = t.slice(n);
  if (IMPLICIT.test(text)) return false;
  const scope = scopeOf(t, n);
  // A damaged text has no `program`: what stands outside all scopes belongs to the file.
  return !localsOf(t, scope === NONE ? ROOT : scope).has(text);
}

function localsOf(t: TreeView, scope: NodeIndex): ReadonlySet<string> {
  let known = locals.get(t);
  if (known === undefined) {
    known = new Map();
    locals.set(t, known);
  }
  let names = known.get(scope);
  if (names === undefined) {
    names = readLocals(t, scope);
    known.set(scope, names);
  }
  return names;
}

function readLocals(t: TreeView, scope: NodeIndex): ReadonlySet<string> {
  const names = new Set<string>();
  for (let i = scope + 1, end = t.after(scope); i < end; ) {
    const kind = t.kind(i);
    if (kind === 'identifier') {
      if (isBinder(t, i) || t.fieldOf(i) === 'name') names.add(t.slice(i));
    } else if (kind === 'hash_key_symbol' && t.is(t.parent(i), 'keyword_pattern')) names.add(t.slice(i));
    i = t.isNamed(i) && SCOPES.has(kind) ? t.after(i) : i + 1;
  }
  return names;
}
