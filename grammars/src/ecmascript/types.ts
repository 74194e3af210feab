// What the right-hand side of a TypeScript type alias is.
import { firstNamed, NONE, type NodeIndex, namedChildren, type TreeView } from '../tree-view.ts';
import type { TypeForm } from '../vocabulary.ts';

/** Members of one union that are looked at. */
const MAX_MEMBERS = 500;

/** The form of a type, through parentheses. */
export function formOfType(t: TreeView, n: NodeIndex): TypeForm {
  const at = bare(t, n);
  if (t.is(at, 'object_type')) return isMapped(t, at) ? 'other' : 'object';
  if (t.is(at, 'union_type')) return isUnionOfTexts(t, at) ? 'texts' : 'other';
  if (t.is(at, 'lookup_type')) return formOfLookup(t, at);
  return 'other';
}

function bare(t: TreeView, n: NodeIndex): NodeIndex {
  let at = n;
  while (t.is(at, 'parenthesized_type')) at = firstNamed(t, at);
  return at;
}

/** `{ [K in Keys]: T }` is no object that an interface could declare. */
function isMapped(t: TreeView, n: NodeIndex): boolean {
  return namedChildren(t, n).some((c) => t.is(c, 'index_signature') && t.child(c, 'mapped_type_clause') !== NONE);
}

function isUnionOfTexts(t: TreeView, n: NodeIndex): boolean {
  const stack = [n];
  let texts = 0;
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const at = bare(t, next);
    if (t.is(at, 'union_type')) stack.push(...namedChildren(t, at).filter((c) => !t.is(c, 'comment')));
    else if (t.is(at, 'literal_type') && t.is(firstNamed(t, at), 'string') && texts < MAX_MEMBERS) texts++;
    else return false;
  }
  return texts > 1;
}

function formOfLookup(t: TreeView, n: NodeIndex): TypeForm {
  const parts = namedChildren(t, n).map((c) => bare(t, c));
  const [object, key] = [parts[0], parts.at(-1)];
  if (object === undefined || key === undefined || !t.is(object, 'type_query')) return 'other';
  if (t.is(key, 'predefined_type') && t.slice(key) === 'number') return 'elementsOf';
  return t.is(key, 'index_type_query') && t.slice(firstNamed(t, key)) === t.slice(object) ? 'valuesOf' : 'other';
}
