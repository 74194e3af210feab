import type { WsError } from '@drift/shared';
import { displayText } from '@drift/shared';
import { printJson } from './conventions.ts';
import type { Terminal } from './terminal.ts';

/** The exit code of a verb that could not do what it was asked. */
const REFUSED = 2;
/** The exit code where another process holds the lock. */
const LOCKED = 5;

/** Prints what was done, or complains about what was not; gives the exit code. */
export function told<T>(
  terminal: Terminal,
  answer: ({ readonly ok: true } & T) | { readonly ok: false; readonly error: WsError },
  json: boolean,
  lines: (done: T) => readonly string[],
): number {
  terminal.clearProgress();
  if (json) printJson(terminal, answer);
  if (answer.ok) {
    if (!json) for (const line of lines(answer)) terminal.print(`${displayText(line)}\n`);
    return 0;
  }
  const { code, message, hint } = answer.error;
  if (!json) terminal.complain(`drift: ${displayText(message)}${hint === '' ? '' : `\n${displayText(hint)}`}\n`);
  return code === 'WORKSPACE_LOCKED' ? LOCKED : REFUSED;
}

/** Bytes for people. */
export function bytesText(bytes: number): string {
  if (bytes < 1_024) return `${bytes} B`;
  const units = ['KiB', 'MiB', 'GiB'];
  let value = bytes / 1_024;
  let at = 0;
  for (; value >= 1_024 && at < units.length - 1; at++) value /= 1_024;
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[at] ?? ''}`;
}
