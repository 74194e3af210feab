import type { FileId } from '@drift/shared';
import type { FileFacts } from '../../facts/file-facts.ts';
import type { Row } from '../../facts/schema.ts';
import type { ManifestSet } from '../manifests/manifest-set.ts';
import type { Resolved } from '../target.ts';

/**
 * What a resolver may ask of the workspace. Every question is noted, so that the answer is asked for again exactly
 * when it could come out differently.
 */
export interface World {
  readonly manifests: ManifestSet;
  /** The file `stem` + the first extension that exists, or `null`. */
  fileAt(stem: string, extensions: readonly string[]): FileId | null;
  /** The files of a group, sorted. */
  members(key: string): readonly FileId[];
  /** Whether a group has files. Cheaper to keep than `members`: only the first and the last file matter. */
  occupied(key: string): boolean;
}

/** One import to resolve. */
export interface ImportQuery {
  readonly file: FileId;
  readonly facts: FileFacts;
  readonly row: Row<'imports'>;
  readonly specifiers: readonly Row<'specifiers'>[];
}

/** Resolves the imports of one language. */
export type Resolver = (world: World, query: ImportQuery) => Resolved;
