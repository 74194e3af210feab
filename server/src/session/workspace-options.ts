import type { ServerInit } from '@drift/shared';
import type { Host } from '../host/host.ts';
import type { AnalysisPool } from './analysis-pool.ts';
import type { FactCache } from './fact-cache.ts';
import type { FileAnalyzer } from './file-analyzer.ts';

/** What a workspace is made with; none of it changes while it lives. */
export interface WorkspaceOptions {
  readonly host: Host;
  readonly root: string;
  readonly pool: AnalysisPool;
  readonly analyzer: FileAnalyzer;
  /** What earlier runs left of this root's texts. */
  readonly cache: FactCache;
  /** Settings given on the command line, by `table.key`. */
  readonly flags: ReadonlyMap<string, string>;
  /** Whether conventions that are off are observed too: for lists of them, or at a first look. */
  readonly observe: ServerInit['observe'];
  /** A commit given explicitly to judge against. */
  readonly base?: string;
}

/** Texts of the files that steer Drift where they are open in an editor: they count before what lies on disk. */
export interface OpenSettings {
  readonly config: string | null;
  readonly decisions: string | null;
}

/** Where neither is open. */
export const NOTHING_OPEN: OpenSettings = { config: null, decisions: null };
