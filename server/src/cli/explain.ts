import { displayText, explainAnswerSchema, Method } from '@drift/shared';
import type { Client } from './client.ts';
import { printJson } from './conventions.ts';
import type { Terminal } from './terminal.ts';

/** `drift explain <id>`: why a finding was made, what the code base usually does, what to do. */
export async function explain(client: Client, terminal: Terminal, id: string, json: boolean): Promise<number> {
  const { explanation, nearest, page } = await client.ask(Method.explain, { id }, explainAnswerSchema);
  terminal.clearProgress();
  if (page !== '') {
    if (json) return printJson(terminal, { page });
    terminal.print(page);
    return 0;
  }
  if (explanation === null) {
    terminal.complain(`drift: ${notFound(id, nearest)}\n`);
    return 2;
  }
  if (json) return printJson(terminal, explanation);
  const e = explanation;
  const lines = [
    `${displayText(e.path)}:${e.line + 1}:${e.character + 1}  ${e.severity}  ${e.message}`,
    `${e.ruleId}  ${e.title}`,
    `confidence ${e.confidence.toFixed(2)} (${e.tier}), ${e.isNew ? 'new code' : 'existing code'}${e.cwe.length > 0 ? `, ${e.cwe.join(', ')}` : ''}`,
  ];
  if (e.evidence.length > 0) lines.push('', 'Evidence', ...e.evidence.map((x) => `  ${displayText(x)}`));
  if (e.examples.length > 0) lines.push('', 'Conforming examples', ...e.examples.map((x) => `  ${displayText(x)}`));
  if (e.page !== '') lines.push('', e.page.trimEnd());
  terminal.print(`${lines.join('\n')}\n`);
  return 0;
}

function notFound(id: string, nearest: readonly string[]): string {
  const isRule = id.includes('/') || nearest.some((n) => n.includes('/'));
  const what = isRule ? `there is no rule "${id}".` : `no single finding has the id "${id}".`;
  if (nearest.length > 0) return `${what} Nearest: ${nearest.join(', ')}`;
  return `${what} ${isRule ? 'drift rules lists them.' : 'There are no findings here.'}`;
}
