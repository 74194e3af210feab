import type {
  BindingShape,
  Enter,
  LanguagePack,
  LoopKind,
  NullChecks,
  Shape,
  StringShape,
  TryReadCall,
} from '@drift/grammars';
import type { GrammarTable } from '../syntax/flat-tree.ts';

/** What a node kind is, as bits, so that the walk decides with one array read. */
export const Role = {
  enter: 1 << 0,
  call: 1 << 1,
  string: 1 << 2,
  binding: 1 << 3,
  comment: 1 << 4,
  loop: 1 << 5,
  branch: 1 << 6,
  try: 1 << 7,
  await: 1 << 8,
  discard: 1 << 9,
  identifier: 1 << 10,
  member: 1 << 11,
  index: 1 << 12,
  transparent: 1 << 13,
  binary: 1 << 14,
  shape: 1 << 15,
  keywordArgument: 1 << 16,
  argumentWrapper: 1 << 17,
  blockWrapper: 1 << 18,
  valueName: 1 << 19,
  typeName: 1 << 20,
  optionalAccess: 1 << 21,
  nullGuard: 1 << 22,
  environment: 1 << 23,
  arm: 1 << 24,
  inline: 1 << 25,
  block: 1 << 26,
  inspection: 1 << 27,
  propRead: 1 << 28,
} as const;

/** A language pack keyed by the numeric ids of one grammar. */
export interface CompiledPack {
  readonly pack: LanguagePack;
  readonly roles: Int32Array;
  readonly enter: readonly (Enter | undefined)[];
  readonly calls: readonly (TryReadCall | undefined)[];
  readonly strings: readonly (StringShape | undefined)[];
  readonly bindings: readonly (BindingShape | undefined)[];
  readonly loops: readonly (LoopKind | undefined)[];
  readonly shapes: readonly (Shape | undefined)[];
  readonly members: readonly (readonly [string, string] | undefined)[];
  readonly indexes: readonly (string | undefined)[];
  readonly transparent: readonly (string | undefined)[];
  readonly keywordArguments: readonly (readonly [string, string] | undefined)[];
  readonly argumentWrappers: readonly (string | undefined)[];
  readonly conditionals: readonly (NullChecks['conditionals'][string] | undefined)[];
  readonly inspections: readonly (string | undefined)[];
  /** Kind names of the pack that this grammar does not have. */
  readonly unknown: readonly string[];
}

/** Resolves a pack's kind names to a grammar's ids. Done once per grammar and thread. */
export function compilePack(pack: LanguagePack, grammar: GrammarTable): CompiledPack {
  const roles = new Int32Array(grammar.kinds.length);
  const unknown = new Set<string>();
  const mark = (kinds: readonly string[], role: number): void => {
    for (const kind of kinds) for (const id of idsOf(grammar, kind, unknown)) roles[id] = (roles[id] ?? 0) | role;
  };
  const byId = <V>(entries: Readonly<Record<string, V>>, role: number): (V | undefined)[] => {
    const out = new Array<V | undefined>(grammar.kinds.length);
    for (const [kind, value] of Object.entries(entries))
      for (const id of idsOf(grammar, kind, unknown)) out[id] = value;
    mark(Object.keys(entries), role);
    return out;
  };
  mark(pack.comments, Role.comment);
  mark(pack.branches, Role.branch);
  mark(pack.arms, Role.arm);
  mark(pack.inlineBranches, Role.inline);
  mark(pack.blocks, Role.block);
  mark(pack.tries, Role.try);
  mark(pack.awaits, Role.await);
  mark(pack.discards, Role.discard);
  mark(pack.identifiers, Role.identifier);
  mark(pack.binary, Role.binary);
  mark(pack.blockWrappers, Role.blockWrapper);
  mark(pack.importUses?.values ?? [], Role.valueName);
  mark(pack.importUses?.types ?? [], Role.typeName);
  if (pack.nullChecks !== undefined) {
    mark(pack.nullChecks.optional, Role.optionalAccess);
    mark(pack.binary, Role.nullGuard);
  }
  if (pack.environment !== undefined) mark(Object.keys(pack.indexes), Role.environment);
  if (pack.props !== undefined) mark(Object.keys(pack.members), Role.propRead);
  if (pack.environment?.asMembers === true) mark(Object.keys(pack.members), Role.environment);
  return {
    pack,
    roles,
    enter: byId(pack.enter, Role.enter),
    calls: byId(pack.calls, Role.call),
    strings: byId(pack.strings, Role.string),
    bindings: byId(pack.bindings, Role.binding),
    loops: byId(pack.loops, Role.loop),
    shapes: byId(pack.shapes, Role.shape),
    members: byId(pack.members, Role.member),
    indexes: byId(pack.indexes, Role.index),
    transparent: byId(pack.transparent, Role.transparent),
    keywordArguments: byId(pack.keywordArguments, Role.keywordArgument),
    argumentWrappers: byId(pack.argumentWrappers, Role.argumentWrapper),
    conditionals: byId(pack.nullChecks?.conditionals ?? {}, Role.nullGuard),
    inspections: byId(pack.inspections, Role.inspection),
    unknown: [...unknown].sort(),
  };
}

/** Named kinds win: `string` is also the text of a keyword in some grammars. */
function idsOf(grammar: GrammarTable, kind: string, unknown: Set<string>): readonly number[] {
  const all = grammar.kindId.get(kind) ?? [];
  const named = all.filter((id) => grammar.named[id] === 1);
  if (all.length === 0) unknown.add(kind);
  return named.length > 0 ? named : all;
}
