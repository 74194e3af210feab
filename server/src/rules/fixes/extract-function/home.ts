import { Mod } from '@drift/grammars';
import type { LanguageId } from '@drift/shared';
import type { Leaf } from '../../../facts/leaves.ts';
import type { Row } from '../../../facts/schema.ts';
import type { FileView } from '../../engine/file-view.ts';
import type { FixContext } from '../../engine/rule.ts';
import { lineAt } from '../lines.ts';
import { isCallable } from './crossing.ts';
import { SELF } from './flow.ts';

/** Where a new function stands, and how its neighbour reaches it. */
export interface Home {
  /** Behind which offset, which ends a line. */
  readonly at: number;
  readonly indent: string;
  /** Written before its name in a call: `this.`, `self::`. */
  readonly through: string;
  /** `method` belongs to an object, `static` to its type, `function` to nothing. */
  readonly kind: 'function' | 'method' | 'static';
  /** The receiver of Go, the `self` of Rust and Python as they are written. */
  readonly receiver: string;
}

/** Languages in which a function inside another can have a neighbour. */
const NESTS: ReadonlySet<LanguageId> = new Set(['javascript', 'typescript', 'python']);
/** Languages in which any method may set what a constructor sets. */
const BUILDS_ANYWHERE: ReadonlySet<LanguageId> = new Set(['javascript', 'php', 'python', 'ruby']);
const OWNERS: ReadonlySet<string> = new Set(['class', 'struct', 'record', 'enum']);

/** The home of a function that takes over a part of another one, or why it has none. */
export function homeOf(context: FixContext, around: Row<'symbols'>, block: readonly Leaf[]): Home | string {
  const { view, text } = context;
  const symbols = view.table('symbols');
  const parent = symbols.get(around.parent);
  const usesSelf = block.some((l) => SELF.has(l.text) && l.role !== 'member');
  const isOpen = BUILDS_ANYWHERE.has(view.language) && !block.some((l) => l.text === 'super');
  if (around.kind === 'constructor' && !isOpen) return 'a constructor sets what only it may set';
  const line = lineAt(text, around.end);
  if (!/^[ \t]*[;,]?[ \t]*(?:(?:\/\/|#).*)?$/.test(text.slice(around.end, line.end)))
    return 'something stands behind the function on its line';
  if (parent !== null && isCallable(parent) && !NESTS.has(view.language))
    return 'it is declared inside another function';
  if (parent !== null && (parent.kind === 'interface' || parent.kind === 'trait'))
    return `${parent.kind} \`${parent.name}\` says what others have`;
  const base = { at: line.end, indent: lineAt(text, around.start).indent };
  switch (view.language) {
    case 'javascript':
    case 'typescript':
      return scriptHome(context, around, parent, usesSelf);
    case 'python':
      return pythonHome(view, around, parent, base);
    case 'go':
      return goHome(text, around, base);
    case 'rust':
      return rustHome(text, around, parent, { base, usesSelf });
    default:
      return ownedHome(view, around, parent, base);
  }
}

type Base = Pick<Home, 'at' | 'indent'>;

function scriptHome(
  { view, text }: FixContext,
  around: Row<'symbols'>,
  parent: Row<'symbols'> | null,
  usesSelf: boolean,
): Home | string {
  const at = lineAt(text, around.end).end;
  const { indent } = lineAt(text, around.start);
  const plain: Home = { at, indent, through: '', kind: 'function', receiver: '' };
  const head = text.slice(lineAt(text, around.start).start, around.start);
  const isMember = parent !== null && OWNERS.has(parent.kind);
  if (isMember && usesSelf)
    return { ...plain, through: 'this.', kind: (around.modifiers & Mod.static) === 0 ? 'method' : 'static' };
  if (usesSelf) return 'what `this` is depends on how it is called';
  const isDeclared = /^(?:export\s+)?(?:default\s+)?(?:async\s+)?function\b/.test(text.slice(around.start, around.end));
  const isAssigned = /^\s*(?:export\s+)?(?:const|let|var)\s+[\w$]+(?:\s*:[^=]+)?\s*=\s*$/.test(head);
  if (!isMember && (isDeclared || isAssigned)) return plain;
  return atTop(view, text, around) ?? 'it has no place of its own to stand in';
}

/** Behind the statement of the module that a function is part of, where nothing between them declares anything. */
function atTop(view: FileView, text: string, around: Row<'symbols'>): Home | null {
  const symbols = view.table('symbols');
  for (let s = symbols.get(around.parent); s !== null; s = symbols.get(s.parent)) if (isCallable(s)) return null;
  const ends = /\n[}\])][^\n]*(?=\n|$)/g;
  ends.lastIndex = around.end - 1;
  const found = ends.exec(text);
  if (found === null) return null;
  const at = found.index + found[0].length;
  const isInside = [...view.table('strings')].some((s) => s.start < at && at < s.end);
  const isOpen = [...symbols].some((s) => isCallable(s) && s.start < at && at < s.end);
  return isInside || isOpen ? null : { at, indent: '', through: '', kind: 'function', receiver: '' };
}

