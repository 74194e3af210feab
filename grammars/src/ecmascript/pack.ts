// What TypeScript and JavaScript have in common.
import type { Enter, FactSink, LanguagePack } from '../pack.ts';
import { calleeCall, fieldsOfConditional, typeText } from '../reading.ts';
import { firstNamed, NONE, type NodeIndex, namedChildren } from '../tree-view.ts';
import { CallFlag, Mod } from '../vocabulary.ts';
import {
  declareClass,
  declareFunction,
  declareMethod,
  declareType,
  declareVariable,
  isExported,
  modifiersOf,
} from './declarations.ts';
import { assignment, dynamicImport, exportStatement, importStatement } from './modules.ts';
import { formOfType } from './types.ts';

const MEMBERS = { member_expression: ['object', 'property'] } as const;

function catchClause(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const parameter = t.field(n, 'parameter');
  s.handler(n, {
    kind: 'catch',
    binding: t.is(parameter, 'identifier') ? parameter : NONE,
    types: [],
    body: t.field(n, 'body'),
  });
}

function decorator(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const inner = firstNamed(t, n);
  const call = t.is(inner, 'call_expression');
  s.decorator(n, s.pathOf(call ? t.field(inner, 'function') : inner), call ? t.field(inner, 'arguments') : NONE);
}

function jsxAttribute(s: FactSink, n: NodeIndex): void {
  const [name, value] = namedChildren(s.tree, n);
  if (name !== undefined)
    s.binding(n, { kind: 'keyword', target: name, value: value ?? NONE, name: s.tree.slice(name) });
}

function jsxElement(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const name = t.field(n, 'name');
  const spread = (c: NodeIndex): boolean => t.is(c, 'jsx_expression') && t.is(firstNamed(t, c), 'spread_element');
  s.element(n, { name, spreads: namedChildren(t, n).some(spread) });
}

/** `{ user }` is a pair whose key is also its value. */
function shorthandPair(s: FactSink, n: NodeIndex): void {
  s.binding(n, { kind: 'pair', target: n, value: n });
}

/** Handlers both grammars know. */
export const ecmascriptEnter: Readonly<Record<string, Enter>> = {
  function_declaration: declareFunction('function'),
  generator_function_declaration: declareFunction('function'),
  function_expression: declareFunction('function'),
  generator_function: declareFunction('function'),
  arrow_function: declareFunction('function'),
  method_definition: declareMethod,
  class_declaration: declareClass,
  class: declareClass,
  variable_declarator: declareVariable,
  import_statement: importStatement,
  export_statement: exportStatement,
  assignment_expression: assignment,
  call_expression: dynamicImport,
  catch_clause: catchClause,
  finally_clause: (s, n) => s.handler(n, { kind: 'finally', binding: NONE, types: [], body: s.tree.field(n, 'body') }),
  throw_statement: (s, n) => s.throwing(n, firstNamed(s.tree, n)),
  return_statement: (s, n) => s.returning(n, firstNamed(s.tree, n)),
  decorator,
  jsx_attribute: jsxAttribute,
  jsx_opening_element: jsxElement,
  jsx_self_closing_element: jsxElement,
  shorthand_property_identifier: shorthandPair,
};

/** Handlers of what only TypeScript can say. */
export const typescriptEnter: Readonly<Record<string, Enter>> = {
  function_signature: declareFunction('function'),
  method_signature: declareMethod,
  abstract_method_signature: declareMethod,
  abstract_class_declaration: declareClass,
  interface_declaration: declareType('interface'),
  enum_declaration: declareType('enum'),
  type_alias_declaration: (s, n) => {
    const name = s.tree.field(n, 'name');
    const modifiers = isExported(s.tree, n) ? Mod.exported : 0;
    s.symbol(n, {
      kind: 'typeAlias',
      name: s.tree.slice(name),
      nameNode: name,
      body: s.tree.field(n, 'value'),
      modifiers,
      form: formOfType(s.tree, s.tree.field(n, 'value')),
    });
  },
  internal_module: declareType('namespace'),
  enum_assignment: (s, n) =>
    s.binding(n, { kind: 'enumMember', target: s.tree.field(n, 'name'), value: s.tree.field(n, 'value') }),
  enum_body: (s, n) => {
    for (const c of namedChildren(s.tree, n))
      if (s.tree.is(c, 'property_identifier')) s.binding(c, { kind: 'enumMember', target: c, value: NONE });
  },
  public_field_definition: (s, n) => {
    const name = s.tree.field(n, 'name');
    const type = typeText(s.tree, s.tree.field(n, 'type'));
    s.binding(n, {
      kind: 'field',
      target: name,
      value: s.tree.field(n, 'value'),
      type,
      modifiers: modifiersOf(s.tree, n),
    });
  },
  property_signature: (s, n) =>
    s.binding(n, {
      kind: 'field',
      target: s.tree.field(n, 'name'),
      value: NONE,
      type: typeText(s.tree, s.tree.field(n, 'type')),
      modifiers: Mod.declared,
    }),
};

