import { Method, rulesAnswerSchema } from '@drift/shared';
import type { Client } from './client.ts';
import { columns } from './columns.ts';
import { printJson } from './conventions.ts';
import type { Terminal } from './terminal.ts';

/** `drift rules`: every rule and convention key with its severity, maturity and languages. */
export async function rules(client: Client, terminal: Terminal, json: boolean): Promise<number> {
  const answer = await client.ask(Method.rules, {}, rulesAnswerSchema);
  terminal.clearProgress();
  if (json) printJson(terminal, answer);
  else {
    const rows = answer.rules.map((r) => [
      r.id,
      r.severity,
      r.incubatingIn.length === 0 ? r.maturity : `${r.maturity}, incubating in ${r.incubatingIn.join(' ')}`,
      r.fix === 'none' ? '' : `${r.fix} fix`,
      r.languages.length === 10 ? 'all languages' : r.languages.join(' '),
      r.cwe.join(' '),
    ]);
    terminal.print(columns(['rule', 'severity', 'maturity', 'fix', 'languages', 'CWE'], rows));
  }
  return 0;
}
