import { displayText, type GateStanding, type RootStatus } from '@drift/shared';
import { byRoot, type Row, row } from '../trees/row.ts';

type Gate = GateStanding['gates'][number];

/** How the verdict is called wherever it is told. */
export const VERDICTS: Readonly<Record<GateStanding['state'], string>> = {
  passed: 'passed',
  failed: 'failed',
  unknown: 'no verdict',
};

const VERDICT_ICONS: Readonly<Record<GateStanding['state'], string>> = {
  passed: 'pass',
  failed: 'error',
  unknown: 'question',
};
const GATE_WORDS: Readonly<Record<Gate['status'], readonly [words: string, icon: string]>> = {
  passed: ['passed', 'pass'],
  warned: ['warned', 'warning'],
  failed: ['failed', 'error'],
  notRun: ['not run', 'circle-slash'],
  errored: ['errored', 'bug'],
};

/** What the policy in force says of every root that it was asked for, and each of its gates. No row before a verdict. */
export function gateRows(roots: readonly Pick<RootStatus, 'uri' | 'name' | 'gates'>[]): readonly Row[] {
  const told = roots.map(({ uri, name, gates }) => ({
    uri,
    name: displayText(name),
    rows: gates === null ? [] : standingRows(gates),
  }));
  return told.every((r) => r.rows.length === 0) ? [] : byRoot(told);
}

function standingRows({ policy, state, why, gates }: GateStanding): readonly Row[] {
  const name = policy === '' ? 'policy' : displayText(policy);
  const verdict = textRow('policy', `${name}: ${VERDICTS[state]}`, displayText(why), VERDICT_ICONS[state]);
  return [verdict, ...gates.map(gateRow)];
}

function gateRow({ id, status, summary }: Gate): Row {
  const [words, icon] = GATE_WORDS[status];
  return textRow(`gate ${id}`, `${id}: ${words}`, displayText(summary), icon);
}

function textRow(id: string, label: string, description: string, icon: string): Row {
  return row({ id, label, description, hover: `${label}\n${description}`, icon, context: 'gate' });
}
