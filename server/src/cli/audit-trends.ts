import {
  type AuditTrendsAnswer,
  alertText,
  auditTrendsAnswerSchema,
  counted,
  displayText,
  Method,
  percentText,
  pointsText,
  trendText,
} from '@drift/shared';
import { predictionText, sparkline } from './audit-words.ts';
import type { Client } from './client.ts';
import { columns } from './columns.ts';
import { printJson } from './conventions.ts';
import type { Terminal } from './terminal.ts';

/** Columns of a sparkline; the newest are last. */
const MAX_BARS = 60;
/** Rows of a table; the newest are last. */
const MAX_ROWS = 20;

/** `drift audit trends`: how health moved over the recorded audits, and where it is going. Reads no code. */
export async function auditTrends(client: Client, terminal: Terminal, days: number, json: boolean): Promise<number> {
  const answer = await client.ask(Method.auditTrends, { days }, auditTrendsAnswerSchema);
  terminal.clearProgress();
  if (json) return printJson(terminal, answer);
  if (answer.problem !== '') terminal.print(`${displayText(answer.problem)}\n`);
  if (answer.audits.length === 0) {
    terminal.print(`no audit of ${branchText(answer)} is recorded; drift audit records one\n`);
    return 0;
  }
  terminal.print(
    `${barsText(
      'health',
      answer.audits.map((a) => a.healthScore),
      pointsText,
    )}\n`,
  );
  const rows = answer.audits
    .slice(-MAX_ROWS)
    .map((a) => [
      a.at,
      pointsText(a.healthScore),
      percentText(a.avgConfidence),
      percentText(a.complianceRate),
      `${a.patterns}`,
      `${a.newFindings}`,
    ]);
  terminal.print(columns(['of', 'health', 'confidence', 'compliance', 'conventions', 'new findings'], rows));
  const { health, confidence, growth } = answer.trends;
  terminal.print(
    `${branchText(answer)}: health ${trendText(health)}, confidence ${trendText(confidence)}, growth ${trendText(growth)}\n`,
  );
  terminal.print(`prediction: ${predictionText(answer.prediction)}\n`);
  for (const a of answer.alerts) {
    const end = a.resolvedAt === null ? 'lasts' : `over at ${a.resolvedAt}`;
    terminal.print(`${a.level} of ${a.since}: ${alertText(a)}; ${end}\n`);
  }
  return 0;
}

/** `drift trends`: health, confidence, compliance and findings over what is recorded, a line each. Reads no code. */
export async function trends(client: Client, terminal: Terminal, days: number, json: boolean): Promise<number> {
  const answer = await client.ask(Method.auditTrends, { days }, auditTrendsAnswerSchema);
  terminal.clearProgress();
  if (json) return printJson(terminal, answer);
  if (answer.problem !== '') terminal.print(`${displayText(answer.problem)}\n`);
  const { audits, scans } = answer;
  const measured = (values: readonly (number | null)[]): readonly number[] => values.filter((v) => v !== null);
  terminal.print(
    [
      line(
        'health',
        audits.map((a) => a.healthScore),
        pointsText,
      ),
      line('confidence', measured(audits.map((a) => a.avgConfidence)), percentText),
      line('compliance', measured(audits.map((a) => a.complianceRate)), percentText),
      line(
        'findings',
        scans.map((s) => s.findings),
        String,
      ),
      line(
        'new findings',
        scans.map((s) => s.newFindings),
        String,
      ),
      `${counted(audits.length, 'recorded audit')} of ${branchText(answer)}, ${counted(scans.length, 'recorded scan')}\n`,
    ].join(''),
  );
  return 0;
}

function line(name: string, values: readonly number[], text: (value: number) => string): string {
  return values.length === 0 ? `${name}: not enough data, nothing is recorded\n` : `${barsText(name, values, text)}\n`;
}

function barsText(name: string, values: readonly number[], text: (value: number) => string): string {
  const [first, last] = [values[0] ?? 0, values.at(-1) ?? 0];
  return `${name}: ${sparkline(values.slice(-MAX_BARS))} ${values.length === 1 ? text(last) : `${text(first)} > ${text(last)}`}`;
}

function branchText({ branch, scanRoot }: Pick<AuditTrendsAnswer, 'branch' | 'scanRoot'>): string {
  const of = branch === '' ? 'this workspace' : `branch ${displayText(branch)}`;
  return scanRoot === '' ? of : `${of} in ${displayText(scanRoot)}`;
}
