import type { CallParts, LanguagePack, ReadCall } from '../pack.ts';
import { fieldsOfConditional } from '../reading.ts';
import { firstNamed, NONE, type NodeIndex, namedChildren, type TreeView } from '../tree-view.ts';
import { CallFlag } from '../vocabulary.ts';
import { declarations } from './declarations.ts';
import { statements } from './statements.ts';

/** Splits `A\B\c` into receiver `A\B` and name `c`; `($this->callback)()` calls what the property holds. */
function named(t: TreeView, callee: NodeIndex): Pick<CallParts, 'name' | 'receiver'> {
  if (t.is(callee, 'qualified_name') || t.is(callee, 'relative_name')) {
    return { name: t.child(callee, 'name'), receiver: t.child(callee, 'namespace_name') };
  }
  const inner = t.is(callee, 'parenthesized_expression') ? firstNamed(t, callee) : callee;
  const scoped = t.is(inner, 'scoped_property_access_expression');
  if (scoped || t.is(inner, 'member_access_expression')) {
    return { name: t.field(inner, 'name'), receiver: t.field(inner, scoped ? 'scope' : 'object') };
  }
  const plain = t.is(inner, 'name') || t.is(inner, 'variable_name') || t.is(inner, 'dynamic_variable_name');
  return { name: plain ? inner : NONE, receiver: NONE };
}

/** The argument list; `f(...)` makes a closure and passes nothing. */
function argumentsOf(t: TreeView, args: NodeIndex): NodeIndex {
  return args !== NONE && t.child(args, 'variadic_placeholder') !== NONE ? NONE : args;
}

function methodCall(receiver: string, flags: number): ReadCall {
  return (t, n) => ({
    name: t.field(n, 'name'),
    receiver: t.field(n, receiver),
    args: argumentsOf(t, t.field(n, 'arguments')),
    flags,
  });
}

/** `new T(…)`; of `new class(…)` the keyword is the name. */
function creation(t: TreeView, n: NodeIndex): CallParts {
  const flags = CallFlag.isNew;
  const anonymous = t.child(n, 'anonymous_class');
  if (anonymous !== NONE) {
    return { name: t.child(anonymous, 'class'), receiver: NONE, args: t.child(anonymous, 'arguments'), flags };
  }
  const type = namedChildren(t, n).find((c) => !t.is(c, 'arguments') && !t.is(c, 'comment')) ?? NONE;
  return { ...named(t, type), args: t.child(n, 'arguments'), flags };
}

const INTERPOLATED = [
  'variable_name',
  'dynamic_variable_name',
  'subscript_expression',
  'member_access_expression',
  'nullsafe_member_access_expression',
  'member_call_expression',
  'nullsafe_member_call_expression',
  'scoped_call_expression',
  'scoped_property_access_expression',
  'class_constant_access_expression',
  'function_call_expression',
];
const TEMPLATE = { content: ['string_content'], escapes: ['escape_sequence'], interpolation: INTERPOLATED };

/** PHP, with the HTML around it. */
export const phpPack: LanguagePack = {
  language: 'php',
  version: 3,
  lineComment: '//',
  marks: ['attribute_list'],
  comments: ['comment'],
  docComments: ['/**'],
  identifiers: [
    'name',
    'variable_name',
    'dynamic_variable_name',
    'qualified_name',
    'relative_name',
    'namespace_name',
    'named_type',
    'relative_scope',
  ],
  members: {
    member_access_expression: ['object', 'name'],
    nullsafe_member_access_expression: ['object', 'name'],
    scoped_property_access_expression: ['scope', 'name'],
    class_constant_access_expression: ['', ''],
  },
  indexes: { subscript_expression: '' },
  calls: {
    function_call_expression: (t, n) => ({
      ...named(t, t.field(n, 'function')),
      args: argumentsOf(t, t.field(n, 'arguments')),
    }),
    member_call_expression: methodCall('object', 0),
    nullsafe_member_call_expression: methodCall('object', CallFlag.isOptional),
    scoped_call_expression: methodCall('scope', 0),
    object_creation_expression: creation,
  },
  argumentWrappers: { argument: '' },
  keywordArguments: { argument: ['name', ''] },
  strings: {
    string: { kind: 'literal', content: ['string_content'], escapes: ['escape_sequence'], interpolation: [] },
    encapsed_string: { kind: 'literal', ...TEMPLATE },
    shell_command_expression: { kind: 'template', ...TEMPLATE },
    heredoc_body: { kind: 'template', ...TEMPLATE },
    nowdoc_body: { kind: 'raw', content: ['nowdoc_string'], interpolation: [] },
  },
  shapes: {
    integer: 'number',
    float: 'number',
    boolean: 'true',
    null: 'null',
    array_creation_expression: 'array',
    anonymous_function: 'function',
    arrow_function: 'function',
    variadic_unpacking: 'spread',
  },
  transparent: {
    parenthesized_expression: '',
    cast_expression: 'value',
    error_suppression_expression: '',
    clone_expression: '',
    by_ref: '',
    heredoc: 'value',
    nowdoc: 'value',
  },
  binary: ['binary_expression'],
  concatOperators: ['.'],
  fallbackOperators: ['??'],
  formatOperators: [],
  comparisonOperators: ['==', '===', '!=', '!==', '<>'],
  inspections: { switch_statement: 'condition', match_expression: 'condition' },
  bindings: {
    augmented_assignment_expression: { kind: 'assign', target: 'left', value: 'right' },
    enum_case: { kind: 'enumMember', target: 'name', value: 'value' },
  },
  awaits: [],
  discards: ['expression_statement'],
  loops: { for_statement: 'for', foreach_statement: 'forEach', while_statement: 'while', do_statement: 'doWhile' },
  branches: [
    'if_statement',
    'else_if_clause',
    'case_statement',
    'conditional_expression',
    'match_conditional_expression',
  ],
  arms: ['case_statement', 'match_conditional_expression'],
  inlineBranches: ['conditional_expression'],
  tries: ['try_statement'],
  blocks: ['compound_statement', 'colon_block', 'case_statement', 'default_statement', 'program'],
  blockWrappers: [],
  enter: { ...declarations, ...statements },
  nullChecks: {
    optional: ['?->'],
    and: ['&&', 'and'],
    notEqual: ['!==', '!='],
    absent: ['null'],
    truthiness: true,
    bare: true,
    // Nothing is less than most numbers.
    comparisons: ['==', '===', '>'],
    conditionals: { conditional_expression: fieldsOfConditional('condition', 'body', 'alternative') },
    otherwise: ['null'],
  },
  environment: { holders: ['$_ENV'], asMembers: false },
};
