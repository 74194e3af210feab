// Assignments, hash pairs and loop variables.
import type { Enter, FactSink } from '../pack.ts';
import { childrenOfKind, NONE, type NodeIndex, namedChildren, type TreeView } from '../tree-view.ts';
import { type BindingKind, Mod } from '../vocabulary.ts';
import { declareMadeClass } from './declarations.ts';
import { nameArgument, visibilityOf } from './names.ts';

const PATTERNS: ReadonlySet<string> = new Set([
  'left_assignment_list',
  'destructured_left_assignment',
  'rest_assignment',
]);

function kindOf(s: FactSink, target: NodeIndex): BindingKind {
  switch (s.tree.kind(target)) {
    case 'identifier':
      return 'variable';
    case 'constant':
    case 'scope_resolution':
      return 'constant';
    case 'class_variable':
      return s.enclosingKind() === 'class' || s.enclosingKind() === 'namespace' ? 'field' : 'assign';
    case 'global_variable':
      return s.atModuleLevel() ? 'variable' : 'assign';
    default:
      return 'assign';
  }
}

/** Binds one plain target: variable, constant, attribute or element. */
function bind(s: FactSink, n: NodeIndex, target: NodeIndex, value: NodeIndex): void {
  const kind = s.tree.is(n, 'operator_assignment') ? 'assign' : kindOf(s, target);
  const path = s.pathOf(target);
  const key = s.tree.is(target, 'element_reference') ? childrenOfKind(s.tree, target, 'simple_symbol')[0] : undefined;
  const hidden = kind === 'constant' ? visibilityOf(s, n, path) & Mod.private : 0;
  s.binding(n, {
    kind,
    target,
    value,
    // `a.b = 1` reads as a call of `b`.
    name: path.endsWith('()') ? path.slice(0, -2) : path,
    modifiers: kind === 'constant' ? Mod.constant | (hidden === 0 ? Mod.exported : hidden) : 0,
    ...(key === undefined ? {} : { key: nameArgument(s, key) }),
  });
}

/** `a, (b, *c) = …`: one binding a name, with its value where both sides match. */
function bindPattern(s: FactSink, n: NodeIndex, pattern: NodeIndex, value: NodeIndex): void {
  const t = s.tree;
  const targets = namedChildren(t, pattern);
  const values = t.is(value, 'right_assignment_list') ? namedChildren(t, value) : [];
  const paired = values.length === targets.length && !targets.some((c) => t.is(c, 'rest_assignment'));
  if (!paired && value !== NONE) s.binding(n, { kind: 'variable', target: pattern, value, name: '' });
  for (let i = pattern + 1, k = 0, end = t.after(pattern); i < end; ) {
    const named = t.isNamed(i);
    const direct = named && t.parent(i) === pattern;
    const inner = PATTERNS.has(t.kind(i));
    if (named && !inner) bind(s, i, i, paired && direct ? (values[k] ?? NONE) : NONE);
    if (direct) k++;
    i = named && !inner ? t.after(i) : i + 1;
  }
}

/** Calls that give back the string they are called on. */
const SAME_TEXT: ReadonlySet<string> = new Set([
  'freeze',
  'dup',
  'squish',
  'strip',
  'chomp',
  'strip_heredoc',
  'html_safe',
]);
/** How far below its beginning the body of a heredoc is looked for. */
const MAX_HEREDOC_DISTANCE = 200;

/** What is assigned in the end: the last of `a = b = 1`, the text of `"x".freeze`, the body of a heredoc. */
function valueNode(t: TreeView, right: NodeIndex): NodeIndex {
  let value = right;
  while (t.is(value, 'assignment')) value = t.field(value, 'right');
  const receiver =
    t.is(value, 'call') && SAME_TEXT.has(t.slice(t.field(value, 'method'))) ? t.field(value, 'receiver') : NONE;
  if (t.is(receiver, 'string') || t.is(receiver, 'heredoc_beginning')) value = receiver;
  if (!t.is(value, 'heredoc_beginning')) return value;
  const end = Math.min(t.size, value + MAX_HEREDOC_DISTANCE);
  for (let i = value + 1; i < end; i++) if (t.is(i, 'heredoc_body')) return i;
  return value;
}

function assignment(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  if (declareMadeClass(s, n)) return;
  const left = t.field(n, 'left');
  if (left === NONE) return;
  const value = valueNode(t, t.field(n, 'right'));
  if (t.is(left, 'left_assignment_list')) bindPattern(s, n, left, value);
  else bind(s, n, left, value);
}

function pair(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const target = t.field(n, 'key');
  const list = t.parent(n);
  const argument = t.is(list, 'argument_list') && t.is(t.parent(list), 'call');
  const name = nameArgument(s, target);
  const value = t.field(n, 'value');
  s.binding(n, { kind: argument ? 'keyword' : 'pair', target, value, ...(name === '' ? {} : { name }) });
}

/** Handlers of everything that gives a name a value. */
export const bindingEnter: Readonly<Record<string, Enter>> = {
  assignment,
  operator_assignment: (s, n) => bind(s, n, s.tree.field(n, 'left'), valueNode(s.tree, s.tree.field(n, 'right'))),
  pair,
  for: (s, n) => {
    for (const target of childrenOfKind(s.tree, n, 'identifier')) {
      if (s.tree.fieldOf(target) === 'pattern') s.binding(n, { kind: 'variable', target, value: NONE });
    }
  },
};
