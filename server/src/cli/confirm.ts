import { CONFIRMATION } from '@drift/shared';
import type { Terminal } from './terminal.ts';

/**
 * True where a person said so: by `--yes`, or by typing the word at a terminal. Without either it says what is wanted
 * and nothing is done.
 */
export async function confirmed(terminal: Terminal, question: string, yes: boolean): Promise<boolean> {
  if (yes) return true;
  terminal.clearProgress();
  const typed = await terminal.question(`${question} Type ${CONFIRMATION} to go on: `);
  if (typed?.trim() === CONFIRMATION) return true;
  terminal.complain(
    typed === null ? `drift: nothing was done: say --yes where nobody can be asked\n` : 'drift: nothing was done\n',
  );
  return false;
}
