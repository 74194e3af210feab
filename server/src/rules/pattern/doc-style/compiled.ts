// What C#, Java and Kotlin add to the question how something is documented.
import { CALLABLE_KINDS, Mod } from '@drift/grammars';
import type { LanguageId } from '@drift/shared';
import type { Row } from '../../../facts/schema.ts';
import type { FileView } from '../../engine/file-view.ts';

/** Namespaces of the platform: what code of one's own declares there stands in for what is documented by others. */
const PLATFORM: Readonly<Partial<Record<LanguageId, RegExp>>> = {
  csharp: /^System(?:\.|$)/,
  java: /^javax?\./,
  kotlin: /^(?:javax?|kotlin)\./,
};
/** An argument of an annotation or an attribute that is a text for people. */
const DESCRIPTION = /\b(?:summary|description|usage|help)\w*\s*[=:]/i;

/** True for what has its documentation in another form or another place, or is too little to have any. */
export function isDocumentedElsewhere(view: FileView, s: Row<'symbols'>): boolean {
  const platform = PLATFORM[view.language];
  if (platform === undefined) return false;
  // One part of a type documents all of them.
  if ((s.modifiers & Mod.partial) !== 0 || isEmpty(view, s) || platform.test(namespaceOf(view, s))) return true;
  for (const d of view.table('decorators')) if (d.symbol === s.index && DESCRIPTION.test(d.text)) return true;
  return false;
}

/** A class without members is there for its name alone: a marker, or the name of a resource. */
function isEmpty(view: FileView, s: Row<'symbols'>): boolean {
  if (s.kind !== 'class' || s.bodyStart < 0) return false;
  const next = view.table('symbols').get(s.index + 1);
  if (next !== null && next.start < s.bodyEnd) return false;
  return ![...view.table('bindings')].some((b) => b.symbol === s.index);
}

function namespaceOf(view: FileView, s: Row<'symbols'>): string {
  const symbols = view.table('symbols');
  for (let at = symbols.get(s.parent); at !== null; at = symbols.get(at.parent))
    if (at.kind === 'namespace') return at.path;
  // `package` encloses nothing.
  const first = symbols.get(0);
  return first?.kind === 'namespace' && !CALLABLE_KINDS.has(s.kind) ? first.name : '';
}

/**
 * Where in Java and C# the text begins in which documentation is about a declaration however much stands in between:
 * after the imports and the declaration before, which for the first type of a C# namespace lies above the namespace.
 * `null` where the head of the file cannot be told from it, and in languages where more than types stands in a file.
 */
export function startOfApart(view: FileView, s: Row<'symbols'>, before: number): number | null {
  if (view.language !== 'java' && view.language !== 'csharp') return null;
  const owner = view.table('symbols').get(s.index - 1);
  const imports = endOfImports(view, s);
  if (owner?.kind === 'namespace' && owner.index === s.parent && imports > 0 && imports <= owner.start) return imports;
  return imports === 0 && before === 0 ? null : Math.max(imports, before);
}

function endOfImports(view: FileView, s: Row<'symbols'>): number {
  let end = 0;
  for (const i of view.table('imports')) if (i.end <= s.start) end = Math.max(end, i.end);
  return end;
}
