import type { FileId, GrammarId, Problem } from '@drift/shared';
import type { FileRole } from '../../rules/engine/file-view.ts';
import type { DefaultIgnores } from './default-ignores.ts';

/** What may be scanned; the `scan` table of the configuration. */
export interface ScanOptions {
  readonly maxFileSize: number;
  /** When not empty, only files that match one of these globs are analysed. */
  readonly include: readonly string[];
  /** More ignore patterns, above every ignore file. */
  readonly extraIgnore: readonly string[];
  readonly followSymlinks: boolean;
  readonly defaultIgnores: DefaultIgnores;
  /** Files that git tracks although a pattern of `.gitignore` matches them; git does not ignore such files. */
  readonly tracked?: ReadonlySet<FileId>;
}

/** A file to analyse. Its name is exactly the one on disk, so it can be opened. */
export interface ScannedFile {
  readonly file: FileId;
  readonly path: string;
  readonly size: number;
  /** How it looks from outside: a file that is written looks different. */
  readonly sign: string;
  /** When anything about it last changed, in milliseconds since the epoch. */
  readonly changedMs: number;
  readonly grammar: GrammarId;
  readonly role: FileRole;
}

/** What was seen and left out. Files of other kinds than the ten languages are not counted. */
export interface Skipped {
  /** Entries (files of a known language, and directories) left out by ignore rules or the include list. */
  readonly ignored: number;
  /** Files larger than the limit, in order. */
  readonly tooLarge: readonly FileId[];
  /** Links not followed. */
  readonly links: number;
  /** Those of them that are named like a source file and would otherwise have been taken. */
  readonly linkedSources: number;
  /** Files that only Drift's own settings leave out; counted where they leave nothing to analyse. */
  readonly unwanted: number;
  /** Entries that are neither file, directory nor link. */
  readonly special: number;
  /** Entries listed but gone when looked at. */
  readonly vanished: number;
  /** Files and directories that are there and cannot be read. */
  readonly unreadable: number;
  /** Entries whose names are not valid Unicode. */
  readonly invalidName: number;
}

/** What a workspace holds: every list in code-unit order and the same for the same tree. */
export interface ScanResult {
  readonly files: readonly ScannedFile[];
  readonly manifests: readonly FileId[];
  /** Files that tell of the project's shape alone (see `isMarker`). */
  readonly markers: readonly FileId[];
  /** Settings files that may tell of a tool that sorts imports; manifests are not named again. */
  readonly toolSettings: readonly FileId[];
  /** A problem whose `file` is a directory means that nothing below it was seen. */
  readonly problems: readonly Problem[];
  readonly skipped: Skipped;
  /** `partial` when the scan was cancelled or the root could not be read: a missing file then means nothing. */
  readonly status: 'complete' | 'partial';
}
