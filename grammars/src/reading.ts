// Small readings that several packs share.
import type { CallParts, NullChecks, ReadCall } from './pack.ts';
import { NONE, type NodeIndex, type TreeView } from './tree-view.ts';

/**
 * Reads calls of the form `callee(args)`: a callee of kind `members[kind]` splits into receiver and name.
 * `wrappers` are kinds around the callee that carry nothing (parentheses, type instantiation): kind -> inner field.
 */
export function calleeCall(shape: {
  readonly callee: string;
  readonly args: string;
  readonly members: Readonly<Record<string, readonly [string, string]>>;
  readonly flags?: number;
}): ReadCall {
  return (t: TreeView, n: NodeIndex): CallParts => {
    const callee = t.field(n, shape.callee);
    const args = t.field(n, shape.args);
    const flags = shape.flags ?? 0;
    if (callee === NONE) return { name: NONE, receiver: NONE, args, flags };
    const member = shape.members[t.kind(callee)];
    if (member === undefined) return { name: callee, receiver: NONE, args, flags };
    return { name: t.field(callee, member[1]), receiver: t.field(callee, member[0]), args, flags };
  };
}

/** Reads calls whose node itself has fields for receiver, name and arguments. */
export function receiverCall(shape: {
  readonly receiver: string;
  readonly name: string;
  readonly args: string;
  readonly flags?: number;
}): ReadCall {
  return (t, n) => ({
    name: t.field(n, shape.name),
    receiver: t.field(n, shape.receiver),
    args: t.field(n, shape.args),
    flags: shape.flags ?? 0,
  });
}

/** True when a child token with exactly this text stands directly below the node. */
export function hasToken(t: TreeView, n: NodeIndex, token: string): boolean {
  return t.child(n, token) !== NONE;
}

/** Text of a type annotation without its leading colon or arrow. */
export function typeText(t: TreeView, n: NodeIndex): string {
  return t.slice(n).replace(/^\s*(:|->)\s*/, '');
}

/** The bare name of a type: no type arguments, no quotes, one line. */
export function bareTypeName(text: string): string {
  const cut = text.search(/[<([{]/);
  return (cut < 0 ? text : text.slice(0, cut)).replace(/\s+/g, '');
}

/** Reads conditional expressions whose parts are fields of the node. */
export function fieldsOfConditional(
  condition: string,
  met: string,
  otherwise: string,
): NullChecks['conditionals'][string] {
  return (t, n) => ({
    condition: t.field(n, condition),
    met: t.field(n, met),
    otherwise: t.field(n, otherwise),
  });
}
