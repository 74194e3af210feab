// Bindings, attributes, output and error handling of PHP.
import { nearestAround } from '../nearest-around.ts';
import type { Enter, FactSink } from '../pack.ts';
import { firstNamed, NONE, type NodeIndex, namedChildren, type TreeView } from '../tree-view.ts';
import { CallFlag, Mod } from '../vocabulary.ts';
import { simpleName } from './declarations.ts';
import { includeExpression, useDeclaration } from './imports.ts';

function expressionOf(t: TreeView, n: NodeIndex): NodeIndex {
  return namedChildren(t, n).find((c) => !t.is(c, 'comment')) ?? NONE;
}

/** PHP declares a variable by giving it a value: a plain `$x = …` is told as a declaration. */
function assignment(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const target = t.field(n, 'left');
  const value = t.field(n, 'right');
  if (t.is(target, 'list_literal') || t.is(target, 'array_creation_expression')) return destructuring(s, n, target);
  s.binding(n, { kind: t.is(target, 'variable_name') ? 'variable' : 'assign', target, value });
}

function destructuring(s: FactSink, n: NodeIndex, list: NodeIndex): void {
  const t = s.tree;
  const value = n === NONE ? NONE : t.field(n, 'right');
  const holders = new Set(['list_literal', 'by_ref', 'array_element_initializer']);
  for (let i = list + 1, end = t.after(list); i < end; i++) {
    if (t.is(i, 'variable_name') && holders.has(t.kind(t.parent(i)))) {
      s.binding(i, { kind: 'variable', target: i, value });
    }
  }
}

function foreachVariables(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const as = t.child(n, 'as');
  const body = t.field(n, 'body');
  if (as === NONE) return;
  const holders = new Set(['list_literal', 'by_ref', 'pair', 'foreach_statement']);
  for (let i = t.nextSibling(as); i !== NONE && i !== body && i < t.after(n); i++) {
    if (t.is(i, 'variable_name') && holders.has(t.kind(t.parent(i)))) {
      s.binding(i, { kind: 'variable', target: i, value: NONE });
    }
  }
}

function staticVariable(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  s.binding(n, { kind: 'variable', target: t.field(n, 'name'), value: t.field(n, 'value'), modifiers: Mod.static });
}

/** `key => value` of an array. */
function arrayElement(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  if (t.child(n, '=>') === NONE || t.is(t.parent(n), 'yield_expression')) return;
  const [key, value] = namedChildren(t, n).filter((c) => !t.is(c, 'comment'));
  if (key !== undefined && value !== undefined) {
    s.binding(n, { kind: 'pair', target: key, value, name: s.textOf(key) });
  }
}

function keyword(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const name = t.field(n, 'name');
  const value = namedChildren(t, n).at(-1) ?? NONE;
  if (name !== NONE && value !== name) s.binding(n, { kind: 'keyword', target: name, value, name: t.slice(name) });
}

function attribute(s: FactSink, n: NodeIndex): void {
  s.decorator(n, s.pathOf(firstNamed(s.tree, n)), s.tree.field(n, 'parameters'));
}

const SCOPES: ReadonlySet<string> = new Set([
  'function_definition',
  'method_declaration',
  'anonymous_function',
  'program',
]);

/** The function, or the file, whose variables a place shares. */
const scopeOf = nearestAround(SCOPES);

function catchClause(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const name = t.field(n, 'name');
  const types = t.field(n, 'type');
  s.handler(n, {
    kind: 'catch',
    // The name without its `$`: uses of it are looked for among the leaves of the tree.
    binding: name === NONE ? NONE : t.child(name, 'name'),
    types: types === NONE ? [] : namedChildren(t, types).map((c) => simpleName(t.slice(c))),
    body: handlerBody(t, t.field(n, 'body')),
    scope: scopeOf(t, n),
  });
}

/** A block that holds a lone `;` is as empty as one that holds nothing. */
function handlerBody(t: TreeView, block: NodeIndex): NodeIndex {
  const [only, more] = block === NONE ? [] : namedChildren(t, block);
  return only !== undefined && more === undefined && t.is(only, 'empty_statement') ? only : block;
}

/** `echo`, `print` and `exit` take arguments without parentheses. */
function command(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const sequence = t.child(n, 'sequence_expression');
  const args = sequence === NONE ? n : sequence;
  s.calling(n, { name: t.firstChild(n), receiver: NONE, args, flags: CallFlag.isCommand });
}

/** `<?= … ?>` is an `echo` of the statement that follows. */
function openingTag(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  if (t.slice(n) !== '<?=') return;
  const inner = t.nextSibling(n);
  const next = inner === NONE ? t.nextSibling(t.parent(n)) : inner;
  if (!t.is(next, 'expression_statement')) return;
  s.calling(next, { name: n, nameText: 'echo', receiver: NONE, args: next, flags: CallFlag.isCommand });
}

/** Handlers of everything below the level of declarations. */
export const statements: Readonly<Record<string, Enter>> = {
  namespace_use_declaration: useDeclaration,
  include_expression: includeExpression,
  include_once_expression: includeExpression,
  require_expression: includeExpression,
  require_once_expression: includeExpression,
  assignment_expression: assignment,
  reference_assignment_expression: assignment,
  foreach_statement: foreachVariables,
  static_variable_declaration: staticVariable,
  array_element_initializer: arrayElement,
  argument: keyword,
  attribute,
  catch_clause: catchClause,
  finally_clause: (s, n) => {
    const body = handlerBody(s.tree, s.tree.field(n, 'body'));
    s.handler(n, { kind: 'finally', binding: NONE, types: [], body });
  },
  throw_expression: (s, n) => s.throwing(n, expressionOf(s.tree, n)),
  return_statement: (s, n) => s.returning(n, expressionOf(s.tree, n)),
  echo_statement: command,
  print_intrinsic: command,
  exit_statement: command,
  php_tag: openingTag,
  shell_command_expression: (s, n) =>
    s.calling(n, {
      name: s.tree.firstChild(n),
      nameText: 'shell_exec',
      receiver: NONE,
      args: NONE,
      flags: CallFlag.isCommand,
    }),
};
