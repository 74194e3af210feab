import type { CallParts, Enter, FactSink, LanguagePack } from '../pack.ts';
import { calleeCall, hasToken } from '../reading.ts';
import { childrenOfKind, firstNamed, NONE, type NodeIndex, namedChildren, type TreeView } from '../tree-view.ts';
import { type BindingKind, CallFlag, Mod } from '../vocabulary.ts';
import { declarationEnter, isNoop, statementsOf } from './declarations.ts';
import { importEnter } from './imports.ts';
import { visibilityOf } from './names.ts';

const MEMBERS = { attribute: ['object', 'attribute'] } as const;
const readCallee = calleeCall({ callee: 'function', args: 'arguments', members: MEMBERS });

/** Python has no `new`: by convention only classes are capitalised and only constants are all capitals. */
function readCall(t: TreeView, n: NodeIndex): CallParts {
  const parts = readCallee(t, n);
  // `f(x)(y)` and `table[k](y)` call something without a name.
  if (parts.receiver === NONE && !t.is(parts.name, 'identifier')) return { ...parts, name: NONE };
  const isNew = t.is(parts.name, 'identifier') && /^_{0,2}[A-Z]\w*[a-z]/.test(t.slice(parts.name));
  return {
    ...parts,
    // `sum(x for x in y)`: the children of the generator are no arguments.
    args: t.is(parts.args, 'generator_expression') ? NONE : parts.args,
    flags: isNew ? CallFlag.isNew : 0,
  };
}

/** What a name bound at this place is. */
function kindOf(s: FactSink): BindingKind {
  const outer = s.enclosingKind();
  return outer === 'class' ? 'field' : outer === 'enum' ? 'enumMember' : 'variable';
}

/** Binds one target; patterns fall apart into their names. */
function bind(s: FactSink, n: NodeIndex, target: NodeIndex, value: NodeIndex): void {
  const t = s.tree;
  const typeNode = t.is(n, 'assignment') ? t.field(n, 'type') : NONE;
  const type = t.slice(typeNode);
  const name = t.slice(target);
  if (t.is(target, 'identifier')) {
    const final = /^(typing\.|t\.)?Final\b/.test(type) ? Mod.constant : 0;
    s.binding(n, { kind: kindOf(s), target, value, type, modifiers: final | visibilityOf(s, name) });
  } else if (t.is(target, 'attribute') || t.is(target, 'subscript')) {
    s.binding(n, { kind: 'assign', target, value, type });
  } else bindPattern(s, n, target, value);
}

function isPattern(t: TreeView, n: NodeIndex): boolean {
  return t.is(n, 'pattern_list') || t.is(n, 'tuple_pattern') || t.is(n, 'list_pattern');
}

function bindPattern(s: FactSink, n: NodeIndex, pattern: NodeIndex, value: NodeIndex): void {
  const t = s.tree;
  const values = t.is(value, 'expression_list') || t.is(value, 'tuple') ? namedChildren(t, value) : [];
  const targets = namedChildren(t, pattern);
  const paired = values.length === targets.length && !targets.some((c) => t.is(c, 'list_splat_pattern'));
  if (!paired && value !== NONE) s.binding(n, { kind: kindOf(s), target: pattern, value, name: '' });
  for (let i = pattern + 1, k = 0, end = t.after(pattern); i < end; ) {
    const leaf = t.is(i, 'identifier') || t.is(i, 'attribute') || t.is(i, 'subscript');
    const direct = t.parent(i) === pattern && t.isNamed(i);
    const given = paired && direct ? (values[k] ?? NONE) : NONE;
    if (leaf) {
      const kind = t.is(i, 'identifier') ? kindOf(s) : 'assign';
      const modifiers = kind === 'assign' ? 0 : visibilityOf(s, t.slice(i));
      s.binding(i, { kind, target: i, value: given, modifiers });
    }
    if (direct) k++;
    i = leaf || (!isPattern(t, i) && !t.is(i, 'list_splat_pattern') && t.isNamed(i)) ? t.after(i) : i + 1;
  }
}

function assignment(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  let value = t.field(n, 'right');
  // `a = b = 1`: every target gets the last value.
  while (t.is(value, 'assignment')) value = t.field(value, 'right');
  bind(s, n, t.field(n, 'left'), value);
}

function withItem(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const value = t.field(n, 'value');
  const alias = t.is(value, 'as_pattern') ? t.field(value, 'alias') : NONE;
  if (alias !== NONE) bind(s, n, firstNamed(t, alias), firstNamed(t, value));
}

/** Types and variable of `except (A, B) as e`. */
function caught(t: TreeView, n: NodeIndex): { types: string[]; binding: NodeIndex } {
  const value = t.field(n, 'value');
  const named = t.is(value, 'as_pattern');
  const alias = named ? t.field(value, 'alias') : t.field(n, 'alias');
  const type = named ? firstNamed(t, value) : value;
  const several = t.is(type, 'tuple') || t.is(type, 'parenthesized_expression');
  const nodes = type === NONE ? [] : several ? namedChildren(t, type) : [type];
  const binding = t.is(alias, 'as_pattern_target') ? firstNamed(t, alias) : alias;
  return {
    types: nodes.filter((c) => !t.is(c, 'comment')).map((c) => t.slice(c).replace(/\s+/g, '')),
    binding: t.is(binding, 'identifier') ? binding : NONE,
  };
}

/**
 * The node to judge a handler by. Comments between the clause and its block belong to the clause, so where the
 * block does nothing such a comment stands for it.
 */
