import { Method, wsProjectsAnswerSchema, wsSwitchProjectAnswerSchema } from '@drift/shared';
import type { Client } from './client.ts';
import { columns } from './columns.ts';
import { printJson } from './conventions.ts';
import type { Terminal } from './terminal.ts';
import { displayText } from './view/display-text.ts';

const EXIT_CANNOT_RUN = 2;

/** `drift projects list`: the projects this user has set up. */
export async function listProjects(client: Client, terminal: Terminal, json: boolean): Promise<number> {
  const answer = await client.ask(Method.wsProjects, {}, wsProjectsAnswerSchema);
  if (json) return printJson(terminal, answer);
  if (answer.projects.length === 0) {
    terminal.print('No project is set up yet; `drift setup` does it.\n');
    return 0;
  }
  const rows = answer.projects.map((p) => [p.active ? '*' : '', p.name, p.id, p.path, p.exists ? '' : 'gone']);
  terminal.print(
    columns(
      ['', 'project', 'id', 'folder', ''],
      rows.map((row) => row.map(displayText)),
    ),
  );
  return 0;
}

/** `drift projects switch`: notes which project is meant where none is named. */
export async function switchProject(
  client: Client,
  terminal: Terminal,
  identifier: string,
  json: boolean,
): Promise<number> {
  const answer = await client.ask(Method.wsSwitchProject, { identifier }, wsSwitchProjectAnswerSchema);
  if (json) printJson(terminal, answer);
  else if (answer.ok) terminal.print(`${displayText(answer.project.name)}: ${displayText(answer.project.path)}\n`);
  else terminal.complain(`drift: ${displayText(answer.error.message)}\n${answer.error.hint}\n`);
  return answer.ok ? 0 : EXIT_CANNOT_RUN;
}
