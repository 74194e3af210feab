import { resolve } from 'node:path';
import { Method, wsFailed, wsProjectsAnswerSchema, wsSwitchProjectAnswerSchema } from '@drift/shared';
import type { Client } from './client.ts';
import { columns } from './columns.ts';
import { printJson } from './conventions.ts';
import type { Terminal } from './terminal.ts';
import { told } from './ws-output.ts';

/** `drift projects list`: the projects this user has set up. */
export async function listProjects(client: Client, terminal: Terminal, json: boolean): Promise<number> {
  const answer = await client.ask(Method.wsProjects, {}, wsProjectsAnswerSchema);
  if (json) return printJson(terminal, answer);
  if (answer.projects.length === 0) {
    terminal.print('No project is set up yet; `drift setup` does it.\n');
    return 0;
  }
  const rows = answer.projects.map((p) => [p.active ? '*' : '', p.name, p.id, p.path, p.exists ? '' : 'gone']);
  terminal.print(columns(['', 'project', 'id', 'folder', ''], rows));
  return 0;
}

/** `drift projects switch`: notes the project that `drift projects path` names where none is given. */
export async function switchProject(
  client: Client,
  terminal: Terminal,
  identifier: string,
  json: boolean,
): Promise<number> {
  if (identifier.trim() === '') return told(terminal, UNNAMED, json, () => []);
  const answer = await client.ask(
    Method.wsSwitchProject,
    { identifier: placed(identifier) },
    wsSwitchProjectAnswerSchema,
  );
  return told(terminal, answer, json, ({ project }) => [`${project.name}: ${project.path}`]);
}

/** `drift projects path`: the folder of a project and nothing else, for `cd` and `-C`. */
export async function projectPath(
  client: Client,
  terminal: Terminal,
  identifier: string | undefined,
  json: boolean,
): Promise<number> {
  const { projects } = await client.ask(Method.wsProjects, {}, wsProjectsAnswerSchema);
  const meant = identifier ?? projects.find((p) => p.active)?.id;
  if (meant === undefined) {
    const none = wsFailed('PROJECT_NOT_FOUND', 'no project was switched to', '`drift projects switch` does it.');
    return told(terminal, none, json, () => []);
  }
  if (meant.trim() === '') return told(terminal, UNNAMED, json, () => []);
  const params = { identifier: placed(meant), remember: false };
  const answer = await client.ask(Method.wsSwitchProject, params, wsSwitchProjectAnswerSchema);
  // As it is, whatever is in it: a shell reads it.
  if (answer.ok && !json) terminal.printExact(`${answer.project.path}\n`);
  return told(terminal, answer, json, () => []);
}

const UNNAMED = wsFailed('PROJECT_NOT_FOUND', 'no project was named', '`drift projects list` lists them.');

/** A path that is written from where the person stands. */
function placed(identifier: string): string {
  return /^\.{1,2}(?:[\\/]|$)/.test(identifier) ? resolve(identifier) : identifier;
}
