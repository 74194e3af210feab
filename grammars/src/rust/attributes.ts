// Attributes and visibility of Rust items.
import type { Enter } from '../pack.ts';
import { childrenOfKind, firstNamed, NONE, type NodeIndex, namedChildren, type TreeView } from '../tree-view.ts';
import { Mod } from '../vocabulary.ts';

/** Attributes and comments read before one item. */
const MAX_SIBLINGS = 32;
/** Last segment of attributes that make a function a test: the language's own and those of test crates. */
const TEST_ATTRIBUTE = /(^|::|\s)(test|bench|rstest|test_case|quickcheck|proptest|wasm_bindgen_test)$/;
/** Kinds that become a symbol or a binding, so that an attribute before them finds its owner. */
const OWNERS = new Set([
  'function_item',
  'function_signature_item',
  'struct_item',
  'enum_item',
  'union_item',
  'trait_item',
  'impl_item',
  'mod_item',
  'type_item',
  'associated_type',
  'const_item',
  'static_item',
  'enum_variant',
  'field_declaration',
  'let_declaration',
  'field_initializer',
]);

/** The sibling right before a node, anonymous tokens included, or `NONE`. */
export function previousSibling(t: TreeView, n: NodeIndex): NodeIndex {
  const parent = t.parent(n);
  let at = n - 1;
  if (at <= parent) return NONE;
  while (at !== NONE && t.parent(at) !== parent) at = t.parent(at);
  return at;
}

function isComment(t: TreeView, n: NodeIndex): boolean {
  return t.is(n, 'line_comment') || t.is(n, 'block_comment');
}

/** The attributes that stand directly before an item. */
export function attributesBefore(t: TreeView, item: NodeIndex): NodeIndex[] {
  const out: NodeIndex[] = [];
  let at = previousSibling(t, item);
  for (let k = 0; k < MAX_SIBLINGS && (t.is(at, 'attribute_item') || isComment(t, at)); k++) {
    if (t.is(at, 'attribute_item')) out.push(t.child(at, 'attribute'));
    at = previousSibling(t, at);
  }
  return out;
}

/** `Mod.test` when an attribute says so: `#[test]`, `#[tokio::test]`, `#[cfg(test)]` on modules. */
export function testBit(t: TreeView, item: NodeIndex): number {
  const module = t.is(item, 'mod_item');
  const found = attributesBefore(t, item).some((a) => {
    const args = t.field(a, 'arguments');
    const name = t.slice(firstNamed(t, a));
    return module ? name === 'cfg' && t.slice(args) === '(test)' : TEST_ATTRIBUTE.test(name);
  });
  return found ? Mod.test : 0;
}

/** What `pub`, `pub(crate)` and their absence mean. */
export function visibilityOf(t: TreeView, item: NodeIndex): number {
  const visibility = t.child(item, 'visibility_modifier');
  if (visibility === NONE) return Mod.private;
  const text = t.slice(visibility);
  return text === 'pub' ? Mod.exported : /\bself\b/.test(text) ? Mod.private : Mod.internal;
}

/** The item an attribute belongs to. */
function annotated(t: TreeView, attribute: NodeIndex): NodeIndex {
  let at = t.nextSibling(attribute);
  for (let k = 0; k < MAX_SIBLINGS && (t.is(at, 'attribute_item') || isComment(t, at)); k++) at = t.nextSibling(at);
  return at;
}

/** `#[name(args)]`; those of imports, arms and expressions get no owner. */
export const attributeItem: Enter = (s, n) => {
  const t = s.tree;
  const owned = t.is(n, 'attribute_item') && OWNERS.has(t.kind(annotated(t, n)));
  for (const attribute of childrenOfKind(t, n, 'attribute')) {
    const name = namedChildren(t, attribute)[0] ?? NONE;
    const args = t.field(attribute, 'arguments');
    const value = args === NONE ? t.field(attribute, 'value') : args;
    s.decorator(owned ? n : attribute, s.pathOf(name), value);
  }
};
