// `import`, `from … import` and their kin.
import type { Enter, FactSink, SpecifierFact } from '../pack.ts';
import { fieldChildren, firstNamed, NONE, type NodeIndex, type TreeView } from '../tree-view.ts';
import { ImportFlag } from '../vocabulary.ts';

/** `typeOnly` for imports below `if TYPE_CHECKING:`. */
function flagsOf(t: TreeView, n: NodeIndex): number {
  const branch = t.parent(t.parent(n));
  if (!t.is(branch, 'if_statement')) return 0;
  return /^(typing\.|t\.)?TYPE_CHECKING$/.test(t.slice(t.field(branch, 'condition'))) ? ImportFlag.typeOnly : 0;
}

function dotted(t: TreeView, n: NodeIndex): string {
  return t.slice(n).replace(/\s+/g, '');
}

function importStatement(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  for (const c of fieldChildren(t, n, 'name')) {
    const aliased = t.is(c, 'aliased_import');
    const source = aliased ? t.field(c, 'name') : c;
    const name = dotted(t, source);
    const alias = aliased ? t.slice(t.field(c, 'alias')) : '';
    s.importing(c, {
      kind: 'static',
      source: name,
      sourceNode: source,
      flags: flagsOf(t, n),
      specifiers: [{ kind: 'namespace', name, alias: alias === name ? '' : alias, node: c }],
    });
  }
}

function importFrom(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const module = t.field(n, 'module_name');
  const future = t.is(n, 'future_import_statement');
  if (module === NONE && !future) return;
  const specifiers: SpecifierFact[] = fieldChildren(t, n, 'name').map((c) => {
    const name = dotted(t, t.is(c, 'aliased_import') ? t.field(c, 'name') : c);
    const alias = t.slice(t.field(c, 'alias'));
    return { kind: 'named', name, alias: alias === name ? '' : alias, node: c };
  });
  const wildcard = t.child(n, 'wildcard_import');
  if (wildcard !== NONE) specifiers.push({ kind: 'wildcard', name: '*', alias: '', node: wildcard });
  s.importing(n, {
    kind: 'static',
    source: future ? '__future__' : dotted(t, module),
    sourceNode: future ? t.child(n, '__future__') : module,
    flags: flagsOf(t, n),
    specifiers,
  });
}

/** `__import__('m')` and `importlib.import_module('m')`. */
function dynamicImport(s: FactSink, n: NodeIndex): void {
  const t = s.tree;
  const callee = t.field(n, 'function');
  const name = t.is(callee, 'attribute') ? t.field(callee, 'attribute') : callee;
  if (!t.is(name, 'identifier')) return;
  const text = t.slice(name);
  if (text !== '__import__' && text !== 'import_module') return;
  const source = firstNamed(t, t.field(n, 'arguments'));
  if (!t.is(source, 'string')) return;
  s.importing(n, { kind: 'dynamic', source: s.textOf(source), sourceNode: source, specifiers: [] });
}

/** Handlers of everything that names a module. */
export const importEnter: Readonly<Record<string, Enter>> = {
  import_statement: importStatement,
  import_from_statement: importFrom,
  future_import_statement: importFrom,
  call: dynamicImport,
};
