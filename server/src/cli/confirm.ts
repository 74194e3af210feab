import { CONFIRMATION } from '@drift/shared';
import type { Terminal } from './terminal.ts';

const REFUSED = 2;
const INTERRUPTED = 130;

/**
 * `null` where a person said so: by `--yes`, or by typing the word at a terminal. Else it says that nothing was done and
 * gives the exit code.
 */
export async function unconfirmed(
  terminal: Pick<Terminal, 'question' | 'complain' | 'clearProgress'>,
  question: string,
  yes: boolean,
): Promise<number | null> {
  if (yes) return null;
  terminal.clearProgress();
  const typed = await terminal.question(`${question} Type ${CONFIRMATION} to go on: `);
  switch (typed.kind) {
    case 'line':
      if (typed.text.trim() === CONFIRMATION) return null;
      terminal.complain('drift: nothing was done\n');
      return REFUSED;
    case 'nobody':
      terminal.complain('drift: nothing was done: say --yes where nobody can be asked\n');
      return REFUSED;
    case 'interrupted':
      terminal.complain('drift: interrupted, nothing was done\n');
      return INTERRUPTED;
  }
}
