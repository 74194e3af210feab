import type { CallParts, Enter, FactSink, LanguagePack } from '../pack.ts';
import { hasToken } from '../reading.ts';
import { fieldChildren, firstNamed, NONE, type NodeIndex, namedChildren, type TreeView } from '../tree-view.ts';
import { CallFlag, Mod } from '../vocabulary.ts';
import {
  declareField,
  declareFunction,
  declareLiteral,
  declareMethod,
  declarePackage,
  declareType,
  importSpec,
  namedTypeOf,
  visibilityOf,
} from './declarations.ts';
import { checkedError } from './error-variable.ts';

/** Wrappers around a callee that are looked through. */
const MAX_CALLEE_DEPTH = 8;

function named(t: TreeView, n: NodeIndex, field: string): NodeIndex[] {
  return fieldChildren(t, n, field).filter((c) => t.isNamed(c));
}

/** The values of an expression list, or the node itself. */
function valuesOf(t: TreeView, n: NodeIndex): NodeIndex[] {
  if (n === NONE) return [];
  return t.is(n, 'expression_list') ? namedChildren(t, n).filter((c) => !t.is(c, 'comment')) : [n];
}

/** The value of the i-th target: its own, or the one call or channel that yields them all. */
function valueAt(values: readonly NodeIndex[], targets: number, i: number): NodeIndex {
  if (values.length === targets) return values[i] ?? NONE;
  return values.length === 1 ? (values[0] ?? NONE) : NONE;
}

function bindAll(s: FactSink, n: NodeIndex, kind: 'variable' | 'assign', valueField: string): void {
  const t = s.tree;
  const targets = valuesOf(t, t.field(n, 'left'));
  const values = valueField === '' ? [] : valuesOf(t, t.field(n, valueField));
  targets.forEach((target, i) => {
    s.binding(n, { kind, target, value: valueAt(values, targets.length, i) });
  });
}

/** `var` and `const` lines. */
function spec(kind: 'variable' | 'constant'): Enter {
  return (s, n) => {
    const t = s.tree;
    const targets = named(t, n, 'name');
    const values = valuesOf(t, t.field(n, 'value'));
    const top = s.atModuleLevel();
    targets.forEach((target, i) => {
      const name = t.slice(target);
      s.binding(n, {
        kind,
        target,
        value: valueAt(values, targets.length, i),
        name,
        type: t.slice(t.field(n, 'type')),
        modifiers: (kind === 'constant' ? Mod.constant : 0) | (top ? visibilityOf(name) : 0),
      });
    });
  };
}

/** Loop and select variables: declared, without a value one could name. */
const received =
  (valueField: string): Enter =>
  (s, n) =>
    bindAll(s, n, hasToken(s.tree, n, ':=') ? 'variable' : 'assign', valueField);

/** `key: value` of a composite literal. */
const keyedElement: Enter = (s, n) => {
  const t = s.tree;
  const key = firstNamed(t, t.field(n, 'key'));
  const value = t.field(n, 'value');
  const inner = t.is(value, 'literal_element') ? firstNamed(t, value) : value;
  const plain = t.is(key, 'identifier') || t.is(key, 'interpreted_string_literal') || t.is(key, 'raw_string_literal');
  s.binding(n, { kind: 'pair', target: key, value: inner, name: plain ? s.textOf(key) : s.pathOf(key) });
};

/** `T{…}` of a named type constructs as a call does; its pairs hang on it. */
const compositeLiteral: Enter = (s, n) => {
  const t = s.tree;
  const type = namedTypeOf(t, t.field(n, 'type'));
  if (type === NONE) return;
  const qualified = t.is(type, 'qualified_type');
  s.calling(n, {
    name: qualified ? t.field(type, 'name') : type,
    receiver: qualified ? t.field(type, 'package') : NONE,
    args: NONE,
    flags: CallFlag.isNew,
  });
};

/** What is called, without parentheses and type arguments. */
function calleeOf(t: TreeView, n: NodeIndex): NodeIndex {
  let at = n;
  for (let k = 0; k < MAX_CALLEE_DEPTH; k++) {
    const inner =
      t.is(at, 'parenthesized_expression') || t.is(at, 'parenthesized_type')
        ? firstNamed(t, at)
        : t.is(at, 'type_instantiation_expression') || t.is(at, 'generic_type')
          ? t.field(at, 'type')
          : t.is(at, 'index_expression') || t.is(at, 'unary_expression')
            ? t.field(at, 'operand')
            : NONE;
    if (inner === NONE) return at;
    at = inner;
  }
  return at;
}

