import type { CallParts, FactSink, LanguagePack } from '../pack.ts';
import { receiverCall } from '../reading.ts';
import { firstNamed, NONE, type NodeIndex, namedChildren, type TreeView } from '../tree-view.ts';
import { CallFlag } from '../vocabulary.ts';
import { caughtTypes, javaDeclarations } from './declarations.ts';

/** `new a.B<C>(…)` and `outer.new Inner(…)`. */
function creation(t: TreeView, n: NodeIndex): CallParts {
  const written = t.field(n, 'type');
  const type = t.is(written, 'generic_type') ? firstNamed(t, written) : written;
  const outer = firstNamed(t, n);
  const args = t.field(n, 'arguments');
  const flags = CallFlag.isNew;
  if (t.is(type, 'scoped_type_identifier')) {
    const parts = namedChildren(t, type);
    return { name: parts.at(-1) ?? type, receiver: parts[0] ?? NONE, args, flags };
  }
  const inner = outer !== NONE && outer < written && t.start(outer) === t.start(n);
  return { name: type, receiver: inner ? outer : NONE, args, flags };
}

function catchClause(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const parameter = t.child(n, 'catch_formal_parameter');
  const name = parameter === NONE ? NONE : t.field(parameter, 'name');
  const binding = t.is(name, 'identifier') ? name : NONE;
  s.handler(n, { kind: 'catch', binding, types: caughtTypes(t, parameter), body: t.field(n, 'body') });
}

/** A variable that a loop, a resource or a pattern introduces. */
function introduced(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const target = t.field(n, 'name');
  if (target === NONE) return;
  const type = t.slice(t.field(n, t.is(n, 'instanceof_expression') ? 'right' : 'type'));
  const value = t.is(n, 'resource') ? t.field(n, 'value') : NONE;
  s.binding(n, { kind: 'variable', target, value, type: type === 'var' ? '' : type });
}

/** The typed variable of a `case` or record pattern: type first, name last. */
function patternVariable(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const [type, name] = namedChildren(t, n);
  if (type === undefined || name === undefined || !t.is(name, 'identifier')) return;
  const text = t.slice(type);
  s.binding(n, { kind: 'variable', target: name, value: NONE, type: text === 'var' ? '' : text });
}

/** Java. */
export const javaPack: LanguagePack = {
  language: 'java',
  version: 4,
  lineComment: '//',
  marks: ['annotation', 'marker_annotation'],
  comments: ['line_comment', 'block_comment'],
  // `javadoc` asks for no more than the first two stars.
  docComments: ['/**', '/***', '///'],
  identifiers: [
    'identifier',
    'type_identifier',
    'scoped_identifier',
    'scoped_type_identifier',
    'class_literal',
    'underscore_pattern',
    'this',
    'super',
  ],
  members: { field_access: ['object', 'field'] },
  indexes: { array_access: 'array' },
  calls: {
    method_invocation: receiverCall({ receiver: 'object', name: 'name', args: 'arguments' }),
    object_creation_expression: creation,
    explicit_constructor_invocation: receiverCall({ receiver: 'object', name: 'constructor', args: 'arguments' }),
  },
  argumentWrappers: {},
  keywordArguments: {},
  strings: {
    string_literal: {
      kind: 'literal',
      content: ['string_fragment', 'multiline_string_fragment'],
      escapes: ['escape_sequence'],
      interpolation: ['string_interpolation'],
    },
    character_literal: { kind: 'literal', content: [], interpolation: [] },
  },
  shapes: {
    decimal_integer_literal: 'number',
    hex_integer_literal: 'number',
    octal_integer_literal: 'number',
    binary_integer_literal: 'number',
    decimal_floating_point_literal: 'number',
    hex_floating_point_literal: 'number',
    true: 'true',
    false: 'false',
    null_literal: 'null',
    array_creation_expression: 'array',
    array_initializer: 'array',
    element_value_array_initializer: 'array',
    lambda_expression: 'function',
    method_reference: 'function',
    template_expression: 'template',
  },
  transparent: { parenthesized_expression: '', cast_expression: 'value' },
  binary: ['binary_expression'],
  concatOperators: ['+'],
  formatOperators: [],
  comparisonOperators: ['==', '!='],
  inspections: { switch_expression: 'condition' },
  bindings: {
    assignment_expression: { kind: 'assign', target: 'left', value: 'right' },
    element_value_pair: { kind: 'keyword', target: 'key', value: 'value' },
  },
  awaits: [],
  discards: ['expression_statement'],
  loops: {
    for_statement: 'for',
    enhanced_for_statement: 'forEach',
    while_statement: 'while',
    do_statement: 'doWhile',
  },
  branches: ['if_statement', 'switch_block_statement_group', 'switch_rule', 'ternary_expression'],
  arms: ['switch_block_statement_group', 'switch_rule'],
  inlineBranches: ['ternary_expression'],
  tries: ['try_statement', 'try_with_resources_statement'],
  blocks: ['block', 'constructor_body', 'switch_block_statement_group', 'program'],
  blockWrappers: [],
  enter: {
    ...javaDeclarations,
    enhanced_for_statement: introduced,
    resource: introduced,
    instanceof_expression: introduced,
    type_pattern: patternVariable,
    record_pattern_component: patternVariable,
    catch_clause: catchClause,
    finally_clause: (s, n) =>
      s.handler(n, { kind: 'finally', binding: NONE, types: [], body: s.tree.child(n, 'block') }),
    throw_statement: (s, n) => s.throwing(n, firstNamed(s.tree, n)),
    return_statement: (s, n) => s.returning(n, firstNamed(s.tree, n)),
  },
};
