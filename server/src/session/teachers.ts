import { type FileId, grammarOfPath } from '@drift/shared';
import type { ActiveRules } from '../rules/engine/active-rules.ts';
import type { AnalysisPool } from './analysis-pool.ts';
import { type Baseline, oldTextOf } from './baseline.ts';
import type { FactCache } from './fact-cache.ts';
import type { FileAnalysis } from './file-analyzer.ts';
import { classifyRole } from './scan/role.ts';
import type { FileJob } from './worker-job.ts';

/** A file as it is now: on disk, and in an editor where it is open there. */
export interface CurrentFile {
  readonly file: FileId;
  readonly disk: FileAnalysis | null;
  readonly open: FileAnalysis | null;
}

/** Analyses the texts of changed files as they were at the baseline: those teach, the changed ones do not. */
export async function analyzeOldTexts(
  { pool, cache }: { readonly pool: AnalysisPool; readonly cache: FactCache },
  baseline: Baseline,
  active: ActiveRules | null,
  signal: AbortSignal,
): Promise<ReadonlyMap<FileId, FileAnalysis>> {
  const out = new Map<FileId, FileAnalysis>();
  const jobs: FileJob[] = [];
  for (const [file, text] of baseline.oldTexts) {
    const grammar = grammarOfPath(file);
    if (grammar !== null) jobs.push({ file, grammar, role: classifyRole(file), path: '', text });
  }
  // They are learned from, never told about; yet what a check of that text left is only found under all that is on.
  const { known, revive } = cache.view(active);
  await pool.run(
    jobs,
    { skipBinary: false, active, known },
    (job, outcome) => {
      if (outcome.kind === 'analyzed') out.set(job.file, revive(outcome));
    },
    signal,
  );
  return out;
}

/** The texts that teach: those at the baseline, or without git the current ones, open buffers included. */
export function teachersOf(
  files: Iterable<CurrentFile>,
  baseline: Baseline,
  oldAnalyses: ReadonlyMap<FileId, FileAnalysis>,
): ReadonlyMap<FileId, FileAnalysis> {
  const teachers = new Map<FileId, FileAnalysis>();
  for (const { file, disk, open } of files) {
    const teaches = baseline.kind === 'none' ? (open ?? disk) : oldTextOf(baseline, file) === undefined ? disk : null;
    if (teaches !== null) teachers.set(file, teaches);
  }
  for (const [file, analysis] of oldAnalyses) teachers.set(file, analysis);
  return teachers;
}
