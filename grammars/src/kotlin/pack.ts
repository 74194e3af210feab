import type { FactSink, LanguagePack } from '../pack.ts';
import { firstNamed, NONE, type NodeIndex, namedChildren } from '../tree-view.ts';
import {
  delegationCall,
  genericCall,
  infixPair,
  isDiscarded,
  peel,
  readCall,
  supertypeCall,
  valueArgument,
} from './calls.ts';
import { afterToken, kotlinDeclarations } from './declarations.ts';
import { annotatedExpression, annotation } from './modifiers.ts';

function catchBlock(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const type = t.slice(afterToken(t, n, ':')).replace(/\s+/g, '');
  const name = t.child(n, 'identifier');
  s.handler(n, {
    kind: 'catch',
    binding: t.slice(name) === '_' ? NONE : name,
    types: type === '' ? [] : [type],
    body: t.child(n, 'block'),
  });
}

function returnExpression(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const value = namedChildren(t, n).find((c) => t.fieldOf(c) !== 'label') ?? NONE;
  s.returning(n, peel(t, value));
}

function assignment(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  s.binding(n, { kind: 'assign', target: t.field(n, 'left'), value: peel(t, t.field(n, 'right')) });
}

/** Kotlin. */
export const kotlinPack: LanguagePack = {
  language: 'kotlin',
  version: 3,
  lineComment: '//',
  marks: ['annotation'],
  comments: ['line_comment', 'block_comment'],
  docComments: ['/**'],
  identifiers: ['identifier', 'qualified_identifier', 'user_type', 'this_expression', 'super_expression'],
  members: { navigation_expression: ['', ''] },
  indexes: { index_expression: '' },
  calls: { call_expression: readCall },
  argumentWrappers: { value_argument: '' },
  keywordArguments: { value_argument: ['', ''] },
  strings: {
    string_literal: {
      kind: 'literal',
      content: ['string_content'],
      escapes: ['escape_sequence'],
      interpolation: ['interpolation'],
      // Only raw strings have nodes for `$name`.
      holes: /(?<!\\)\$[\p{L}_][\p{L}\p{N}_]*/gu,
    },
    multiline_string_literal: { kind: 'raw', content: ['string_content'], interpolation: ['interpolation'] },
    character_literal: { kind: 'literal', content: [], interpolation: [] },
  },
  shapes: {
    number_literal: 'number',
    float_literal: 'number',
    lambda_literal: 'function',
    annotated_lambda: 'function',
    anonymous_function: 'function',
    callable_reference: 'function',
    object_literal: 'new',
    collection_literal: 'array',
    spread_expression: 'spread',
  },
  transparent: { parenthesized_expression: '', as_expression: 'left', unary_expression: 'argument' },
  castTypes: { as_expression: 'right' },
  transparentOperators: { unary_expression: '!!' },
  literalWords: { true: 'true', false: 'false', null: 'null' },
  binary: ['binary_expression'],
  concatOperators: ['+'],
  fallbackOperators: ['?:'],
  formatOperators: [],
  comparisonOperators: ['==', '===', '!=', '!=='],
  inspections: { when_subject: '', in_expression: '' },
  bindings: {},
  awaits: [],
  discards: [],
  isDiscarded,
  loops: { for_statement: 'forEach', while_statement: 'while', do_while_statement: 'doWhile' },
  branches: ['if_expression', 'when_entry'],
  arms: ['when_entry'],
  inlineBranches: [],
  tries: ['try_expression'],
  blocks: ['block', 'lambda_literal', 'source_file'],
  blockWrappers: [],
  enter: {
    ...kotlinDeclarations,
    annotation,
    annotated_expression: annotatedExpression,
    value_argument: valueArgument,
    constructor_invocation: supertypeCall,
    constructor_delegation_call: delegationCall,
    infix_expression: infixPair,
    binary_expression: genericCall,
    assignment,
    catch_block: catchBlock,
    finally_block: (s, n) =>
      s.handler(n, { kind: 'finally', binding: NONE, types: [], body: s.tree.child(n, 'block') }),
    throw_expression: (s, n) => s.throwing(n, peel(s.tree, firstNamed(s.tree, n))),
    return_expression: returnExpression,
  },
  nullChecks: {
    optional: ['?.'],
    and: ['&&'],
    notEqual: ['!='],
    absent: ['null'],
    truthiness: false,
    bare: false,
    comparisons: ['=='],
    conditionals: {
      if_expression: (t, n) => {
        const parts = namedChildren(t, n).filter((c) => !/comment$/.test(t.kind(c)));
        return { condition: t.field(n, 'condition'), met: parts[1] ?? NONE, otherwise: parts[2] ?? NONE };
      },
    },
    otherwise: ['null'],
  },
};
