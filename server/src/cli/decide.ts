import { type DecideParams, decideAnswerSchema, displayText, Method } from '@drift/shared';
import type { Client } from './client.ts';
import { printJson } from './conventions.ts';
import type { Terminal } from './terminal.ts';

const EXIT_CANNOT_RUN = 2;

/** `drift conventions approve|reject|pin|clear`: writes a decision into the file that the team shares. */
export async function decide(
  client: Client,
  terminal: Terminal,
  params: Partial<DecideParams>,
  json: boolean,
): Promise<number> {
  const answer = await client.ask(Method.decide, params, decideAnswerSchema);
  terminal.clearProgress();
  if (json) {
    printJson(terminal, answer);
    return answer.done ? 0 : EXIT_CANNOT_RUN;
  }
  if (!answer.done) {
    terminal.complain(`drift: ${displayText(answer.message)}\n`);
    return EXIT_CANNOT_RUN;
  }
  terminal.print(`${displayText(answer.message)}\n`);
  return 0;
}
