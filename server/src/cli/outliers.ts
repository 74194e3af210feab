import { displayText, learnedFrom, Method, type OutliersAnswer, outliersAnswerSchema } from '@drift/shared';
import type { Client } from './client.ts';
import { columns } from './columns.ts';
import { printJson } from './conventions.ts';
import type { Terminal } from './terminal.ts';

const EXIT_CANNOT_RUN = 2;
const PREFIX = 'drift/pattern/outlier-';

/** What `drift outliers` was asked for. */
export interface OutliersOptions {
  readonly feature?: string;
  readonly explain: boolean;
  readonly json: boolean;
}

/** `drift outliers`: what stands out in numbers, old and new, and with `--explain` the limits it was compared with. */
export async function outliers(client: Client, terminal: Terminal, options: OutliersOptions): Promise<number> {
  const params = options.feature === undefined ? {} : { feature: options.feature };
  const answer = await client.ask(Method.outliers, params, outliersAnswerSchema);
  terminal.clearProgress();
  if (answer.unknown.length > 0) {
    terminal.complain(`drift: there is no feature "${options.feature ?? ''}". Known: ${answer.unknown.join(', ')}\n`);
    return EXIT_CANNOT_RUN;
  }
  if (options.json) return printJson(terminal, answer);
  terminal.print(listOf(answer));
  if (options.explain) terminal.print(`\n${limitsOf(answer)}`);
  for (const note of answer.notes) terminal.print(`note: ${displayText(note)}\n`);
  terminal.print(`learned from: ${displayText(learnedFrom(answer.baseline))}\n`);
  return 0;
}

function listOf({ outliers: rows, populations }: OutliersAnswer): string {
  if (rows.length === 0) {
    const enough = populations.some((p) => p.state !== 'notEnoughData');
    return enough ? 'Nothing stands out.\n' : 'Not enough data: no population has 10 values yet.\n';
  }
  return columns(
    ['feature', 'value', 'median', 'limit', 'method', 'population', 'shown', 'place'],
    rows.map((r) => [
      r.ruleId.slice(PREFIX.length),
      String(r.evidence.value),
      String(r.evidence.median),
      r.evidence.limit === null ? '-' : String(r.evidence.limit),
      r.evidence.methods.map((m) => m.method).join('+'),
      `${r.evidence.n} ${r.language}${r.population === 'test' ? ' tests' : ''}`,
      r.severity === null ? 'no' : `${r.severity}${r.isNew ? '' : ' (old)'}`,
      `${r.path}:${r.line + 1} ${r.name}`,
    ]),
  );
}

const STATES: Readonly<Record<OutliersAnswer['populations'][number]['state'], string>> = {
  ok: '',
  notEnoughData: 'not enough data',
  noSpread: 'no spread: only an absolute rule',
  tooMany: 'too many stand out',
};

function limitsOf({ populations, alpha, discovery }: OutliersAnswer): string {
  const rows = populations.map((p) => [
    p.ruleId.slice(PREFIX.length) + (p.family === '' ? '' : ` ${p.family}`),
    p.language + (p.population === 'test' ? ' tests' : ''),
    String(p.n),
    String(p.median),
    p.normal ? 'normal' : 'skewed',
    p.cutoffs.map((c) => `${c.method} > ${Number(c.above.toFixed(2))}`).join(', '),
    String(p.floor),
    p.limit === null ? '-' : String(p.limit),
    String(p.flagged),
    STATES[p.state],
  ]);
  const head = ['feature', 'language', 'n', 'median', 'shape', 'outlier by', 'floor', 'limit', 'flagged', ''];
  const explained = `Told from the floor on where two methods agree (or one alone far out); Grubbs and ESD at ${alpha}, at most ${discovery} after all tests of this run.\n`;
  return columns(head, rows) + explained;
}
