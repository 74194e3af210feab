import { counted, displayText, fixAnswerSchema, Method } from '@drift/shared';
import type { Client } from './client.ts';
import { printJson } from './conventions.ts';
import type { Terminal } from './terminal.ts';

/** `drift fix`: applies the safe fixes, or prints them as a diff. */
export async function fix(
  client: Client,
  terminal: Terminal,
  options: {
    readonly paths: readonly string[];
    readonly ids: readonly string[];
    readonly rule?: string;
    readonly unsafe: boolean;
    readonly dryRun: boolean;
    readonly json: boolean;
  },
): Promise<number> {
  const { json, ...params } = options;
  const answer = await client.ask(Method.fix, params, fixAnswerSchema);
  terminal.clearProgress();
  if (json) printJson(terminal, answer);
  else {
    if (options.dryRun) terminal.printExact(answer.diff);
    else for (const a of answer.applied) terminal.print(`${displayText(`${a.path}:${a.line + 1}  ${a.title}`)}\n`);
    for (const r of answer.refused)
      terminal.complain(`${displayText(`${r.path}  [${r.id.slice(0, 8)}] not fixed: ${r.reason}`)}\n`);
    const verb = options.dryRun ? 'would be fixed' : 'fixed';
    terminal.complain(`${counted(answer.applied.length, 'finding')} ${verb}, ${answer.refused.length} refused\n`);
  }
  for (const name of answer.unknown) terminal.complain(`drift: ${displayText(name)}\n`);
  return answer.unknown.length > 0 ? 2 : 0;
}
