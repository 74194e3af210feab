import { REPORT_FORMATS } from '@drift/shared';
import { renderReport } from '../../server/src/enforcement/reporters/render.ts';
import { sampleEnvelope } from '../../server/src/enforcement/reporters/report-sample.ts';
import { everyState, manyFindings } from '../reporters/envelopes.ts';

// How long rendering takes: every format over 1,000 and 10,000 findings. `npm run bench:reporters`.

/** Budget for every format together over the smaller report, in milliseconds. */
const BUDGET_MS = 2_000;
const SIZES = [1_000, 10_000] as const;

for (const size of SIZES) {
  const findings = manyFindings(size);
  const envelope = sampleEnvelope(findings, { gates: everyState(findings.slice(0, size / 2).map(({ id }) => id)) });
  let total = 0;
  for (const format of REPORT_FORMATS) {
    const started = performance.now();
    const text = renderReport(envelope, format);
    const took = performance.now() - started;
    total += took;
    console.log(
      `${size} ${format.padEnd(20)} ${took.toFixed(0).padStart(6)} ms  ${(text.length / 1e6).toFixed(2)} M characters`,
    );
  }
  const within = size === SIZES[0] ? `, budget ${BUDGET_MS} ms: ${total < BUDGET_MS ? 'kept' : 'MISSED'}` : '';
  console.log(`${size} all formats ${total.toFixed(0)} ms${within}`);
}
