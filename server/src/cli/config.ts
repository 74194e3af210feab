import { configAnswerSchema, Method } from '@drift/shared';
import type { Client } from './client.ts';
import { printJson } from './conventions.ts';
import type { Terminal } from './terminal.ts';

/** `drift config`: every setting in force and where it comes from. Exit 2 when something in it is wrong. */
export async function config(client: Client, terminal: Terminal, json: boolean): Promise<number> {
  const answer = await client.ask(Method.config, {}, configAnswerSchema);
  terminal.clearProgress();
  if (json) {
    const { settings, problems } = answer;
    printJson(terminal, { settings, problems });
    return problems.length > 0 ? 2 : 0;
  }
  terminal.print(answer.text);
  for (const p of answer.problems) terminal.complain(`${p}\n`);
  return answer.problems.length > 0 ? 2 : 0;
}
