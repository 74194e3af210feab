import type { CallParts, LanguagePack } from '../pack.ts';
import { bareTypeName, fieldsOfConditional } from '../reading.ts';
import { firstNamed, NONE, type NodeIndex, type TreeView } from '../tree-view.ts';
import { CallFlag } from '../vocabulary.ts';
import { declarations } from './declarations.ts';
import { statements } from './statements.ts';

function invocation(t: TreeView, n: NodeIndex): CallParts {
  const callee = t.field(n, 'function');
  const args = t.field(n, 'arguments');
  if (t.is(callee, 'member_access_expression')) {
    return { name: t.field(callee, 'name'), receiver: t.field(callee, 'expression'), args };
  }
  if (t.is(callee, 'conditional_access_expression')) {
    const name = t.field(t.child(callee, 'member_binding_expression'), 'name');
    return { name, receiver: t.field(callee, 'condition'), args, flags: CallFlag.isOptional };
  }
  const named = t.is(callee, 'identifier') || t.is(callee, 'generic_name');
  return named ? { name: callee, receiver: NONE, args } : { name: NONE, receiver: NONE, args };
}

/** `new T(…)`: the type is the name, its qualifier the receiver. */
function creation(t: TreeView, n: NodeIndex): CallParts {
  const args = t.field(n, 'arguments');
  const type = t.field(n, 'type');
  if (!t.is(type, 'qualified_name')) return { name: type, receiver: NONE, args, flags: CallFlag.isNew };
  return { name: t.field(type, 'name'), receiver: t.field(type, 'qualifier'), args, flags: CallFlag.isNew };
}

/** `new(…)` takes its type from the declaration it initialises, where there is one. */
function implicitCreation(t: TreeView, n: NodeIndex): CallParts {
  const args = t.child(n, 'argument_list');
  const parent = t.parent(n);
  const owned = t.is(parent, 'variable_declarator') || t.is(parent, 'arrow_expression_clause');
  const declaration = owned ? t.parent(parent) : parent;
  const returns = t.field(declaration, 'returns');
  const type = returns === NONE ? t.field(declaration, 'type') : returns;
  if (type === NONE) return { name: NONE, receiver: NONE, args, flags: CallFlag.isNew };
  const nameText = bareTypeName(t.slice(type)).replace(/\?$/, '');
  return { name: type, nameText, receiver: NONE, args, flags: CallFlag.isNew };
}

function constructorInitializer(t: TreeView, n: NodeIndex): CallParts {
  const base = t.child(n, 'base');
  return { name: base === NONE ? t.child(n, 'this') : base, receiver: NONE, args: t.child(n, 'argument_list') };
}

function primaryBase(t: TreeView, n: NodeIndex): CallParts {
  return { name: firstNamed(t, n), nameText: 'base', receiver: NONE, args: t.child(n, 'argument_list') };
}

/** C#. */
export const csharpPack: LanguagePack = {
  language: 'csharp',
  version: 4,
  lineComment: '//',
  marks: ['attribute_list'],
  comments: ['comment'],
  docComments: ['///', '/**'],
  // `argument` shows when it holds only `this`, which is no named node.
  identifiers: ['identifier', 'generic_name', 'predefined_type', 'this', 'base', 'argument'],
  members: {
    member_access_expression: ['expression', 'name'],
    qualified_name: ['qualifier', 'name'],
    alias_qualified_name: ['alias', 'name'],
    conditional_access_expression: ['condition', ''],
  },
  indexes: { element_access_expression: 'expression' },
  calls: {
    invocation_expression: invocation,
    object_creation_expression: creation,
    implicit_object_creation_expression: implicitCreation,
    constructor_initializer: constructorInitializer,
    primary_constructor_base_type: primaryBase,
  },
  argumentWrappers: { argument: '' },
  keywordArguments: { argument: ['name', ''] },
  strings: {
    string_literal: {
      kind: 'literal',
      content: ['string_literal_content'],
      escapes: ['escape_sequence'],
      interpolation: [],
    },
    character_literal: {
      kind: 'literal',
      content: ['character_literal_content'],
      escapes: ['escape_sequence'],
      interpolation: [],
    },
    verbatim_string_literal: { kind: 'raw', content: [], interpolation: [] },
    raw_string_literal: { kind: 'raw', content: ['raw_string_content'], interpolation: [] },
    interpolated_string_expression: {
      kind: 'template',
      content: ['string_content'],
      escapes: ['escape_sequence'],
      interpolation: ['interpolation'],
    },
  },
  shapes: {
    integer_literal: 'number',
    real_literal: 'number',
    boolean_literal: 'true',
    null_literal: 'null',
    anonymous_object_creation_expression: 'object',
    with_expression: 'object',
    array_creation_expression: 'array',
    implicit_array_creation_expression: 'array',
    stackalloc_expression: 'array',
    implicit_stackalloc_expression: 'array',
    initializer_expression: 'array',
    collection_expression: 'array',
    tuple_expression: 'array',
    lambda_expression: 'function',
    anonymous_method_expression: 'function',
    spread_element: 'spread',
  },
  transparent: {
    parenthesized_expression: '',
    cast_expression: 'value',
    as_expression: 'left',
    checked_expression: '',
    ref_expression: '',
    postfix_unary_expression: '',
    declaration_expression: 'name',
  },
  transparentOperators: { postfix_unary_expression: '!' },
  binary: ['binary_expression'],
  concatOperators: ['+'],
  fallbackOperators: ['??'],
  formatOperators: [],
  comparisonOperators: ['==', '!='],
  inspections: { switch_statement: 'value', switch_expression: '', is_pattern_expression: 'expression' },
  bindings: { enum_member_declaration: { kind: 'enumMember', target: 'name', value: 'value' } },
  awaits: ['await_expression'],
  // A void member with an expression body throws the value away; any other returns it, which comes first.
  discards: ['expression_statement', 'arrow_expression_clause'],
  loops: {
    for_statement: 'for',
    foreach_statement: 'forEach',
    while_statement: 'while',
    do_statement: 'doWhile',
    query_expression: 'comprehension',
  },
  branches: ['if_statement', 'switch_section', 'switch_expression_arm', 'conditional_expression'],
  arms: ['switch_section', 'switch_expression_arm'],
  inlineBranches: ['conditional_expression'],
  tries: ['try_statement'],
  blocks: ['block', 'switch_section', 'compilation_unit'],
  blockWrappers: [],
  enter: { ...declarations, ...statements },
  nullChecks: {
    optional: ['conditional_access_expression'],
    and: ['&&'],
    notEqual: ['!='],
    absent: ['null_literal'],
    truthiness: false,
    bare: false,
    comparisons: ['==', '<', '>', '<=', '>='],
    conditionals: { conditional_expression: fieldsOfConditional('condition', 'consequence', 'alternative') },
    otherwise: ['null_literal'],
  },
};
