import {
  counted,
  displayText,
  type GateReport,
  type GatesRunAnswer,
  gatesRunAnswerSchema,
  Method,
  type Problem,
} from '@drift/shared';
import type { Client } from './client.ts';
import { printJson } from './conventions.ts';
import type { Terminal } from './terminal.ts';
import { findingLines, shortIds } from './view/text-findings.ts';
import { gateLines } from './view/text-gates.ts';
import { textStyle } from './view/text-style.ts';

/** Findings printed above the table. */
const MAX_SHOWN = 20;

/** How `drift gate` was asked to behave. */
export interface GateOptions {
  readonly paths: readonly string[];
  readonly scope: 'all' | 'changed' | 'staged';
  readonly all: boolean;
  readonly policy?: string;
  readonly gates?: readonly string[];
  readonly dryRun: boolean;
  readonly json: boolean;
}

/** `drift gate`: 0 when the policy is met or in a dry run, 1 when it is not, 2 when that cannot be told. */
export async function gate(client: Client, terminal: Terminal, { json, ...params }: GateOptions): Promise<number> {
  const answer = await client.ask(Method.gatesRun, params, gatesRunAnswerSchema);
  terminal.clearProgress();
  if (json) printJson(terminal, answer);
  else terminal.print(textOf(answer, terminal));
  if (answer.gates === null || answer.notRun.length > 0) return 2;
  return gateExitCode(answer.gates);
}

/** What a verdict ends a run with: no gate that could run is no verdict. */
export function gateExitCode({ passed, score, dryRun }: GateReport): number {
  if (score === null) return 2;
  return passed || dryRun ? 0 : 1;
}

/** A problem on one line, with its place where it has one. */
export function problemLine({ file, line, column, message, hint }: Problem): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return displayText([place, message, hint ?? ''].filter((part) => part !== '').join(' '));
}

function textOf(answer: GatesRunAnswer, terminal: Terminal): string {
  const style = textStyle({ color: terminal.color });
  const shown = answer.findings.slice(0, MAX_SHOWN);
  const more = answer.findings.length - shown.length + answer.more;
  const reasons = new Set(answer.notRun.map((n) => n.reason));
  const told = answer.problems.filter((p) => p.file !== undefined || !reasons.has(p.message));
  const lines = [
    ...findingLines(shown, { style, width: terminal.width, idOf: shortIds(shown) }),
    ...(more === 0 ? [] : [`and ${counted(more, 'more finding')}, drift check --all shows them`, '']),
    ...answer.notRun.map((n) => `${style.bad('not run')}  ${displayText(`${n.what}: ${n.reason}. ${n.hint}`)}`),
    ...told.slice(0, MAX_SHOWN).map((p) => `problem  ${problemLine(p)}`),
  ];
  const trouble = answer.notRun.length + answer.problems.length > 0 ? [''] : [];
  const verdict = answer.gates === null ? ['No verdict: the policy cannot be used.'] : gateLines(answer.gates, style);
  return `${[...lines, ...trouble, ...verdict].join('\n')}\n`;
}
