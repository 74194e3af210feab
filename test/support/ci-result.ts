import type { Report } from '@drift/shared';
import { type CiContext, LOCAL_CONTEXT } from '../../server/src/ci/context.ts';
import { type Frame, judgeRun } from '../../server/src/ci/judge-run.ts';
import type { CiResult } from '../../server/src/ci/result.ts';
import { sampleEnvelope, type sampleFinding } from '../../server/src/enforcement/reporters/report-sample.ts';

/** A pull request of GitHub. */
export const PULL: CiContext = {
  ...LOCAL_CONTEXT,
  provider: 'github',
  event: 'pull_request',
  project: 'acme/shop',
  pullRequest: 7,
  head: { ref: 'orders', sha: 'b'.repeat(40) },
  checkout: { ref: 'refs/pull/7/merge', sha: 'c'.repeat(40) },
  blobUrl: `https://github.com/acme/shop/blob/${'b'.repeat(40)}/`,
};

/** A run with nothing special. */
export const FRAME: Frame = {
  driftVersion: '0.1.0',
  context: PULL,
  threshold: 70,
  skipped: [],
  failOn: 'error',
  durationMs: 1200,
  plan: {
    mode: 'pr',
    base: undefined,
    all: false,
    changedFiles: 3,
    presentFiles: 3,
    changedSettings: [],
    warnings: [],
    isEmpty: false,
  },
};

/** A report with findings, in so many files. */
export function reportOf(
  findings: readonly ReturnType<typeof sampleFinding>[],
  files = 10,
  over: Partial<Report> = {},
): Report {
  const { data } = sampleEnvelope([...findings]);
  const summary = { ...data.summary, files, baseline: { kind: 'git' as const, description: 'merge base with main' } };
  return { ...data, summary: { ...summary, backlogHidden: 0 }, notRun: [], problems: [], ...over };
}

/** The result of a run over findings. */
export function resultOf(
  findings: readonly ReturnType<typeof sampleFinding>[],
  over: Partial<Frame> = {},
  files = 10,
): CiResult {
  return judgeRun({ ...FRAME, ...over }, { report: reportOf(findings, files), failOn: 'error' });
}
