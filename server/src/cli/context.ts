import { counted, displayText, Method, wsAgentContextAnswerSchema, wsContextAnswerSchema } from '@drift/shared';
import type { Client } from './client.ts';
import { printJson } from './conventions.ts';
import type { Terminal } from './terminal.ts';

/** `drift context`: what is known of this workspace without reading its files. */
export async function context(client: Client, terminal: Terminal, json: boolean): Promise<number> {
  const answer = await client.ask(Method.wsContext, {}, wsContextAnswerSchema);
  if (json) return printJson(terminal, answer);
  const { project, layout, decisions } = answer;
  const lines = [
    `${project.name} (${project.id}), ${project.path}`,
    answer.initialized ? 'set up' : 'not set up; `drift setup` does it',
    `languages: ${answer.languages.join(', ') || 'none that Drift reads'}`,
    `frameworks: ${answer.frameworks.join(', ') || 'none recognised'}`,
    `${layout.kind}, ${counted(layout.packageCount, 'package')}`,
    `decisions: ${decisions.approved} approved, ${decisions.rejected} rejected, ${decisions.pinned} pinned`,
    ...answer.problems.map((p) => `problem: ${p}`),
  ];
  terminal.print(lines.map((line) => `${displayText(line)}\n`).join(''));
  return 0;
}

/** `drift context --agent`: how the workspace stands, in sentences, for a program that reads texts. */
export async function agentContext(client: Client, terminal: Terminal, json: boolean): Promise<number> {
  const answer = await client.ask(Method.wsAgentContext, {}, wsAgentContextAnswerSchema);
  if (json) return printJson(terminal, answer);
  const lines = [
    answer.summary,
    ...answer.warnings.map((w) => `Warning: ${w}.`),
    `Commands that help now: ${answer.availableCommands.map((c) => `\`${c}\``).join(', ')}.`,
  ];
  terminal.print(lines.map((line) => `${displayText(line)}\n`).join(''));
  return 0;
}
