import type { FileId } from '@drift/shared';

/** Where an import leads: files of the workspace, a module outside it, or nowhere that could be told. */
export type ImportTarget =
  | { readonly kind: 'file'; readonly files: readonly FileId[] }
  | { readonly kind: 'external'; readonly module: string }
  | { readonly kind: 'unresolved'; readonly reason: UnresolvedReason };

/** Why an import leads nowhere: the file is missing, several places fit equally, its kind is not analysed, or it says nothing. */
export type UnresolvedReason = 'missing' | 'ambiguous' | 'notAnalysed' | 'empty';

/** A symbol of the workspace: row `symbol` of the symbols of `file`. */
export interface SymbolRef {
  readonly file: FileId;
  readonly symbol: number;
}

/** What a replacement means for other files. */
export interface ChangeSummary {
  /** Other files can see a difference: the file appeared, vanished, changed its language or its interface. */
  readonly interfaceChanged: boolean;
  /**
   * Files whose cross-file findings may change, sorted, the file itself left out. Worked out when first read, so a
   * cold load that never reads it pays nothing; reading it after a batch of replacements gives the batch's union.
   */
  readonly dependents: readonly FileId[];
}

/**
 * What a resolver answers: keys of files, each a path or the key of a group of files (a package, a namespace).
 * A group is named and not listed, so that a file which joins it changes no importer.
 */
export type Resolved =
  | { readonly kind: 'keys'; readonly keys: readonly string[] }
  | Exclude<ImportTarget, { readonly kind: 'file' }>;

/** No file there. */
export const MISSING: Resolved = { kind: 'unresolved', reason: 'missing' };
/** Several equally good answers; none is taken. */
export const AMBIGUOUS: Resolved = { kind: 'unresolved', reason: 'ambiguous' };

/** An answer in keys, or `MISSING` for none. */
export function toKeys(keys: readonly string[]): Resolved {
  return keys.length === 0 ? MISSING : { kind: 'keys', keys: [...new Set(keys)] };
}

/** An answer outside the workspace. */
export function external(module: string): Resolved {
  return { kind: 'external', module };
}
