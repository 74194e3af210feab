import {
  alertText,
  counted,
  displayText,
  type GateStanding,
  healthText,
  type RootStatus,
  type StatusAnswer,
} from '@drift/shared';
import type { CommandId } from '../commands/command-ids.ts';
import type { ConnectionState } from '../connection/connection-state.ts';
import type { ShownCounts } from '../findings/shown-findings.ts';
import { VERDICTS } from './gate-rows.ts';

/** What the line is made of. */
export interface StatusInput {
  readonly connection: ConnectionState;
  /** What the server told last; `null` before it did. */
  readonly status: StatusAnswer | null;
  readonly counts: ShownCounts;
  /** True while findings of a server that ended are shown. */
  readonly stale: boolean;
  /** Version of the server, empty while there is none. */
  readonly version: string;
}

/** The entry of the status bar. The tooltip is plain text. */
export interface StatusLine {
  readonly text: string;
  readonly tooltip: string;
  readonly background: 'error' | 'warning' | null;
  readonly command: CommandId | null;
}

/** The state of Drift in one line; what matters more hides what matters less: connection, reading, findings. */
export function statusLine(input: StatusInput): StatusLine {
  const { connection } = input;
  switch (connection.kind) {
    case 'disconnected':
      return line(
        '$(circle-slash) Drift: Disconnected',
        'The server is not running. Click to start it.',
        'error',
        'drift.restartServer',
      );
    case 'connecting':
      return line('$(sync~spin) Drift: Connecting…', connectingText(connection.restarts, input), null, null);
    case 'error':
      return line('$(error) Drift: Error', `${connection.message}. Click for more.`, 'error', 'drift.showError');
    case 'failed':
      return line(
        '$(error) Drift: Failed',
        `${connection.message}. Click to start it anew.`,
        'error',
        'drift.restartServer',
      );
    case 'connected':
      return connectedLine(input);
  }
}

function connectedLine(input: StatusInput): StatusLine {
  const { status } = input;
  if (status === null) return line('$(sync~spin) Drift', tooltip(input), null, 'drift.showStatus');
  const reading = status.roots.filter((r) => r.phase === 'reading');
  if (reading.length > 0) {
    const done = sum(reading, (r) => r.files.done);
    const total = sum(reading, (r) => r.files.total);
    const text = total === 0 ? '$(sync~spin) Drift' : `$(sync~spin) Drift ${grouped(done)}/${grouped(total)}`;
    return line(text, `${tooltip(input)}\nClick to stop reading.`, null, 'drift.cancelReading');
  }
  const failed = status.roots.find((r) => r.phase === 'failed');
  if (failed !== undefined) return line('$(error) Drift: Not read', tooltip(input), 'error', 'drift.showError');
  return findingsLine(
    input,
    status.roots.some((r) => r.heldBy !== null),
  );
}

function findingsLine(input: StatusInput, isReadOnly: boolean): StatusLine {
  const { shown, hidden } = input.counts;
  const total = shown.error + shown.warning + shown.info + shown.hint;
  const rest = hidden === 0 ? '' : ` · ${grouped(hidden)} hidden`;
  const number = total === 0 ? '' : ` ${grouped(total)}`;
  const icon = isReadOnly ? '$(lock)' : total === 0 ? '$(pass)' : '$(warning)';
  const command = total === 0 ? 'drift.showStatus' : 'drift.showFindings';
  return line(`${icon} Drift${number}${rest}`, tooltip(input), shown.error > 0 ? 'warning' : null, command);
}

function connectingText(restarts: number, { stale }: StatusInput): string {
  const again = restarts === 0 ? 'The server is starting.' : `The server ended; restart ${restarts} of 5.`;
  return stale ? `${again} The findings shown are not up to date.` : again;
}

/** Everything known, one line each; names of folders are text of the repository and stay text. */
function tooltip({ status, counts, stale, version }: StatusInput): string {
  const lines = [`Drift ${version}`.trim()];
  const roots = status?.roots ?? [];
  for (const root of roots) lines.push(...rootLines(root, roots.length > 1));
  if (status === null) lines.push('The server has not told how it stands yet.');
  else if (roots.length === 0) lines.push('The server tells of no folder.');
  if (counts.hidden > 0) lines.push(`${counts.hidden} hidden by your display settings`);
  if (stale) lines.push('The findings shown are not up to date.');
  return lines.join('\n');
}

/** How one root stands, in lines. */
export function rootLines(root: RootStatus, isOneOfMany: boolean): string[] {
  const { audit, counts, files, heldBy } = root;
  const name = isOneOfMany ? `${displayText(root.name)}: ` : '';
  const state = {
    reading: `reading, ${grouped(files.done)} of ${counted(files.total, 'file')}`,
    ready: counted(files.total, 'file'),
    failed: `not read: ${displayText(root.problem)}`,
  }[root.phase];
  const lines = [
    `${name}${state}`,
    `${counted(counts.error, 'error')}, ${counted(counts.warning, 'warning')}, ${counts.info} information, ${counted(counts.hint, 'hint')}; ${root.newFindings} in new code`,
  ];
  if (audit !== null) {
    lines.push(`health ${healthText(audit)}`);
    lines.push(...audit.alerts.map((alert) => `${alert.level}: ${alertText(alert)}`));
  }
  if (root.gates !== null) lines.push(...gateLines(root.gates));
  if (heldBy !== null)
    lines.push(
      `the history is written by another process: ${displayText(heldBy.command)} (${heldBy.pid} on ${displayText(heldBy.host)})`,
    );
  return lines;
}

/** What the policy in force says, and each gate that ran; those that did not run are named together. */
function gateLines({ policy, state, why, gates }: GateStanding): string[] {
  const ran = gates.filter((g) => g.status !== 'notRun');
  const others = gates.filter((g) => g.status === 'notRun').map((g) => g.id);
  return [
    `gates${policy === '' ? '' : ` (${displayText(policy)})`}: ${VERDICTS[state]} - ${displayText(why)}`,
    ...ran.map((g) => `  ${g.id} ${g.status}: ${displayText(g.summary)}`),
    ...(others.length === 0 ? [] : [`  not run: ${others.join(', ')}`]),
  ];
}

function line(
  text: string,
  hover: string,
  background: StatusLine['background'],
  command: CommandId | null,
): StatusLine {
  return { text, tooltip: hover, background, command };
}

function sum(roots: readonly RootStatus[], of: (root: RootStatus) => number): number {
  return roots.reduce((total, root) => total + of(root), 0);
}

/** A number with a comma at the thousands, whatever the language of the machine. */
export function grouped(n: number): string {
  return String(n).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
