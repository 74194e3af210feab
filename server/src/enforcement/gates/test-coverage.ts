import { counted } from '@drift/shared';
import type { Coverage, Gate, GateContext, GateOutcome } from './gate.ts';
import { noAnalysis } from './no-analysis.ts';
import { COVERAGE_MARGIN } from './parameters.ts';

type Context = GateContext<'test-coverage'>;

/** Do tests run through enough of the code? */
export const testCoverage: Gate<'test-coverage'> = {
  id: 'test-coverage',
  needs: [],
  after: [],
  run(context: Context): GateOutcome {
    const { coverage } = context.input;
    return coverage === null
      ? noAnalysis('test-coverage', 'measures no test coverage', context.required)
      : judge(context, coverage);
  },
};

function judge({ input, settings }: Context, coverage: Coverage): GateOutcome {
  const { min_coverage: threshold } = settings;
  const { overall, changedLines, source } = coverage;
  const isPr = input.mode === 'pr';
  // A change answers for its own lines; one without any that can be run answers for none.
  const judged = isPr ? changedLines : overall;
  const what = isPr ? 'of the changed lines are covered' : 'are covered';
  const failures: string[] = [];
  const warnings: string[] = [];
  if (judged !== null && judged < threshold) failures.push(`${floored(judged)} % ${what}, less than ${threshold} %`);
  else if (judged !== null && judged < threshold + COVERAGE_MARGIN)
    warnings.push(`${floored(judged)} % ${what}, close to the ${threshold} % that are asked for`);
  if (isPr && overall < threshold) warnings.push(`${floored(overall)} % are covered overall, less than ${threshold} %`);
  return {
    kind: 'judged',
    score: judged ?? overall,
    // It has its own margin.
    warnsBelow: Number.NEGATIVE_INFINITY,
    threshold,
    failures,
    warnings,
    summary: judged === null ? 'no changed line can be run' : `${floored(judged)} % ${what}`,
    findings: [],
    details: {
      source,
      overall,
      changedLines,
      uncoveredFiles: coverage.uncoveredFiles.length,
      ...(coverage.uncoveredFiles.length === 0
        ? {}
        : { note: `${counted(coverage.uncoveredFiles.length, 'file')} without any` }),
    },
  };
}

/** Never rounded up to a threshold that is missed. */
function floored(value: number): string {
  return (Math.floor(value * 10) / 10).toFixed(1);
}
