import { counted, displayText, type GateReport, type GateResult } from '@drift/shared';
import { displayWidth } from './display-width.ts';
import type { TextStyle } from './text-style.ts';

/** Columns of the numbers. */
const SCORE_WIDTH = 8;
const THRESHOLD_WIDTH = 11;
/** Least columns of the names. */
const NAME_WIDTH = 28;

/** The table of gates and the verdict below it. */
export function gateLines(report: GateReport, style: TextStyle): string[] {
  const head = `Gates (${displayText(report.policy)})`;
  const width = Math.max(NAME_WIDTH, displayWidth(head));
  const columns = `${'score'.padStart(SCORE_WIDTH)}${'threshold'.padStart(THRESHOLD_WIDTH)}  result`;
  return [
    `${style.path(head)}${' '.repeat(width - displayWidth(head))}${columns}`,
    ...report.gates.map((gate) => gateLine(gate, width, style)),
    '',
    ...(report.dryRun ? ['Dry run: the verdict fails nothing, and nothing was recorded.'] : []),
    verdictLine(report, style),
  ];
}

function gateLine(gate: GateResult, width: number, style: TextStyle): string {
  const threshold = gate.details['threshold'];
  const numbers = `${shown(gate.score).padStart(SCORE_WIDTH)}${shown(threshold).padStart(THRESHOLD_WIDTH)}`;
  return `  ${gate.id.padEnd(width - 2)}${numbers}  ${resultText(gate, style)}`;
}

function resultText(gate: GateResult, style: TextStyle): string {
  const { status, blocking, required } = gate;
  const summary = displayText(gate.summary);
  const hint = displayText(gate.hint ?? '');
  switch (status) {
    case 'passed':
      return `${style.good('passed')} ${style.dim(`(${summary})`)}`;
    case 'warned':
      return `${style.severity.warning('warned')} (${summary})`;
    case 'failed':
      return `${style.bad('failed')} (${summary}${required ? '; required' : blocking ? '' : '; only warns'})`;
    case 'errored':
      return `${style.bad('errored')} (${summary}). ${hint}`;
    case 'notRun':
      // What somebody left out needs no advice.
      return gate.reason === 'disabled' ? `not run (${summary})` : `not run (${summary}). ${hint}`;
  }
}

/** The verdict in a sentence: the policy, the score, and why. */
function verdictLine(
  { policy, mode, threshold, passed, score, reasons, ramp, gates }: GateReport,
  style: TextStyle,
): string {
  const bound = `threshold ${shown(threshold)}`;
  const compares = mode === 'threshold' ? bound : mode === 'weighted' ? `weighted, ${bound}` : mode;
  const phase = ramp === null ? '' : `, day ${ramp.day} of ${ramp.of} of the ramp-up`;
  const verdict = passed ? style.good('passed') : style.bad('FAILED');
  const warned = gates.filter((g) => g.status === 'warned').length;
  const why = [
    ...reasons.map((r) => displayText(r.message)),
    ...(warned === 0 ? [] : [counted(warned, 'gate warns', 'gates warn')]),
  ].join('; ');
  return `Policy ${displayText(policy)} (${compares}${phase}): ${verdict}${score === null ? '' : ` ${shown(score)}`} - ${why}`;
}

/** Cut, not rounded: what is below a threshold must not look as if it reached it. */
function shown(value: number | string | null | undefined): string {
  return typeof value === 'number' ? String(Math.floor(value * 10) / 10) : '-';
}
