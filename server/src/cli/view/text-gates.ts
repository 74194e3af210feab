import { displayText, type GateReport, type GateResult, type GateStatus } from '@drift/shared';
import { displayWidth, padEnd } from './display-width.ts';
import type { TextStyle } from './text-style.ts';

const RESULT: Readonly<Record<GateStatus, string>> = {
  passed: 'passed',
  warned: 'warned',
  failed: 'failed',
  notRun: 'not run',
  errored: 'could not be told',
};

/** The gates of a policy as a table, and why the policy ended as it did; nothing where no policy was asked. */
export function gateLines(gates: GateReport | undefined, style: TextStyle): string[] {
  if (gates === undefined) return [];
  const title = `Gates (${displayText(gates.policy)})`;
  const width = Math.max(displayWidth(title), ...gates.gates.map(({ id }) => id.length + 2));
  const rows = gates.gates.map((gate) => gateLine(gate, width, style));
  const verdict = gates.passed ? style.good('The policy is met.') : style.bad('The policy is not met.');
  const reasons = gates.passed ? [] : gates.reasons.map(({ message }) => displayText(message));
  return [
    `${padEnd(title, width)}  score  threshold  result`,
    ...rows,
    [verdict, ...(gates.dryRun ? ['A dry run: nothing fails.'] : []), ...reasons].join(' '),
    '',
  ];
}

function gateLine(
  { id, status, score, details, summary, hint, blocking }: GateResult,
  width: number,
  style: TextStyle,
): string {
  const threshold = details['threshold'];
  const cells = [
    padEnd(`  ${id}`, width),
    numberText(score).padStart('score'.length),
    numberText(typeof threshold === 'number' ? threshold : null).padStart('threshold'.length),
  ];
  const why =
    status === 'passed'
      ? ''
      : ` (${displayText(hint === undefined ? summary : `${summary.replace(/\.$/, '')}; ${hint}`)})`;
  const paint = status === 'failed' || status === 'errored' ? style.bad : (text: string): string => text;
  const mild = blocking || status !== 'failed' ? '' : ', does not block';
  return [...cells, `${paint(RESULT[status])}${mild}${why}`].join('  ');
}

function numberText(value: number | null): string {
  return value === null ? '-' : String(Math.round(value));
}
