import type { Snapshot } from '../analysis/conventions/snapshot.ts';
import type { PatternSnapshot } from '../analysis/shapes/pattern-snapshot.ts';
import type { AcceptedFindings } from '../enforcement/accepted-findings.ts';
import type { FeedbackEffects } from '../enforcement/feedback-effects.ts';
import type { Judgement } from '../enforcement/judge.ts';
import type { LeftToTools } from '../enforcement/left-to-tools.ts';
import type { OutlierSnapshot } from '../enforcement/outlier-findings.ts';
import type { FileAnalysis } from './file-analyzer.ts';
import type { ProjectConfigState } from './project-config.ts';
import type { LineRange } from './scan/changed-lines.ts';
import type { RemovedLines } from './scan/moved-lines.ts';

/** How a text differs from the one at the baseline. */
export interface Novelty {
  readonly text: string;
  readonly changed: boolean;
  /** Lines that the text before does not have. */
  readonly added: readonly LineRange[];
  /** Those of them that are new: what was taken out elsewhere in the same change only moved. */
  readonly ranges: readonly LineRange[];
  /** What `ranges` was worked out from. */
  readonly removed: RemovedLines;
}

/** Everything one file's findings were made from; equal by identity means equal findings. */
export interface JudgedFrom {
  readonly analysis: FileAnalysis;
  readonly withProject: boolean;
  readonly snapshot: Snapshot;
  readonly outliers: OutlierSnapshot;
  readonly patterns: PatternSnapshot;
  readonly settings: ProjectConfigState;
  readonly novelty: Novelty | undefined;
  readonly citeRevision: number;
  readonly feedback: FeedbackEffects;
  readonly left: LeftToTools;
  readonly accepted: AcceptedFindings;
  readonly day: string | undefined;
}

/** Findings kept with what they were made from. */
export interface Judged extends Judgement {
  readonly from: JudgedFrom;
}

/** True when findings made from `a` still hold for `b`. */
export function sameBasis(a: JudgedFrom, b: JudgedFrom): boolean {
  return (
    a.analysis === b.analysis &&
    a.withProject === b.withProject &&
    a.snapshot === b.snapshot &&
    a.outliers === b.outliers &&
    a.patterns === b.patterns &&
    a.settings === b.settings &&
    a.novelty === b.novelty &&
    a.citeRevision === b.citeRevision &&
    a.feedback === b.feedback &&
    a.left === b.left &&
    a.accepted === b.accepted &&
    a.day === b.day
  );
}
