import { type BaselineParams, baselineAnswerSchema, counted, displayText, Method } from '@drift/shared';
import type { Client } from './client.ts';
import { printJson } from './conventions.ts';
import type { Terminal } from './terminal.ts';

const EXIT_CANNOT_RUN = 2;

/** `drift baseline create|update|show`: 0 when done, 2 when nothing was. */
export async function baseline(
  client: Client,
  terminal: Terminal,
  params: Pick<BaselineParams, 'change'> & Partial<BaselineParams>,
  json: boolean,
): Promise<number> {
  const answer = await client.ask(Method.baseline, params, baselineAnswerSchema);
  terminal.clearProgress();
  if (json) printJson(terminal, answer);
  else if (answer.done) {
    terminal.print(`${displayText(answer.message)}\n`);
    for (const { ruleId, count } of answer.byRule)
      terminal.print(`  ${displayText(ruleId)}  ${counted(count, 'finding')}\n`);
  } else {
    const hint = answer.hint === undefined ? '' : `${displayText(answer.hint)}\n`;
    terminal.complain(`drift: ${displayText(answer.message)}\n${hint}`);
  }
  return answer.done ? 0 : EXIT_CANNOT_RUN;
}
