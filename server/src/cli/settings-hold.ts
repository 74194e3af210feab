import { configAnswerSchema, displayText, Method } from '@drift/shared';
import type { Client } from './client.ts';
import type { Terminal } from './terminal.ts';

/** Whether what `--set` says can be used; says what cannot. */
export async function flagsHold(client: Client, terminal: Terminal): Promise<boolean> {
  const { flagProblems } = await client.ask(Method.config, {}, configAnswerSchema);
  for (const p of flagProblems) terminal.complain(`drift: ${displayText(p)}\n`);
  return flagProblems.length === 0;
}

/**
 * Whether a verb may go on under the settings of this run. What `--set` says wrongly was said to this verb and stops it; of
 * a `drift.toml` that cannot be used it is told, for built-in settings hold in its place.
 */
export async function settingsHold(client: Client, terminal: Terminal): Promise<boolean> {
  const { problems, flagProblems, broken } = await client.ask(Method.config, {}, configAnswerSchema);
  const isRefused = flagProblems.length > 0;
  for (const p of isRefused ? flagProblems : broken ? problems : []) terminal.complain(`drift: ${displayText(p)}\n`);
  if (!isRefused && broken)
    terminal.complain('drift: Settings that cannot be used count as not given; `drift config` shows those in force.\n');
  return !isRefused;
}
