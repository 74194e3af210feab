// What a Python name says about who may use it.
import type { FactSink } from '../pack.ts';
import { childrenOfKind, firstNamed, NONE, type NodeIndex, type TreeView } from '../tree-view.ts';
import { Mod } from '../vocabulary.ts';

const publicNames = new WeakMap<TreeView, ReadonlySet<string> | null>();

/** Bits for visibility: module-level names are exported unless `_x` or missing from `__all__`; `__x` is private, `_x` protected. */
export function visibilityOf(s: FactSink, name: string): number {
  const hidden = /^__\w+__$/.test(name)
    ? 0
    : name.startsWith('__')
      ? Mod.private
      : name.startsWith('_')
        ? Mod.protected
        : 0;
  if (!s.atModuleLevel()) return hidden;
  const listed = listedNames(s.tree);
  const exported = listed === null ? !name.startsWith('_') : listed.has(name);
  return hidden | (exported ? Mod.exported : 0);
}

/** Names in `__all__`, or `null` where the module has none that can be read. */
function listedNames(t: TreeView): ReadonlySet<string> | null {
  const known = publicNames.get(t);
  if (known !== undefined) return known;
  const names = new Set<string>();
  for (const statement of t.size === 0 ? [] : childrenOfKind(t, 0, 'expression_statement')) {
    const inner = firstNamed(t, statement);
    if (!t.is(inner, 'assignment') && !t.is(inner, 'augmented_assignment')) continue;
    if (t.slice(t.field(inner, 'left')) === '__all__') addStrings(t, t.field(inner, 'right'), names);
  }
  const found = names.size === 0 ? null : names;
  publicNames.set(t, found);
  return found;
}

function addStrings(t: TreeView, n: NodeIndex, names: Set<string>): void {
  if (n === NONE) return;
  for (let i = n, end = t.after(n); i < end; i++) if (t.is(i, 'string_content')) names.add(t.slice(i));
}