function handlingBody(t: TreeView, clause: NodeIndex): NodeIndex {
  const block = t.child(clause, 'block');
  const statements = statementsOf(t, block);
  if (block === NONE || statements.length === 0 || !statements.every((c) => isNoop(t, c))) return block;
  const outside = t.child(clause, 'comment');
  if (outside !== NONE) return outside;
  const dots = statements.find((c) => t.is(c, 'expression_statement'));
  if (dots === undefined) return block;
  const inside = t.child(block, 'comment');
  return inside !== NONE ? inside : firstNamed(t, dots);
}

function exceptClause(s: FactSink, n: NodeIndex): void {
  const { types, binding } = caught(s.tree, n);
  const hasElse = hasToken(s.tree, s.tree.parent(n), 'else_clause');
  s.handler(n, { kind: 'except', binding, types, body: handlingBody(s.tree, n), hasElse });
}

function returnStatement(s: FactSink, n: NodeIndex): void {
  s.returning(n, firstNamed(s.tree, n));
}

function raiseStatement(s: FactSink, n: NodeIndex): void {
  const value = firstNamed(s.tree, n);
  const cause = s.tree.field(n, 'cause');
  s.throwing(n, value === cause ? NONE : value, cause);
}

/** A format clause that a text does not take: `:d`, `:.2f`, `:%Y-%m-%d`. */
const NUMERIC = { kind: 'format_specifier', text: /[bdoxXeEfFgGn%]$|%[A-Za-z]/ } as const;

const enter: Readonly<Record<string, Enter>> = {
  ...declarationEnter,
  ...importEnter,
  assignment,
  named_expression: (s, n) => {
    const target = s.tree.field(n, 'name');
    s.binding(n, { kind: 'variable', target, value: s.tree.field(n, 'value') });
  },
  for_statement: (s, n) => bind(s, n, s.tree.field(n, 'left'), NONE),
  for_in_clause: (s, n) => {
    const left = s.tree.field(n, 'left');
    if (s.tree.is(left, 'identifier')) s.binding(left, { kind: 'variable', target: left, value: NONE });
    else
      for (const target of childrenOfKind(s.tree, left, 'identifier'))
        s.binding(target, { kind: 'variable', target, value: NONE });
  },
  with_item: withItem,
  except_clause: exceptClause,
  finally_clause: (s, n) => s.handler(n, { kind: 'finally', binding: NONE, types: [], body: handlingBody(s.tree, n) }),
  raise_statement: raiseStatement,
  return_statement: returnStatement,
  print_statement: (s, n) => s.calling(n, { name: s.tree.firstChild(n), receiver: NONE, args: n }),
  exec_statement: (s, n) => s.calling(n, { name: s.tree.firstChild(n), receiver: NONE, args: n }),
};

/** Python 3 up to 3.14, and what the grammar keeps of Python 2. */
export const pythonPack: LanguagePack = {
  language: 'python',
  version: 3,
  lineComment: '#',
  marks: ['decorator'],
  comments: ['comment'],
  docComments: [],
  identifiers: ['identifier'],
  members: MEMBERS,
  indexes: { subscript: 'value' },
  calls: { call: readCall },
  argumentWrappers: {},
  keywordArguments: { keyword_argument: ['name', 'value'] },
  strings: {
    string: { kind: 'literal', content: ['string_content'], interpolation: ['interpolation'], numeric: NUMERIC },
  },
  shapes: {
    integer: 'number',
    float: 'number',
    true: 'true',
    false: 'false',
    none: 'null',
    dictionary: 'object',
    dictionary_comprehension: 'object',
    list: 'array',
    set: 'array',
    tuple: 'array',
    expression_list: 'array',
    list_comprehension: 'array',
    set_comprehension: 'array',
    generator_expression: 'array',
    lambda: 'function',
    list_splat: 'spread',
    dictionary_splat: 'spread',
  },
  transparent: { parenthesized_expression: '', as_pattern: '' },
  // Adjacent literals have no operator between them: `''` joins them.
  binary: ['binary_operator', 'boolean_operator', 'comparison_operator', 'concatenated_string'],
  concatOperators: ['+', ''],
  fallbackOperators: ['or'],
  formatOperators: ['%'],
  comparisonOperators: ['==', '!=', 'is', 'is not', 'in', 'not in'],
  inspections: { match_statement: 'subject' },
  bindings: {
    augmented_assignment: { kind: 'assign', target: 'left', value: 'right' },
    pair: { kind: 'pair', target: 'key', value: 'value' },
    keyword_argument: { kind: 'keyword', target: 'name', value: 'value' },
  },
  awaits: ['await'],
  discards: ['expression_statement'],
  loops: {
    for_statement: 'forEach',
    while_statement: 'while',
    list_comprehension: 'comprehension',
    set_comprehension: 'comprehension',
    dictionary_comprehension: 'comprehension',
    generator_expression: 'comprehension',
  },
  branches: ['if_statement', 'elif_clause', 'conditional_expression', 'case_clause'],
  arms: ['case_clause'],
  inlineBranches: ['conditional_expression'],
  tries: ['try_statement'],
  blocks: ['block', 'module'],
  // A `pass` counts as no statement.
  blockWrappers: ['pass_statement'],
  enter,
  nullChecks: {
    optional: [],
    and: ['and'],
    notEqual: ['is not', '!='],
    absent: ['none'],
    truthiness: true,
    bare: true,
    comparisons: ['==', '!=', '<', '>', '<=', '>=', 'in', 'not in', 'is', 'is not'],
    conditionals: {
      conditional_expression: (t, n) => {
        const [met, condition, otherwise] = namedChildren(t, n);
        return { condition: condition ?? NONE, met: met ?? NONE, otherwise: otherwise ?? NONE };
      },
    },
    otherwise: 'any',
  },
  environment: { holders: ['os.environ'], asMembers: false },
};
