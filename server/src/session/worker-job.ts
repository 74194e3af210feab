import type { GrammarId, Problem, RuleFinding } from '@drift/shared';
import { FileFacts } from '../facts/file-facts.ts';
import type { Host } from '../host/host.ts';
import { maskText } from '../knowledge/secrets/mask-text.ts';
import type { ActiveRules } from '../rules/engine/active-rules.ts';
import type { FileRole } from '../rules/engine/file-view.ts';
import type { MeasureSet } from '../rules/engine/measure-set.ts';
import type { ObservationSet } from '../rules/engine/observation-set.ts';
import { decodeText } from '../syntax/decode-text.ts';
import type { FileAnalysis, FileAnalyzer, TextIdentity } from './file-analyzer.ts';
import { looksBinary } from './scan/content.ts';

/** One file to analyse: read from disk, or given as text (a blob of git). */
export interface FileJob extends Omit<TextIdentity, 'active'> {
  readonly path: string;
  readonly text?: string;
}

/** Why a file was looked at but not analysed. */
export type SkipReason = 'binary' | 'unreadable' | 'vanished' | 'minified' | 'tooComplex';

/** What came of a job, in a form that travels between threads. */
export type JobOutcome =
  | {
      readonly kind: 'analyzed';
      readonly facts: ArrayBuffer;
      readonly role: FileRole;
      readonly findings: readonly RuleFinding[];
      readonly observations: ObservationSet;
      readonly measures: MeasureSet;
      readonly problems: readonly Problem[];
    }
  | { readonly kind: 'skipped'; readonly reason: SkipReason; readonly problems: readonly Problem[] };

/** A batch of jobs for one worker. */
export interface JobBatch {
  readonly id: number;
  readonly jobs: readonly FileJob[];
  readonly options: BatchOptions;
}

/** What holds for every file of a run. */
export interface BatchOptions {
  readonly skipBinary: boolean;
  /** What is on; `null` for everything. */
  readonly active: ActiveRules | null;
}

/** What a worker answers: one message a batch, in the order of its jobs. */
export interface BatchDone {
  readonly id: number;
  readonly outcomes: readonly JobOutcome[];
}

/** The grammars a batch needs. */
export function grammarsOf(jobs: readonly FileJob[]): readonly GrammarId[] {
  return [...new Set(jobs.map((j) => j.grammar))];
}

/** Reads and analyses one file; never throws. */
export async function runJob(
  host: Host,
  analyzer: FileAnalyzer,
  job: FileJob,
  options: BatchOptions,
): Promise<JobOutcome> {
  try {
    await analyzer.ensure(job.grammar);
    const identity = { ...job, active: options.active };
    if (job.text !== undefined) return portable(analyzer.analyze(identity, job.text));
    const read = await host.readFile(job.path);
    if (!read.ok) {
      const vanished = read.reason === 'missing';
      return {
        kind: 'skipped',
        reason: vanished ? 'vanished' : 'unreadable',
        problems: vanished ? [] : withFile(read.problems, job.file),
      };
    }
    if (options.skipBinary && looksBinary(read.value)) return { kind: 'skipped', reason: 'binary', problems: [] };
    const decoded = decodeText(read.value);
    const outcome = portable(analyzer.analyze(identity, decoded.text));
    return outcome.kind === 'analyzed'
      ? { ...outcome, problems: [...withFile(decoded.problems, job.file), ...outcome.problems] }
      : outcome;
  } catch (error) {
    return { kind: 'skipped', reason: 'tooComplex', problems: [crashed(job, error)] };
  }
}

function withFile(problems: readonly Problem[], file: string): readonly Problem[] {
  return problems.map((p) => ({ ...p, file: p.file ?? file }));
}

function crashed(job: FileJob, error: unknown): Problem {
  const why = maskText(error instanceof Error ? error.message : String(error));
  return {
    code: 'PARSE_ERROR',
    message: `${job.file} could not be analysed: ${why}`,
    file: job.file,
    hint: 'All other files were analysed. Add the file to .driftignore if it is not source code.',
  };
}

/** An analysis as plain data. */
export function portable(analysis: FileAnalysis): JobOutcome {
  const { facts, role, findings, observations, measures, problems } = analysis;
  return { kind: 'analyzed', facts: facts.buffer, role, findings, observations, measures, problems };
}

/** An analysis from plain data. */
export function revived(outcome: Extract<JobOutcome, { kind: 'analyzed' }>): FileAnalysis {
  const { facts, role, findings, observations, measures, problems } = outcome;
  return { facts: new FileFacts(facts), role, findings, observations, measures, problems };
}
