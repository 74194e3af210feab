import type { Enter, LanguagePack } from '../pack.ts';
import { childrenOfKind, firstNamed, NONE, type NodeIndex, namedChildren, type TreeView } from '../tree-view.ts';
import { attributeItem } from './attributes.ts';
import { enterMacro, readCall, readMacro, structExpression, tokenCall } from './calls.ts';
import {
  declareAssociatedType,
  declareClosure,
  declareConstant,
  declareField,
  declareFunction,
  declareImpl,
  declareModule,
  declareType,
  forVariables,
  letDeclaration,
  lostFunction,
  shorthandField,
} from './declarations.ts';
import { externCrate, useDeclaration } from './imports.ts';

/** Layers around an `Err(…)` pattern that are looked through. */
const MAX_PATTERN_DEPTH = 6;

/** The `Err(…)` a pattern matches, through alternatives, references and captures, or `NONE`. */
function errPattern(t: TreeView, pattern: NodeIndex): NodeIndex {
  let at = pattern;
  for (let k = 0; k < MAX_PATTERN_DEPTH && at !== NONE; k++) {
    if (t.is(at, 'tuple_struct_pattern')) return /(^|::)Err$/.test(t.slice(t.field(at, 'type'))) ? at : NONE;
    if (t.is(at, 'captured_pattern')) at = namedChildren(t, at)[1] ?? NONE;
    else if (/^(match_pattern|or_pattern|reference_pattern)$/.test(t.kind(at))) at = firstNamed(t, at);
    else return NONE;
  }
  return NONE;
}

/** What stands between the parentheses of `Err(…)`. */
function caught(t: TreeView, pattern: NodeIndex): { binding: NodeIndex; types: string[] } {
  const inner = namedChildren(t, pattern)[1] ?? NONE;
  const type = t.field(inner, 'type');
  const name =
    t.is(inner, 'mut_pattern') || t.is(inner, 'ref_pattern') ? (namedChildren(t, inner).at(-1) ?? NONE) : inner;
  if (t.is(name, 'identifier')) return { binding: name, types: [] };
  if (t.is(inner, 'captured_pattern')) return { binding: firstNamed(t, inner), types: [] };
  const path = t.is(inner, 'scoped_identifier') ? inner : type;
  return { binding: NONE, types: path === NONE ? [] : [t.slice(path).replace(/\s+/g, '')] };
}

/** The block of a handler; a `()` for one that only yields it. */
function handlingBody(t: TreeView, value: NodeIndex): NodeIndex {
  if (t.is(value, 'unit_expression')) return value;
  if (!t.is(value, 'block')) return NONE;
  const [only, more] = namedChildren(t, value);
  return only !== undefined && more === undefined && t.is(only, 'unit_expression') ? only : value;
}

const matchArm: Enter = (s, n) => {
  const t = s.tree;
  const pattern = errPattern(t, t.field(n, 'pattern'));
  if (pattern === NONE) return;
  s.handler(n, { kind: 'resultArm', ...caught(t, pattern), body: handlingBody(t, t.field(n, 'value')) });
};

const ifExpression: Enter = (s, n) => {
  const t = s.tree;
  const condition = t.field(n, 'condition');
  const lets = t.is(condition, 'let_condition') ? [condition] : childrenOfKind(t, condition, 'let_condition');
  for (const one of lets) {
    const pattern = errPattern(t, t.field(one, 'pattern'));
    if (pattern === NONE) continue;
    const hasElse = t.field(n, 'alternative') !== NONE;
    const body = handlingBody(t, t.field(n, 'consequence'));
    s.handler(n, { kind: 'resultArm', ...caught(t, pattern), body, hasElse });
    return;
  }
};

const field: Enter = (s, n) => {
  const t = s.tree;
  const target = t.field(n, 'field');
  s.binding(n, { kind: 'pair', target, value: t.field(n, 'value'), name: t.slice(target) });
};

/** Rust. */
export const rustPack: LanguagePack = {
  language: 'rust',
  version: 3,
  lineComment: '//',
  marks: ['attribute_item'],
  comments: ['line_comment', 'block_comment'],
  docComments: ['///', '//!', '/**', '/*!'],
  identifiers: [
    'identifier',
    'field_identifier',
    'type_identifier',
    'shorthand_field_identifier',
    'primitive_type',
    'metavariable',
    'self',
    'super',
    'crate',
  ],
  members: {
    field_expression: ['value', 'field'],
    scoped_identifier: ['path', 'name'],
    scoped_type_identifier: ['path', 'name'],
  },
  indexes: { index_expression: '' },
  calls: { call_expression: readCall, macro_invocation: readMacro },
  argumentWrappers: {},
  keywordArguments: {},
  strings: {
    string_literal: {
      kind: 'literal',
      content: ['string_content'],
      escapes: ['escape_sequence'],
      interpolation: [],
    },
    raw_string_literal: { kind: 'raw', content: ['string_content'], interpolation: [] },
  },
  shapes: {
    integer_literal: 'number',
    float_literal: 'number',
    negative_literal: 'number',
    boolean_literal: 'true',
    char_literal: 'other',
    unit_expression: 'other',
    struct_expression: 'object',
    array_expression: 'array',
    tuple_expression: 'array',
    closure_expression: 'function',
  },
  transparent: {
    parenthesized_expression: '',
    type_cast_expression: 'value',
    reference_expression: 'value',
    unary_expression: '',
    try_expression: '',
    generic_function: 'function',
    generic_type: 'type',
    generic_type_with_turbofish: 'type',
    bracketed_type: '',
    qualified_type: 'type',
  },
  binary: ['binary_expression'],
  concatOperators: ['+'],
  formatOperators: [],
  comparisonOperators: ['==', '!='],
  inspections: { match_expression: 'value' },
  bindings: {
    assignment_expression: { kind: 'assign', target: 'left', value: 'right' },
    compound_assignment_expr: { kind: 'assign', target: 'left', value: 'right' },
    enum_variant: { kind: 'enumMember', target: 'name', value: 'value' },
  },
  awaits: ['await_expression'],
  discards: ['expression_statement'],
  loops: { for_expression: 'forEach', while_expression: 'while', loop_expression: 'while' },
  branches: ['if_expression', 'match_arm'],
  arms: ['match_arm'],
  inlineBranches: [],
  tries: ['try_block'],
  blocks: ['block', 'source_file'],
  blockWrappers: [],
  enter: {
    function_item: declareFunction,
    function_signature_item: declareFunction,
    parameters: lostFunction,
    closure_expression: declareClosure,
    struct_item: declareType('struct'),
    enum_item: declareType('enum'),
    union_item: declareType('union'),
    trait_item: declareType('trait'),
    type_item: declareType('typeAlias'),
    associated_type: declareAssociatedType,
    impl_item: declareImpl,
    mod_item: declareModule,
    field_declaration: declareField,
    const_item: declareConstant,
    static_item: declareConstant,
    let_declaration: letDeclaration,
    for_expression: forVariables,
    field_initializer: field,
    shorthand_field_initializer: shorthandField,
    struct_expression: structExpression,
    attribute_item: attributeItem,
    inner_attribute_item: attributeItem,
    use_declaration: useDeclaration,
    extern_crate_declaration: externCrate,
    macro_invocation: enterMacro,
    identifier: tokenCall,
    match_arm: matchArm,
    if_expression: ifExpression,
    return_expression: (s, n) => s.returning(n, firstNamed(s.tree, n)),
  },
};