function pythonHome(view: FileView, around: Row<'symbols'>, parent: Row<'symbols'> | null, base: Base): Home | string {
  if (parent === null || isCallable(parent)) return { ...base, through: '', kind: 'function', receiver: '' };
  const first = [...view.table('parameters')].find((p) => p.symbol === around.index)?.name ?? '';
  const marks = [...view.table('decorators')].filter((d) => d.symbol === around.index).map((d) => d.name);
  if (first === 'self' && !marks.includes('staticmethod'))
    return { ...base, through: 'self.', kind: 'method', receiver: 'self' };
  if (first === 'cls' && marks.includes('classmethod'))
    return { ...base, through: 'cls.', kind: 'static', receiver: 'cls' };
  return 'it has neither `self` nor `cls` to be reached through';
}

function goHome(text: string, around: Row<'symbols'>, base: Base): Home | string {
  const receiver = /^func\s*(\([^)]*\))\s*$/.exec(text.slice(around.start, around.nameStart))?.[1] ?? '';
  if (receiver === '') return { ...base, through: '', kind: 'function', receiver };
  const name = /^\(\s*([\p{L}_]\w*)\s+\S/u.exec(receiver)?.[1] ?? '_';
  return name === '_' ? 'its receiver has no name' : { ...base, through: `${name}.`, kind: 'method', receiver };
}

function rustHome(
  text: string,
  around: Row<'symbols'>,
  parent: Row<'symbols'> | null,
  { base, usesSelf }: { base: Base; usesSelf: boolean },
): Home | string {
  if (parent === null || parent.kind === 'namespace') return { ...base, through: '', kind: 'function', receiver: '' };
  if (parent.kind !== 'impl') return 'it stands where no other function can';
  if (/\sfor\s/.test(text.slice(parent.start, Math.max(parent.start, parent.bodyStart))))
    return 'a trait says what this `impl` holds';
  if (!usesSelf) return { ...base, through: 'Self::', kind: 'static', receiver: '' };
  const receiver = /^\(\s*(&\s*(?:mut\s+)?self)\b/.exec(text.slice(around.nameEnd, around.bodyStart))?.[1];
  return receiver === undefined
    ? 'what `self` is may have to be moved'
    : { ...base, through: 'self.', kind: 'method', receiver };
}

/** Languages in which a method is reached by its name alone, or through a word of the language. */
function ownedHome(view: FileView, around: Row<'symbols'>, parent: Row<'symbols'> | null, base: Base): Home | string {
  const isStatic = (around.modifiers & Mod.static) !== 0;
  const isOwned = parent !== null && parent.kind !== 'namespace';
  if (!isOwned) return { ...base, through: '', kind: 'function', receiver: '' };
  const kind = isStatic ? 'static' : 'method';
  if (view.language !== 'php') return { ...base, through: '', kind, receiver: '' };
  return { ...base, through: isStatic ? 'self::' : '$this->', kind, receiver: '' };
}
