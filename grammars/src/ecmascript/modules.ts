// What the two ECMAScript grammars call imports and exports.
import type { FactSink, SpecifierFact } from '../pack.ts';
import { hasToken } from '../reading.ts';
import { childrenOfKind, firstNamed, NONE, type NodeIndex, namedChildren, type TreeView } from '../tree-view.ts';
import { SpecifierFlag } from '../vocabulary.ts';

/** `const x = require('m')` is an import. */
export function requireOf(s: FactSink, n: NodeIndex, name: NodeIndex, value: NodeIndex): boolean {
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

/** Handler for `import` statements of every form. */
export function importStatement(s: FactSink, n: NodeIndex): void {
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
    flags: hasToken(t, sp, 'type') ? SpecifierFlag.typeOnly : 0,
  }));
}

/** Handler for `export` statements; one with a source is an import as well. */
export function exportStatement(s: FactSink, n: NodeIndex): void {
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
  if (source !== NONE)
    s.importing(n, { kind: 'reexport', source: from, sourceNode: source, specifiers: reexported(t, clause) });
}

/** Names passed on by `export { a as b } from 'm'`: what they are called there, and here. */
function reexported(t: TreeView, clause: NodeIndex): SpecifierFact[] {
  if (clause === NONE) return [];
  return childrenOfKind(t, clause, 'export_specifier').map((sp) => ({
    kind: 'named',
    name: t.slice(t.field(sp, 'name')),
    alias: t.slice(t.field(sp, 'alias')),
    node: sp,
  }));
}

function declaredNames(t: TreeView, declaration: NodeIndex): string[] {
  const declarators = childrenOfKind(t, declaration, 'variable_declarator');
  if (declarators.length > 0) return declarators.map((d) => t.slice(t.field(d, 'name')));
  const name = t.field(declaration, 'name');
  return name === NONE ? [] : [t.slice(name)];
}

/** Handler for `module.exports = …` and `exports.x = …`. */
export function assignment(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const left = t.field(n, 'left');
  const path = s.pathOf(left);
  if (path === 'module.exports') s.exporting(n, { name: 'default', kind: 'commonjs' });
  else if (/^(module\.)?exports\.[\w$]+$/.test(path))
    s.exporting(n, { name: path.slice(path.lastIndexOf('.') + 1), kind: 'commonjs' });
}

/** Handler for `import(…)` and bare `require(…)` of a literal path. */
export function dynamicImport(s: FactSink, n: NodeIndex): void {
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
