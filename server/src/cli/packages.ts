import { displayText, Method, wsPackagesAnswerSchema } from '@drift/shared';
import type { Client } from './client.ts';
import { columns } from './columns.ts';
import { printJson } from './conventions.ts';
import type { Terminal } from './terminal.ts';

/** `drift packages`: the packages of a workspace and who depends on whom. */
export async function packages(client: Client, terminal: Terminal, json: boolean): Promise<number> {
  const answer = await client.ask(Method.wsPackages, {}, wsPackagesAnswerSchema);
  if (json) return printJson(terminal, answer);
  if (answer.packages.length === 0) {
    terminal.print('No manifest declares a package here.\n');
    return 0;
  }
  const names = new Map(answer.packages.map((p) => [p.id, p.name]));
  const rows = answer.packages.map((p) => [
    p.name,
    p.path === '' ? '.' : p.path,
    p.language ?? '-',
    String(p.files),
    p.frameworks.join(', ') || '-',
    p.dependencies.map((id) => names.get(id) ?? id).join(', ') || '-',
  ]);
  const head = ['package', 'folder', 'language', 'files', 'frameworks', 'depends on'];
  terminal.print(columns(head, rows));
  const tools = answer.layout.tools.length === 0 ? '' : `, tied together by ${answer.layout.tools.join(', ')}`;
  terminal.print(`${answer.layout.kind}${displayText(tools)}\n`);
  return 0;
}
