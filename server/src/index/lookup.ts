import { CALLABLE_KINDS, Mod, TYPE_KINDS } from '@drift/grammars';
import type { FileId } from '@drift/shared';
import type { FileFacts } from '../facts/file-facts.ts';
import type { Row } from '../facts/schema.ts';
import type { ImportTarget, SymbolRef } from './target.ts';

/** What following a name across files needs of the index. */
export interface Lookup {
  facts(file: FileId): FileFacts | null;
  resolveImport(file: FileId, importRow: number): ImportTarget;
  /** The files of a group, sorted. */
  members(key: string): readonly FileId[];
  /** Whether a file has a symbol of this name. */
  declares(file: FileId, name: string): boolean;
}

/** The one declaration among rows of the same name: overload signatures give way to what has a body. */
export function onlyDeclaration(rows: readonly Row<'symbols'>[]): Row<'symbols'> | null {
  if (rows.length === 1) return rows[0] ?? null;
  const real = rows.filter((row) => (row.modifiers & Mod.declared) === 0);
  return real.length === 1 ? (real[0] ?? null) : null;
}

/** Whether a symbol introduces its name into the scope it stands in: functions and types, not members. */
export function isScopeName(row: Row<'symbols'>): boolean {
  return row.name !== '' && row.owner === '' && (row.kind === 'function' || TYPE_KINDS.has(row.kind));
}

/** Whether a symbol can be called as a member of its type. */
export function isMethod(row: Row<'symbols'>): boolean {
  return CALLABLE_KINDS.has(row.kind) && row.kind !== 'lambda' && row.kind !== 'getter' && row.kind !== 'setter';
}

/** Whether the name of a symbol stands before it: `const f = () => 1`, `x.f = function () {}`. */
export function isNamedFromOutside(row: Row<'symbols'>): boolean {
  return row.nameStart >= 0 && row.nameStart < row.start;
}

/** The one symbol all answers agree on; `null` for none and for several. */
export function agreed(refs: readonly (SymbolRef | null)[]): SymbolRef | null {
  let only: SymbolRef | null = null;
  for (const ref of refs) {
    if (ref === null) continue;
    if (only !== null && (only.file !== ref.file || only.symbol !== ref.symbol)) return null;
    only = ref;
  }
  return only;
}
