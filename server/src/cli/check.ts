import {
  counted,
  displayText,
  Method,
  REPORT_SCHEMA_VERSION,
  type Report,
  type ReportAnswer,
  type ReportFormat,
  reportAnswerSchema,
  SEVERITIES,
} from '@drift/shared';
import type { Client } from './client.ts';
import { gateExitCode } from './gate.ts';
import { printReport, rendered, written } from './report.ts';
import type { Terminal } from './terminal.ts';
import { renderText } from './view/text.ts';

/** How `drift check` was asked to behave. */
export interface CheckOptions {
  readonly paths: readonly string[];
  readonly format: 'text' | ReportFormat;
  /** File to write to instead of standard output. */
  readonly output?: string;
  readonly all: boolean;
  readonly scope: 'all' | 'changed' | 'staged';
  readonly failOn?: 'error' | 'warning' | 'info' | 'none';
  /** The policy whose verdict counts as well. */
  readonly policy?: string;
  readonly digestOnly: boolean;
  readonly stable: boolean;
  readonly root: string;
  readonly version: string;
  /** Milliseconds since the command started. */
  readonly elapsed: () => number;
}

const EXIT_CANNOT_RUN = 2;

/** `drift check`: 0 when clean, 1 with findings at or above the threshold, 2 something could not run or be written. */
export async function check(client: Client, terminal: Terminal, options: CheckOptions): Promise<number> {
  const { format, digestOnly } = options;
  if (digestOnly) return digest(client, terminal, options);
  if (format === 'text') {
    const answer = await client.ask(Method.report, askedOf(options), reportAnswerSchema);
    terminal.clearProgress();
    const isWritten = delivered(terminal, options, textOf(answer, terminal, options), terminal.print);
    terminal.print(passText(answer, options));
    return isWritten ? exitCode(answer, options) : EXIT_CANNOT_RUN;
  }
  const asked = { ...askedOf(options), command: 'check', stable: options.stable, elapsed: options.elapsed };
  const { answer, texts } = await rendered(client, [format], asked);
  terminal.clearProgress();
  const text = texts.map((t) => t.text).join('');
  const isWritten = delivered(terminal, options, text, () => printReport(terminal, format, text));
  return isWritten ? exitCode(answer, options) : EXIT_CANNOT_RUN;
}

async function digest(client: Client, terminal: Terminal, options: CheckOptions): Promise<number> {
  const answer = await client.ask(Method.report, askedOf(options), reportAnswerSchema);
  terminal.clearProgress();
  const text = `${answer.report.digest}\n`;
  const isWritten = delivered(terminal, options, text, terminal.print);
  // A digest says nothing of why it ends with 2.
  for (const { what, reason, hint } of answer.report.notRun)
    terminal.complain(`drift: ${displayText(`${what}: ${reason}`)}\n${displayText(hint)}\n`);
  return isWritten ? exitCode(answer, options) : EXIT_CANNOT_RUN;
}

function askedOf({
  paths,
  scope,
  all,
  policy,
}: CheckOptions): Pick<CheckOptions, 'paths' | 'scope' | 'all' | 'policy'> {
  return { paths, scope, all, ...(policy === undefined ? {} : { policy }) };
}

/** Prints a result, or writes it to the file that was named; false where it could not be written. */
function delivered(
  terminal: Terminal,
  { output, root }: CheckOptions,
  text: string,
  print: (text: string) => void,
): boolean {
  if (output !== undefined) return written(terminal, { file: output, text, root }).length === 0;
  print(text);
  return true;
}

/** Findings the text shows at a first look, where no commit tells new ones and nobody has set Drift up. */
const SHOWN_AT_FIRST = 20;

function textOf(answer: ReportAnswer, terminal: Terminal, options: CheckOptions): string {
  return renderText(
    {
      schemaVersion: REPORT_SCHEMA_VERSION,
      command: 'check',
      root: options.root,
      driftVersion: options.version,
      data: answer.report,
      warnings: [],
      meta: options.stable ? {} : { durationMs: Math.round(options.elapsed()) },
    },
    {
      color: terminal.color && options.output === undefined,
      width: terminal.width,
      ...(options.all ? {} : { atMost: SHOWN_AT_FIRST }),
    },
  );
}

/** Why a check with warnings or errors ends with 0, for whoever wonders; nothing where there is nothing to wonder about. */
function passText(answer: ReportAnswer, options: CheckOptions): string {
  const { error, warning } = answer.report.summary.bySeverity;
  if (exitCode(answer, options) !== 0 || error + warning === 0) return '';
  if (error > 0) return 'Exit code 0: nothing fails the check, as --fail-on is none.\n';
  const what = `${counted(warning, 'warning')} ${warning === 1 ? 'does' : 'do'} not fail the check`;
  return `Exit code 0: ${what} unless --fail-on warning is given.\n`;
}

/** The worse of what the findings and what the gates say. */
function exitCode(answer: ReportAnswer, options: CheckOptions): number {
  if (answer.report.notRun.length > 0) return 2;
  const { gates } = answer.report;
  const ofGates = gates === undefined ? 0 : gateExitCode(gates);
  if (ofGates > 0) return ofGates;
  return atOrAbove(answer.report, options.failOn ?? answer.failOn) ? 1 : 0;
}

function atOrAbove(report: Report, threshold: 'error' | 'warning' | 'info' | 'none'): boolean {
  if (threshold === 'none') return false;
  const limit = SEVERITIES.indexOf(threshold);
  return SEVERITIES.some((severity, i) => i <= limit && report.summary.bySeverity[severity] > 0);
}
