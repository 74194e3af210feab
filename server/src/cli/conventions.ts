import { conventionsAnswerSchema, Method } from '@drift/shared';
import type { Client } from './client.ts';
import { columns } from './columns.ts';
import type { Terminal } from './terminal.ts';

/** `drift conventions`: what the code base does, with the counts behind it. */
export async function conventions(client: Client, terminal: Terminal, json: boolean): Promise<number> {
  const answer = await client.ask(Method.conventions, {}, conventionsAnswerSchema);
  terminal.clearProgress();
  if (json) {
    terminal.print(`${JSON.stringify(answer, null, 2)}\n`);
    return 0;
  }
  if (answer.conventions.length === 0) {
    terminal.print('No convention has enough evidence yet.\n');
    return 0;
  }
  const rows = answer.conventions.map((c) => [
    c.id,
    c.language + (c.population === 'test' ? ' tests' : ''),
    c.leader,
    `${c.conforming} of ${c.sites}`,
    `${c.files} files`,
    c.tier,
    c.category,
    c.enforced ? 'enforced' : '',
  ]);
  terminal.print(columns(['convention', 'language', 'usual', 'sites', 'files', 'evidence', 'kind', ''], rows));
  terminal.print(`learned from: ${answer.baseline}\n`);
  return 0;
}
