import type { Problem } from '@drift/shared';
import { FileFacts } from '../facts/file-facts.ts';
import type { Host } from '../host/host.ts';
import { maskText } from '../knowledge/secrets/mask-text.ts';
import type { ActiveRules } from '../rules/engine/active-rules.ts';
import { keyText } from '../store/key-text.ts';
import { Segment } from '../store/segment.ts';
import { decodeText } from '../syntax/decode-text.ts';
import { contentName, factsKey, localKey } from './fact-keys.ts';
import type { FileAnalyzer, TextIdentity } from './file-analyzer.ts';
import { encodeLocal } from './local-codec.ts';
import { looksBinary } from './scan/content.ts';

/** One file to analyse: read from disk, or given as text (a blob of git). */
export interface FileJob extends Omit<TextIdentity, 'active'> {
  readonly path: string;
  readonly text?: string;
}

/** Why a file was looked at but not analysed. */
export type SkipReason = 'binary' | 'unreadable' | 'vanished' | 'minified' | 'tooComplex';

/** Bytes that lie in an opened segment. */
export interface Kept {
  /** Number of the segment among those the batch came with. */
  readonly segment: number;
  readonly offset: number;
  readonly length: number;
}

/** Bytes that were worked out now, under the key by which they may be kept. */
export interface Fresh {
  readonly key: Uint32Array | null;
  readonly bytes: Uint8Array;
}

/** What came of a job, in a form that travels between threads. */
export type JobOutcome =
  | {
      readonly kind: 'analyzed';
      /** The bytes of `FileFacts`. */
      readonly facts: Kept | Fresh;
      /** The bytes of `encodeLocal`. */
      readonly local: Kept | Fresh;
      readonly content: ContentName;
    }
  | {
      readonly kind: 'skipped';
      readonly reason: SkipReason;
      readonly problems: readonly Problem[];
      readonly content: ContentName;
    };

/** Names the bytes that were read: the same name, the same outcome. `null` where another run may come to another one. */
export type ContentName = string | null;

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
  /** What earlier runs left, and a digest of what is on; `null` where nothing is kept. */
  readonly known: { readonly segments: readonly SharedArrayBuffer[]; readonly rules: string } | null;
}

/** What a worker answers: one message a batch, in the order of its jobs. */
export interface BatchDone {
  readonly id: number;
  readonly outcomes: readonly JobOutcome[];
}

/** Buffers that an answer hands over instead of copying them. */
export function transferOf({ outcomes }: BatchDone): ArrayBuffer[] {
  const payloads = outcomes.flatMap((o) => (o.kind === 'analyzed' ? [o.facts, o.local] : []));
  return payloads.flatMap((p) => ('bytes' in p && p.bytes.buffer instanceof ArrayBuffer ? [p.bytes.buffer] : []));
}

/** Reads and analyses the files of a batch; what is known of a text already is only looked up. Never throws. */
export async function runBatch(
  host: Host,
  analyzer: FileAnalyzer,
  { jobs, options }: JobBatch,
): Promise<readonly JobOutcome[]> {
  const run = { host, analyzer, options, segments: (options.known?.segments ?? []).map((s) => new Segment(s)) };
  const outcomes: JobOutcome[] = [];
  for (const job of jobs) {
    outcomes.push(
      await runJob(run, job).catch(
        (error): JobOutcome => ({
          kind: 'skipped',
          reason: 'tooComplex',
          problems: [crashed(job, error)],
          content: null,
        }),
      ),
    );
  }
  return outcomes;
}

interface Run {
  readonly host: Host;
  readonly analyzer: FileAnalyzer;
  readonly options: BatchOptions;
  readonly segments: readonly Segment[];
}

async function runJob(run: Run, job: FileJob): Promise<JobOutcome> {
  if (job.text !== undefined) return lookUpOrAnalyze(run, job, textSource(job.text));
  const read = await run.host.readFile(job.path);
  if (!read.ok) {
    const vanished = read.reason === 'missing';
    return {
      kind: 'skipped',
      reason: vanished ? 'vanished' : 'unreadable',
      problems: vanished ? [] : withFile(read.problems, job.file),
      content: null,
    };
  }
  if (run.options.skipBinary && looksBinary(read.value))
    return { kind: 'skipped', reason: 'binary', problems: [], content: contentName(job.grammar, read.value) };
  return lookUpOrAnalyze(run, job, { bytes: read.value, decoded: () => decodeText(read.value) });
}

/** Where a text comes from: the bytes it is known by, if any, and the text itself on demand. */
interface Source {
  readonly bytes: Uint8Array | null;
  readonly decoded: () => { readonly text: string; readonly problems: readonly Problem[] };
}

/** A text given as such is known by the bytes of a file that reads the same, unless no file does. */
function textSource(text: string): Source {
  const bytes = Buffer.from(text);
  const isWhatBytesSay = decodeText(bytes).text === text;
  return { bytes: isWhatBytesSay ? bytes : null, decoded: () => ({ text, problems: [] }) };
}

async function lookUpOrAnalyze(run: Run, job: FileJob, source: Source): Promise<JobOutcome> {
  const { analyzer, segments } = run;
  const { active, known } = run.options;
  const identity: TextIdentity = { ...job, active };
  const key = known === null || source.bytes === null ? null : factsKey(job.grammar, source.bytes);
  const keyHere = key === null || known === null ? null : localKey(key, identity, known.rules);
  const facts = lookUp(segments, key);
  const local = facts === null ? null : lookUp(segments, keyHere);
  const content = key === null ? null : keyText(key);
  if (facts !== null && local !== null) return { kind: 'analyzed', facts, local, content };
  const { text, problems } = source.decoded();
  if (facts === null) await analyzer.ensure(job.grammar);
  const analysis =
    facts === null ? analyzer.analyze(identity, text) : analyzer.judge(identity, text, keptFacts(segments, facts));
  const all = [...withFile(problems, job.file), ...analysis.problems];
  // A rule that failed may have met the end of the stack or of memory: another time it may not.
  const isSound = analysis.problems.length === 0;
  return {
    kind: 'analyzed',
    facts: facts ?? { key, bytes: analysis.facts.bytes },
    local: { key: isSound ? keyHere : null, bytes: encodeLocal({ ...analysis, problems: all }) },
    content: isSound ? content : null,
  };
}

/** Where the segments hold the bytes of a key. */
export function lookUp(segments: readonly Segment[], key: Uint32Array | null): Kept | null {
  if (key === null) return null;
  for (const [segment, opened] of segments.entries()) {
    const slot = opened.find(key);
    if (slot !== null) return { segment, ...slot };
  }
  return null;
}

function keptFacts(segments: readonly Segment[], kept: Kept): FileFacts {
  return new FileFacts(segments[kept.segment]?.bytes(kept) ?? new Uint8Array(0));
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