/** Everything but the handlers. */
export const ecmascriptBase = {
  lineComment: '//',
  marks: ['decorator'],
  comments: ['comment'],
  commentHolders: ['jsx_expression'],
  docComments: ['/**'],
  identifiers: [
    'identifier',
    'property_identifier',
    'private_property_identifier',
    'shorthand_property_identifier',
    'this',
    'super',
    'undefined',
  ],
  members: MEMBERS,
  indexes: { subscript_expression: 'object' },
  calls: {
    call_expression: (t, n) => {
      const parts = calleeCall({ callee: 'function', args: 'arguments', members: MEMBERS })(t, n);
      const template = t.is(parts.args, 'template_string');
      const optional = t.child(n, 'optional_chain') !== NONE ? CallFlag.isOptional : 0;
      return template ? { ...parts, args: NONE, trailing: NONE, flags: optional } : { ...parts, flags: optional };
    },
    new_expression: calleeCall({ callee: 'constructor', args: 'arguments', members: MEMBERS, flags: CallFlag.isNew }),
  },
  argumentWrappers: {},
  keywordArguments: {},
  strings: {
    string: { kind: 'literal', content: ['string_fragment'], escapes: ['escape_sequence'], interpolation: [] },
    template_string: {
      kind: 'template',
      content: ['string_fragment'],
      escapes: ['escape_sequence'],
      interpolation: ['template_substitution'],
    },
  },
  shapes: {
    number: 'number',
    true: 'true',
    false: 'false',
    null: 'null',
    object: 'object',
    array: 'array',
    regex: 'regex',
    arrow_function: 'function',
    function_expression: 'function',
    generator_function: 'function',
    class: 'function',
    spread_element: 'spread',
  },
  transparent: { parenthesized_expression: '', jsx_expression: '' },
  binary: ['binary_expression'],
  concatOperators: ['+'],
  fallbackOperators: ['??', '||'],
  formatOperators: [],
  comparisonOperators: ['==', '===', '!=', '!=='],
  inspections: { switch_statement: 'value' },
  bindings: {
    assignment_expression: { kind: 'assign', target: 'left', value: 'right' },
    augmented_assignment_expression: { kind: 'assign', target: 'left', value: 'right' },
    pair: { kind: 'pair', target: 'key', value: 'value' },
  },
  awaits: ['await_expression'],
  discards: ['expression_statement'],
  loops: {
    for_statement: 'for',
    for_in_statement: 'forEach',
    while_statement: 'while',
    do_statement: 'doWhile',
  },
  branches: ['if_statement', 'switch_case', 'ternary_expression'],
  arms: ['switch_case'],
  inlineBranches: ['ternary_expression'],
  tries: ['try_statement'],
  blocks: ['statement_block', 'program', 'switch_case', 'switch_default'],
  blockWrappers: [],
  nullChecks: {
    optional: ['optional_chain'],
    and: ['&&'],
    notEqual: ['!==', '!='],
    absent: ['null', 'undefined'],
    truthiness: true,
    bare: true,
    // `a?.b > 1` does not type-check where `a` may be absent.
    comparisons: ['===', '=='],
    conditionals: { ternary_expression: fieldsOfConditional('condition', 'consequence', 'alternative') },
    // Optional access yields `undefined`: who writes `null` asks for it.
    otherwise: ['undefined'],
  },
  environment: { holders: ['process.env', 'import.meta.env'], asMembers: true },
  props: 'props',
} as const satisfies Omit<LanguagePack, 'language' | 'version' | 'enter'>;
