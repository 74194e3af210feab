import type { LanguageId, Span } from '@drift/shared';
import type { Leaf } from '../../../facts/leaves.ts';
import type { Row } from '../../../facts/schema.ts';
import type { FixContext } from '../../engine/rule.ts';
import { isCallable, isIn } from './crossing.ts';
import { type Declared, declaredIn } from './declared.ts';
import { isSetAt, settingPlaces } from './set-before.ts';
import { writesIn } from './writes.ts';

/** A variable that crosses the border of a block. */
export interface Variable {
  readonly name: string;
  /** Where it is declared, as far as that is known. */
  readonly declared: Declared | null;
  /** True where the block writes it. */
  readonly isWritten: boolean;
  /** True where what is written goes through the variable: `x.y = 1`, `x[0] = 1`, a call on it. */
  readonly isChanged: boolean;
}

/** What a block takes from its function and gives back. */
export interface Flow {
  readonly inputs: readonly Variable[];
  readonly outputs: readonly Variable[];
}

/** Languages whose variables live from the first write to the end of the function. */
const WHOLE_FUNCTION: ReadonlySet<LanguageId> = new Set(['python', 'php', 'ruby']);
/** Languages whose functions inside others mostly run where they stand. */
const RUNS_IN_PLACE: ReadonlySet<LanguageId> = new Set(['ruby', 'kotlin']);
/** Names that stand for the object itself. */
export const SELF: ReadonlySet<string> = new Set(['this', 'self', 'super', '$this', 'base', 'cls', 'Self']);

/** One name in a function, with where it stands. */
interface Mentions {
  readonly name: string;
  readonly declared: readonly Declared[];
  readonly writes: readonly Leaf[];
  readonly inside: readonly Leaf[];
  readonly before: readonly Leaf[];
  /** Mentions that may run after the block: behind it, or before it in a loop around both. */
  readonly later: readonly Leaf[];
  /** The loop around the block, which brings back what was written in it. */
  readonly loop: Span | undefined;
}

/** The variables that cross the border of a block of a function, or why that cannot be told. */
export function flowOf(context: FixContext, around: Row<'symbols'>, block: Span): Flow | string {
  const { view } = context;
  const leaves = namesOf(context, around);
  const declared = declaredIn(context, around);
  const writes = writesIn(context, around);
  const loop = [...view.table('loops')].filter((l) => isIn(block, l) && isIn(l, around) && !isIn(l, block))[0];
  const inputs: Variable[] = [];
  const outputs: Variable[] = [];
  const names = new Set(leaves.filter((l) => isIn(l, block)).map((l) => l.text));
  for (const name of names) {
    const all = leaves.filter((l) => l.text === name);
    const mentions: Mentions = {
      name,
      declared: declared.get(name) ?? [],
      writes: all.filter((l) => writes.assigned.has(l.start)),
      inside: all.filter((l) => isIn(l, block)),
      before: all.filter((l) => l.end <= block.start),
      later: all.filter((l) => l.start >= block.end || (loop !== undefined && isIn(l, loop) && l.end <= block.start)),
      loop,
    };
    const role = WHOLE_FUNCTION.has(view.language)
      ? wholeRole(context, around, mentions, block)
      : scopedRole(context, mentions, block);
    if (role === null) continue;
    if (typeof role === 'string') return role;
    const kept = RUNS_IN_PLACE.has(view.language) ? all.filter((l) => !isIn(l, block)) : all;
    const captured = capturedBy(context, around, kept) && mentions.writes.some((w) => w.start !== role.declared?.start);
    if (captured) return `a function inside keeps \`${name}\`, which is written`;
    const isWritten = mentions.writes.some((l) => isIn(l, block));
    const variable = {
      name,
      declared: role.declared,
      isWritten,
      isChanged: mentions.inside.some((l) => writes.changed.has(l.start)),
    };
    if (role.isInput) inputs.push(variable);
    if (isWritten && role.isOutput) outputs.push(variable);
  }
  const taken = takenAlong(context, around, block, leaves);
  return taken === null
    ? { inputs: inputs.sort(byDeclaration), outputs: outputs.sort(byDeclaration) }
    : `\`${taken}\` is declared in the block and used outside`;
}

/** A function or a type that a block declares and others use. */
function takenAlong({ view }: FixContext, around: Row<'symbols'>, block: Span, leaves: readonly Leaf[]): string | null {
  for (const s of view.table('symbols')) {
    const isOwn = isIn(s, block) && s.name !== '' && s.parent === around.index;
    if (isOwn && leaves.some((l) => l.text === s.name && !isIn(l, block))) return s.name;
  }
  return null;
}