function readCall(t: TreeView, n: NodeIndex): CallParts {
  const callee = calleeOf(t, t.field(n, 'function'));
  const args = t.field(n, 'arguments');
  if (t.is(callee, 'selector_expression'))
    return { name: t.field(callee, 'field'), receiver: t.field(callee, 'operand'), args };
  if (t.is(callee, 'qualified_type'))
    return { name: t.field(callee, 'name'), receiver: t.field(callee, 'package'), args };
  const plain = t.is(callee, 'identifier') || t.is(callee, 'type_identifier');
  return { name: plain ? callee : NONE, receiver: NONE, args };
}

const panic: Enter = (s, n) => {
  const t = s.tree;
  if (t.slice(t.field(n, 'function')) === 'panic') s.throwing(n, firstNamed(t, t.field(n, 'arguments')));
};

const errorBranch: Enter = (s, n) => {
  const t = s.tree;
  const binding = checkedError(t, n);
  if (binding === NONE) return;
  const hasElse = t.field(n, 'alternative') !== NONE;
  s.handler(n, { kind: 'errorBranch', binding, types: [], body: t.field(n, 'consequence'), hasElse });
};

/** A return of several values is one row a value, all of the same place. */
const returnStatement: Enter = (s, n) => {
  const values = valuesOf(s.tree, firstNamed(s.tree, n));
  if (values.length === 0) s.returning(n, NONE);
  for (const value of values) s.returning(n, value);
};

const typeSwitch: Enter = (s, n) => {
  for (const target of valuesOf(s.tree, s.tree.field(n, 'alias')))
    s.binding(target, { kind: 'variable', target, value: NONE });
};

/** Go. */
export const goPack: LanguagePack = {
  language: 'go',
  version: 4,
  lineComment: '//',
  comments: ['comment'],
  docComments: [],
  identifiers: ['identifier', 'field_identifier', 'package_identifier', 'type_identifier', 'blank_identifier', 'iota'],
  members: { selector_expression: ['operand', 'field'], qualified_type: ['package', 'name'] },
  indexes: { index_expression: 'operand', slice_expression: 'operand' },
  calls: { call_expression: readCall },
  argumentWrappers: {},
  keywordArguments: {},
  strings: {
    interpreted_string_literal: {
      kind: 'literal',
      content: ['interpreted_string_literal_content'],
      escapes: ['escape_sequence'],
      interpolation: [],
    },
    raw_string_literal: { kind: 'raw', content: ['raw_string_literal_content'], interpolation: [] },
  },
  shapes: {
    int_literal: 'number',
    float_literal: 'number',
    imaginary_literal: 'number',
    true: 'true',
    false: 'false',
    nil: 'null',
    composite_literal: 'object',
    literal_value: 'object',
    func_literal: 'function',
    variadic_argument: 'spread',
    rune_literal: 'other',
  },
  transparent: {
    parenthesized_expression: '',
    type_conversion_expression: 'operand',
    type_assertion_expression: 'operand',
    type_instantiation_expression: 'type',
    unary_expression: 'operand',
    literal_element: '',
  },
  binary: ['binary_expression'],
  concatOperators: ['+'],
  formatOperators: [],
  comparisonOperators: ['==', '!='],
  inspections: { expression_switch_statement: 'value' },
  bindings: {},
  awaits: [],
  discards: ['expression_statement'],
  loops: { for_statement: 'for' },
  branches: ['if_statement', 'expression_case', 'type_case', 'communication_case'],
  arms: ['expression_case', 'type_case', 'communication_case'],
  inlineBranches: [],
  tries: [],
  blocks: ['statement_list', 'source_file'],
  blockWrappers: ['statement_list'],
  enter: {
    package_clause: declarePackage,
    function_declaration: declareFunction,
    method_declaration: declareMethod,
    method_elem: declareMethod,
    func_literal: declareLiteral,
    type_spec: declareType,
    type_alias: declareType,
    field_declaration: declareField,
    import_spec: importSpec,
    var_spec: spec('variable'),
    const_spec: spec('constant'),
    short_var_declaration: (s, n) => bindAll(s, n, 'variable', 'right'),
    assignment_statement: (s, n) => bindAll(s, n, 'assign', 'right'),
    range_clause: received(''),
    receive_statement: received('right'),
    type_switch_statement: typeSwitch,
    keyed_element: keyedElement,
    composite_literal: compositeLiteral,
    call_expression: panic,
    if_statement: errorBranch,
    return_statement: returnStatement,
  },
};
