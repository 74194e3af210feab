import { nearestAround } from '../nearest-around.ts';
import type { Enter, FactSink, LanguagePack } from '../pack.ts';
import { fieldsOfConditional, hasToken } from '../reading.ts';
import { firstNamed, NONE, type NodeIndex, namedChildren, type TreeView } from '../tree-view.ts';
import { bindingEnter } from './bindings.ts';
import { callEnter, readCall } from './calls.ts';
import { declarationEnter } from './declarations.ts';

/**
 * The node to judge a handler by. A clause without statements has no body: a comment in it stands for the body,
 * else its own keyword, which has no children.
 */
function handlingBody(t: TreeView, clause: NodeIndex): NodeIndex {
  const body = t.field(clause, 'body');
  const comment = t.child(clause, 'comment');
  if (body === NONE) return comment === NONE ? t.firstChild(clause) : comment;
  // A written `nil` is what the expression gives where it fails.
  const onlyNil = namedChildren(t, body).every((c) => t.is(c, 'nil') || t.is(c, 'comment'));
  return onlyNil ? comment : body;
}

const SCOPES: ReadonlySet<string> = new Set(['method', 'singleton_method', 'class', 'module', 'program']);

/** The node whose local variables a place shares: blocks see those around them. */
const scopeOf = nearestAround(SCOPES);

function rescue(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const exceptions = t.field(n, 'exceptions');
  const variable = t.field(n, 'variable');
  const binding = variable === NONE ? NONE : firstNamed(t, variable);
  const types = exceptions === NONE ? [] : namedChildren(t, exceptions).filter((c) => !t.is(c, 'comment'));
  s.handler(n, {
    kind: 'rescue',
    binding: t.is(binding, 'identifier') || t.is(binding, 'instance_variable') ? binding : NONE,
    types: types.map((c) => (t.is(c, 'splat_argument') ? t.slice(c).replace(/\s+/g, '') : s.pathOf(c))),
    body: handlingBody(t, n),
    scope: scopeOf(t, n),
    hasElse: hasToken(t, t.parent(n), 'else'),
  });
}

function rescueModifier(s: FactSink, n: NodeIndex): void {
  const handler = s.tree.field(n, 'handler');
  // A `nil` has no children: nothing is done about the error.
  const body = s.tree.is(handler, 'nil') ? handler : NONE;
  s.handler(n, { kind: 'rescueModifier', binding: NONE, types: [], body });
}

function returning(s: FactSink, n: NodeIndex): void {
  const list = s.tree.child(n, 'argument_list');
  const values = list === NONE ? [] : namedChildren(s.tree, list);
  s.returning(n, values.length === 1 ? (values[0] ?? NONE) : list);
}

/** `row[:name]` looks up what `row['name']` would in another language. */
function lookedUp(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const parent = t.parent(n);
  if (t.is(parent, 'element_reference') && t.field(parent, 'object') !== n) s.key(n, t.slice(n).slice(1));
}

const enter: Readonly<Record<string, Enter>> = {
  ...declarationEnter,
  ...callEnter,
  ...bindingEnter,
  rescue,
  rescue_modifier: rescueModifier,
  ensure: (s, n) => s.handler(n, { kind: 'finally', binding: NONE, types: [], body: n }),
  return: returning,
  simple_symbol: lookedUp,
};

/** Ruby 3. */
export const rubyPack: LanguagePack = {
  language: 'ruby',
  version: 3,
  lineComment: '#',
  comments: ['comment'],
  docComments: [],
  identifiers: [
    'identifier',
    'constant',
    'instance_variable',
    'class_variable',
    'global_variable',
    'hash_key_symbol',
    'simple_symbol',
    'self',
    'super',
  ],
  members: { scope_resolution: ['scope', 'name'] },
  indexes: { element_reference: 'object' },
  calls: { call: readCall },
  argumentWrappers: {},
  keywordArguments: { pair: ['key', 'value'] },
  strings: {
    string: {
      kind: 'literal',
      content: ['string_content'],
      escapes: ['escape_sequence'],
      interpolation: ['interpolation'],
    },
    heredoc_body: {
      kind: 'literal',
      content: ['heredoc_content'],
      escapes: ['escape_sequence'],
      interpolation: ['interpolation'],
    },
    bare_string: {
      kind: 'literal',
      content: ['string_content'],
      escapes: ['escape_sequence'],
      interpolation: ['interpolation'],
    },
    subshell: {
      kind: 'template',
      content: ['string_content'],
      escapes: ['escape_sequence'],
      interpolation: ['interpolation'],
    },
    delimited_symbol: {
      kind: 'literal',
      content: ['string_content'],
      escapes: ['escape_sequence'],
      interpolation: ['interpolation'],
    },
  },
  shapes: {
    integer: 'number',
    float: 'number',
    rational: 'number',
    complex: 'number',
    true: 'true',
    false: 'false',
    nil: 'null',
    hash: 'object',
    array: 'array',
    string_array: 'array',
    symbol_array: 'array',
    right_assignment_list: 'array',
    regex: 'regex',
    lambda: 'function',
    block_argument: 'function',
    splat_argument: 'spread',
    hash_splat_argument: 'spread',
    character: 'string',
    heredoc_beginning: 'string',
    string_content: 'string',
  },
  transparent: { parenthesized_statements: '', interpolation: '', pattern: '', rescue_modifier: 'body' },
  // Adjacent literals have no operator between them: `''` joins them.
  binary: ['binary', 'chained_string'],
  concatOperators: ['+', ''],
  fallbackOperators: ['||', 'or'],
  formatOperators: ['%'],
  comparisonOperators: ['==', '!=', '===', '=~', '!~'],
  inspections: { case: 'value', case_match: 'value' },
  bindings: {},
  awaits: [],
  discards: [],
  loops: {
    while: 'while',
    until: 'while',
    while_modifier: 'while',
    until_modifier: 'while',
    for: 'forEach',
  },
  branches: ['if', 'unless', 'elsif', 'if_modifier', 'unless_modifier', 'conditional', 'when', 'in_clause'],
  arms: ['when', 'in_clause'],
  inlineBranches: ['conditional', 'if_modifier', 'unless_modifier'],
  tries: ['begin', 'rescue_modifier'],
  blocks: ['body_statement', 'block_body', 'then', 'else', 'do', 'ensure', 'begin', 'program'],
  // A `nil` counts as no statement.
  blockWrappers: ['nil'],
  enter,
  nullChecks: {
    optional: ['&.'],
    and: ['&&'],
    notEqual: ['!='],
    equal: '==',
    absent: ['nil'],
    truthiness: true,
    bare: true,
    sameValue: true,
    comparisons: ['==', '<', '>', '<=', '>=', '=~'],
    conditionals: { conditional: fieldsOfConditional('condition', 'consequence', 'alternative') },
    otherwise: ['nil'],
  },
  environment: { holders: ['ENV'], asMembers: false },
};
