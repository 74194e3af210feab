// What TypeScript and JavaScript have in common.
import type { Enter, FactSink, LanguagePack, SpecifierFact } from '../pack.ts';
import { bareTypeName, calleeCall, hasToken, typeText } from '../reading.ts';
import { childrenOfKind, firstNamed, NONE, type NodeIndex, namedChildren, type TreeView } from '../tree-view.ts';
import { CallFlag, Mod, type SymbolKind } from '../vocabulary.ts';

const MEMBERS = { member_expression: ['object', 'property'] } as const;

/** Name of a function expression taken from what it is assigned to. */
function inferredName(s: FactSink, n: NodeIndex): { name: string; node: NodeIndex } {
  const t = s.tree;
  let parent = t.parent(n);
  while (t.is(parent, 'parenthesized_expression')) parent = t.parent(parent);
  const target =
    t.is(parent, 'variable_declarator') || t.is(parent, 'public_field_definition')
      ? t.field(parent, 'name')
      : t.is(parent, 'field_definition')
        ? t.field(parent, 'property')
        : t.is(parent, 'pair')
          ? t.field(parent, 'key')
          : t.is(parent, 'assignment_expression')
            ? lastSegment(t, t.field(parent, 'left'))
            : NONE;
  const ok = target !== NONE && /^[\w$#\u0080-\uffff]+$/.test(t.slice(target));
  return ok ? { name: t.slice(target), node: target } : { name: '', node: NONE };
}

function lastSegment(t: TreeView, n: NodeIndex): NodeIndex {
  return t.is(n, 'member_expression') ? t.field(n, 'property') : n;
}

/** True when the declaration stands directly under an `export`. */
function isExported(t: TreeView, n: NodeIndex): boolean {
  let parent = t.parent(n);
  if (t.is(parent, 'lexical_declaration') || t.is(parent, 'variable_declaration')) parent = t.parent(parent);
  if (t.is(parent, 'ambient_declaration')) parent = t.parent(parent);
  return t.is(parent, 'export_statement');
}

function modifiersOf(t: TreeView, n: NodeIndex): number {
  let bits = 0;
  for (let c = t.firstChild(n); c !== NONE; c = t.nextSibling(c)) {
    switch (t.kind(c)) {
      case 'async':
        bits |= Mod.async;
        break;
      case 'static':
        bits |= Mod.static;
        break;
      case 'abstract':
        bits |= Mod.abstract;
        break;
      case 'readonly':
        bits |= Mod.constant;
        break;
      case '*':
        bits |= Mod.generator;
        break;
      case 'override_modifier':
        bits |= Mod.override;
        break;
      case 'accessibility_modifier':
        bits |= t.slice(c) === 'private' ? Mod.private : t.slice(c) === 'protected' ? Mod.protected : 0;
        break;
      case 'private_property_identifier':
        bits |= Mod.private;
        break;
      default:
        break;
    }
  }
  return bits;
}

function parameters(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const single = t.field(n, 'parameter');
  if (single !== NONE) return s.parameter({ name: t.slice(single), nameNode: single });
  for (const p of namedChildren(t, t.field(n, 'parameters'))) parameter(s, p);
}

function parameter(s: FactSink, p: NodeIndex): void {
  const t = s.tree;
  const typed = t.is(p, 'required_parameter') || t.is(p, 'optional_parameter');
  const pattern = typed ? t.field(p, 'pattern') : t.is(p, 'assignment_pattern') ? t.field(p, 'left') : p;
  const rest = t.is(pattern, 'rest_pattern');
  const name = rest ? firstNamed(t, pattern) : pattern;
  if (t.is(p, 'comment') || t.is(p, 'decorator')) return;
  const plain = t.is(name, 'identifier') || t.is(name, 'this');
  s.parameter({
    name: plain ? t.slice(name) : '',
    nameNode: name,
    type: typed ? typeText(t, t.field(p, 'type')) : '',
    defaultValue: typed ? t.field(p, 'value') : t.is(p, 'assignment_pattern') ? t.field(p, 'right') : NONE,
    rest,
  });
}

function declareFunction(kind: SymbolKind): Enter {
  return (s, n) => {
    const t = s.tree;
    const own = t.field(n, 'name');
    const inferred = own === NONE ? inferredName(s, n) : { name: t.slice(own), node: own };
    const body = t.field(n, 'body');
    promiseHandler(s, n);
    s.symbol(n, {
      kind: inferred.name === '' ? 'lambda' : own === NONE && inMember(t, n) ? 'method' : kind,
      name: inferred.name,
      nameNode: inferred.node,
      body,
      modifiers:
        modifiersOf(t, n) |
        (isExported(t, own === NONE ? t.parent(n) : n) ? Mod.exported : 0) |
        (body === NONE ? Mod.declared : 0),
      returns: typeText(t, t.field(n, 'return_type')),
    });
    parameters(s, n);
    if (t.is(n, 'arrow_function') && !t.is(body, 'statement_block')) s.returning(body, body);
  };
}

function inMember(t: TreeView, n: NodeIndex): boolean {
  const parent = t.parent(n);
  return t.is(parent, 'pair') || t.is(parent, 'field_definition') || t.is(parent, 'public_field_definition');
}

/** `.catch(error => …)` handles an error just as a catch clause does. */
function promiseHandler(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const call = t.parent(t.parent(n));
  if (!t.is(call, 'call_expression')) return;
  const callee = t.field(call, 'function');
  if (!t.is(callee, 'member_expression') || t.slice(t.field(callee, 'property')) !== 'catch') return;
  if (firstNamed(t, t.field(call, 'arguments')) !== n) return;
  const body = t.field(n, 'body');
  const params = t.field(n, 'parameters');
  const first = params === NONE ? t.field(n, 'parameter') : firstNamed(t, params);
  const binding = t.is(first, 'required_parameter') ? t.field(first, 'pattern') : first;
  if (t.is(body, 'statement_block')) {
    s.handler(n, { kind: 'promiseCatch', binding: t.is(binding, 'identifier') ? binding : NONE, types: [], body });
  }
}

function declareMethod(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const name = t.field(n, 'name');
  const text = t.slice(name);
  const kind: SymbolKind =
    text === 'constructor'
      ? 'constructor'
      : hasToken(t, n, 'get')
        ? 'getter'
        : hasToken(t, n, 'set')
          ? 'setter'
          : 'method';
  const computed = t.is(name, 'computed_property_name') || t.is(name, 'string') || t.is(name, 'number');
  const body = t.field(n, 'body');
  s.symbol(n, {
    kind,
    name: text,
    nameNode: name,
    body,
    modifiers:
      modifiersOf(t, n) |
      (t.is(name, 'private_property_identifier') ? Mod.private : 0) |
      (computed || kind === 'constructor' ? Mod.fixedName : 0) |
      (body === NONE ? Mod.declared : 0),
    returns: typeText(t, t.field(n, 'return_type')),
  });
  parameters(s, n);
}

function declareClass(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const own = t.field(n, 'name');
  const named = own === NONE ? inferredName(s, n) : { name: t.slice(own), node: own };
  s.symbol(n, {
    kind: 'class',
    name: named.name,
    nameNode: named.node,
    body: t.field(n, 'body'),
    modifiers: (isExported(t, n) ? Mod.exported : 0) | (t.is(n, 'abstract_class_declaration') ? Mod.abstract : 0),
  });
  const heritage = t.child(n, 'class_heritage');
  for (const h of heritage === NONE ? [] : namedChildren(t, heritage)) {
    if (t.is(h, 'extends_clause')) s.base(bareTypeName(t.slice(t.field(h, 'value'))), 'extends', h);
    else if (t.is(h, 'implements_clause'))
      for (const i of namedChildren(t, h)) s.base(bareTypeName(t.slice(i)), 'implements', i);
    else s.base(bareTypeName(t.slice(h)), 'extends', h);
  }
}

function declareType(kind: SymbolKind): Enter {
  return (s, n) => {
    const t = s.tree;
    const name = t.field(n, 'name');
    s.symbol(n, {
      kind,
      name: t.slice(name),
      nameNode: name,
      body: t.field(n, 'body'),
      modifiers: isExported(t, n) ? Mod.exported : 0,
    });
    for (const clause of childrenOfKind(t, n, 'extends_type_clause')) {
      for (const b of namedChildren(t, clause)) s.base(bareTypeName(t.slice(b)), 'extends', b);
    }
  };
}

function declareVariable(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const name = t.field(n, 'name');
  const value = t.field(n, 'value');
  const declaration = t.parent(n);
  const constant = hasToken(t, declaration, 'const');
  if (requireOf(s, n, name, value)) return;
  s.binding(n, {
    kind: 'variable',
    target: name,
    value,
    ...(t.is(name, 'identifier') ? {} : { name: '' }),
    type: typeText(t, t.field(n, 'type')),
    modifiers:
      (constant ? Mod.constant : 0) |
      (isExported(t, n) ? Mod.exported : 0) |
      (t.is(t.parent(declaration), 'ambient_declaration') ? Mod.declared : 0),
  });
}

/** `const x = require('m')` is an import. */
function requireOf(s: FactSink, n: NodeIndex, name: NodeIndex, value: NodeIndex): boolean {
  const t = s.tree;
  if (!t.is(value, 'call_expression') || t.slice(t.field(value, 'function')) !== 'require') return false;
  const source = firstNamed(t, t.field(value, 'arguments'));
  if (!t.is(source, 'string')) return false;
  const specifiers: SpecifierFact[] = t.is(name, 'identifier')
    ? [{ kind: 'namespace', name: t.slice(name), alias: '', node: name }]
    : namedChildren(t, name).map((c) => ({
        kind: 'named',
        name: t.slice(t.is(c, 'pair_pattern') ? t.field(c, 'key') : c),
        alias: t.is(c, 'pair_pattern') ? t.slice(t.field(c, 'value')) : '',
        node: c,
      }));
  s.importing(n, { kind: 'require', source: s.textOf(source), sourceNode: source, specifiers });
  return true;
}

function importStatement(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const source = t.field(n, 'source');
  const clause = t.child(n, 'import_clause');
  const typeOnly = hasToken(t, n, 'type');
  if (source === NONE) return;
  s.importing(n, {
    kind: 'static',
    source: s.textOf(source),
    sourceNode: source,
    flags: typeOnly ? 1 : 0,
    specifiers: clause === NONE ? [] : namedChildren(t, clause).flatMap((c) => specifiersOf(t, c)),
  });
}

function specifiersOf(t: TreeView, c: NodeIndex): SpecifierFact[] {
  if (t.is(c, 'identifier')) return [{ kind: 'default', name: t.slice(c), alias: '', node: c }];
  if (t.is(c, 'namespace_import')) {
    const name = firstNamed(t, c);
    return [{ kind: 'namespace', name: t.slice(name), alias: '', node: c }];
  }
  return childrenOfKind(t, c, 'import_specifier').map((sp) => ({
    kind: 'named',
    name: t.slice(t.field(sp, 'name')),
    alias: t.slice(t.field(sp, 'alias')),
    node: sp,
  }));
}

function exportStatement(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const source = t.field(n, 'source');
  const from = source === NONE ? '' : s.textOf(source);
  const clause = t.child(n, 'export_clause');
  const declaration = t.field(n, 'declaration');
  const isDefault = hasToken(t, n, 'default');
  if (clause !== NONE) {
    for (const sp of childrenOfKind(t, clause, 'export_specifier')) {
      const alias = t.field(sp, 'alias');
      const name = t.slice(alias === NONE ? t.field(sp, 'name') : alias);
      s.exporting(sp, {
        name,
        kind: name === 'default' ? 'default' : source === NONE ? 'named' : 'reexport',
        source: from,
      });
    }
  } else if (source !== NONE) s.exporting(n, { name: '*', kind: 'all', source: from });
  else if (isDefault) {
    const name = declaration === NONE ? t.field(n, 'value') : t.field(declaration, 'name');
    s.exporting(n, {
      name: t.is(name, 'identifier') || t.is(name, 'type_identifier') ? t.slice(name) : 'default',
      kind: 'default',
    });
  } else if (declaration !== NONE)
    for (const name of declaredNames(t, declaration)) s.exporting(n, { name, kind: 'named' });
  if (source !== NONE) s.importing(n, { kind: 'reexport', source: from, sourceNode: source, specifiers: [] });
}

function declaredNames(t: TreeView, declaration: NodeIndex): string[] {
  const declarators = childrenOfKind(t, declaration, 'variable_declarator');
  if (declarators.length > 0) return declarators.map((d) => t.slice(t.field(d, 'name')));
  const name = t.field(declaration, 'name');
  return name === NONE ? [] : [t.slice(name)];
}

function assignment(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const left = t.field(n, 'left');
  const path = s.pathOf(left);
  if (path === 'module.exports') s.exporting(n, { name: 'default', kind: 'commonjs' });
  else if (/^(module\.)?exports\.[\w$]+$/.test(path))
    s.exporting(n, { name: path.slice(path.lastIndexOf('.') + 1), kind: 'commonjs' });
}

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

function dynamicImport(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const callee = t.field(n, 'function');
  const source = firstNamed(t, t.field(n, 'arguments'));
  if (!t.is(source, 'string')) return;
  const specifiers: SpecifierFact[] = [];
  if (t.is(callee, 'import'))
    s.importing(n, { kind: 'dynamic', source: s.textOf(source), sourceNode: source, specifiers });
  else if (t.slice(callee) === 'require' && !t.is(t.parent(n), 'variable_declarator')) {
    s.importing(n, { kind: 'require', source: s.textOf(source), sourceNode: source, specifiers });
  }
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
  comments: ['comment'],
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
  formatOperators: [],
  comparisonOperators: ['==', '===', '!=', '!=='],
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
  tries: ['try_statement'],
  blockWrappers: [],
} as const satisfies Omit<LanguagePack, 'language' | 'version' | 'enter'>;