/** The names of a function that belong to its scope; those of a comprehension are its own. */
function namesOf({ view, leaves }: FixContext, around: Row<'symbols'>): readonly Leaf[] {
  const own = [...view.table('loops')].filter((l) => l.kind === 'comprehension' && isIn(l, around));
  const bound = [...view.table('bindings')].flatMap((b) =>
    own.filter((l) => isIn(b, l)).map((l) => ({ name: b.target, ...spanOf(l) })),
  );
  const all = leaves(around).filter((l) => l.role === 'name' && !SELF.has(l.text));
  return bound.length === 0 ? all : all.filter((l) => !bound.some((b) => b.name === l.text && isIn(l, b)));
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

function byDeclaration(a: Variable, b: Variable): number {
  return (a.declared?.start ?? 0) - (b.declared?.start ?? 0);
}

interface RoleOf {
  readonly declared: Declared | null;
  readonly isInput: boolean;
  readonly isOutput: boolean;
}

/** What a variable is that lives in the whole function, or `null` for one that does not cross. */
function wholeRole(
  context: FixContext,
  around: Row<'symbols'>,
  mentions: Mentions,
  block: Span,
): RoleOf | string | null {
  const { name, declared, writes, inside, before, later, loop } = mentions;
  if (declared.length === 0 && writes.length === 0) return null;
  const places = settingPlaces(context, around, name, [...before, ...inside, ...later]);
  const within = places.filter((p) => p.at >= block.start && p.at < block.end);
  const isSetFirst = inside.every((m) => isSetAt(context, within, m.start));
  const others = places.filter((p) => !within.includes(p));
  const isRead = later.some((m) => {
    const since =
      m.start >= block.end
        ? others.filter((p) => p.at >= block.end)
        : others.filter((p) => p.at <= m.start && p.at < block.start);
    return !isSetAt(context, since, m.start);
  });
  const isKept = loop !== undefined && !isSetFirst;
  const isOutput = (isRead || isKept) && writes.some((w) => isIn(w, block));
  if (isSetFirst && !isOutput) return null;
  const earlier = declared.find((d) => d.isParameter) ?? declared.find((d) => d.start < block.start) ?? null;
  const isKnown =
    earlier?.isParameter === true ||
    isSetAt(
      context,
      others.filter((p) => p.at < block.start),
      block.start,
    );
  // A name that nothing in the function writes is a module or a function declared in it.
  const isFixed = writes.length === 0 && earlier !== null;
  return isKnown || isFixed
    ? { declared: earlier, isInput: true, isOutput }
    : `\`${name}\` may not be set when the block begins`;
}

/** What a variable is that lives in its block, or `null` for one that does not cross. */
function scopedRole(
  context: FixContext,
  { name, declared, inside, later, loop }: Mentions,
  block: Span,
): RoleOf | string | null {
  const visible = declared.filter((d) => d.start < block.start && isVisible(context, d, block)).at(-1) ?? null;
  const own = declared.filter((d) => isIn(d, block));
  const isKept = loop !== undefined && visible !== null && visible.start < loop.start;
  if (own.length === 0)
    return visible === null ? null : { declared: visible, isInput: true, isOutput: later.length > 0 || isKept };
  if (visible !== null) return `\`${name}\` means two things here`;
  const first = Math.min(...own.map((d) => d.start));
  // Mentioned before it is declared: the name also means something outside.
  if (inside.some((l) => l.start < first)) return `\`${name}\` means two things here`;
  return null;
}

/** True where a declaration before a block is still in force when it begins. */
function isVisible({ view, leaves }: FixContext, { start, end, isParameter }: Declared, block: Span): boolean {
  if (isParameter) return true;
  const scopes = [view.table('loops'), view.table('branches'), view.table('handlers'), view.table('symbols')];
  for (const table of scopes)
    for (const r of table) if (r.start <= start && start < r.end && r.end <= block.start) return false;
  let depth = 0;
  for (const { text } of leaves({ start: end, end: block.start })) {
    if (text === '{') depth++;
    else if (text === '}' && --depth < 0) return false;
  }
  return true;
}

/** True where functions inside another one mention a name of it. */
function capturedBy({ view }: FixContext, around: Row<'symbols'>, mentions: readonly Leaf[]): boolean {
  for (const s of view.table('symbols'))
    if (s.index !== around.index && isCallable(s) && isIn(s, around) && mentions.some((l) => isIn(l, s))) return true;
  return false;
}
