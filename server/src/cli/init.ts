import { displayText, Method, type Template, wsInitializeAnswerSchema } from '@drift/shared';
import type { Client } from './client.ts';
import type { Terminal } from './terminal.ts';
import { told } from './ws-output.ts';

/** `drift init`: writes the files of a project and reads nothing else. */
export async function init(
  client: Client,
  terminal: Terminal,
  asked: { readonly template: Template; readonly force: boolean },
  json: boolean,
): Promise<number> {
  const answer = await client.ask(Method.wsInitialize, asked, wsInitializeAnswerSchema);
  if (answer.ok) for (const warning of answer.warnings) terminal.complain(`drift: ${displayText(warning)}\n`);
  return told(terminal, answer, json, ({ written, kept }) => [
    ...written.map((path) => `wrote ${path}`),
    ...kept.map((path) => `${path} says something else and stays as it is; --force replaces it`),
    ...(written.length === 0 ? ['Nothing to do: this project is set up.'] : []),
  ]);
}
