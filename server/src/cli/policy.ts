import { counted, displayText, Method, policyListAnswerSchema, policyShowAnswerSchema } from '@drift/shared';
import type { Client } from './client.ts';
import { columns } from './columns.ts';
import { printJson } from './conventions.ts';
import { problemLine } from './gate.ts';
import type { Terminal } from './terminal.ts';

/** `drift policy list`: every policy; 2 where a file among them cannot be used. */
export async function listPolicies(client: Client, terminal: Terminal, json: boolean): Promise<number> {
  const answer = await client.ask(Method.policyList, {}, policyListAnswerSchema);
  const code = answer.problems.length > 0 ? 2 : 0;
  if (json) {
    printJson(terminal, answer);
    return code;
  }
  const rows = answer.policies.map((p) => [
    `${p.configured ? '* ' : '  '}${p.name}`,
    p.mode,
    String(p.threshold),
    counted(p.required.length, 'gate'),
    p.source,
    p.description,
  ]);
  terminal.print(columns(['  policy', 'mode', 'threshold', 'required', 'from', 'what for'], rows));
  terminal.print('* holds where none is asked for\n');
  for (const p of answer.problems) terminal.complain(`drift: ${problemLine(p)}\n`);
  return code;
}

/** `drift policy show`: a policy with everything it extends, as the text of a policy file; 2 where it cannot be told. */
export async function showPolicy(client: Client, terminal: Terminal, id: string, json: boolean): Promise<number> {
  const answer = await client.ask(Method.policyShow, { id }, policyShowAnswerSchema);
  const { policy, problems } = answer;
  if (json) printJson(terminal, answer);
  else if (policy !== null)
    terminal.print(`# ${displayText(policy.name)} (${displayText(policy.source)})\n${policy.text}`);
  if (!json) for (const p of problems) terminal.complain(`drift: ${problemLine(p)}\n`);
  return policy === null ? 2 : 0;
}

/** `drift policy validate`: 0 where a policy file can be used, 2 with every fault where it cannot. */
export async function validatePolicy(client: Client, terminal: Terminal, path: string, json: boolean): Promise<number> {
  const answer = await client.ask(Method.policyShow, { id: path }, policyShowAnswerSchema);
  const { policy, problems } = answer;
  if (json) printJson(terminal, { valid: policy !== null, problems });
  else if (policy !== null) terminal.print(`${displayText(path)} can be used\n`);
  else for (const p of problems) terminal.complain(`drift: ${problemLine(p)}\n`);
  return policy === null ? 2 : 0;
}
