import { Method, type Template, wsInitializeAnswerSchema } from '@drift/shared';
import type { Client } from './client.ts';
import { printJson } from './conventions.ts';
import type { Terminal } from './terminal.ts';

const EXIT_CANNOT_RUN = 2;

/** `drift init`: writes the files of a project and reads nothing else. */
export async function init(
  client: Client,
  terminal: Terminal,
  asked: { readonly template: Template; readonly force: boolean },
  json: boolean,
): Promise<number> {
  const answer = await client.ask(Method.wsInitialize, asked, wsInitializeAnswerSchema);
  if (json) printJson(terminal, answer);
  if (!answer.ok) {
    if (!json) terminal.complain(`drift: ${answer.error.message}\n${answer.error.hint}\n`);
    return EXIT_CANNOT_RUN;
  }
  for (const warning of answer.warnings) terminal.complain(`drift: ${warning}\n`);
  if (json) return 0;
  for (const path of answer.written) terminal.print(`wrote ${path}\n`);
  for (const path of answer.kept)
    terminal.print(`${path} says something else and stays as it is; --force replaces it\n`);
  if (answer.written.length === 0) terminal.print('Nothing to do: this project is set up.\n');
  return 0;
}
