import {
  counted,
  displayJson,
  displayText,
  Method,
  REPORT_SCHEMA_VERSION,
  type Report,
  type ReportAnswer,
  reportAnswerSchema,
  SEVERITIES,
} from '@drift/shared';
import * as z from 'zod';
import type { Client } from './client.ts';
import { gateExitCode } from './gate.ts';
import type { Terminal } from './terminal.ts';
import { renderText } from './view/text.ts';

/** How `drift check` was asked to behave. */
export interface CheckOptions {
  readonly paths: readonly string[];
  readonly format: 'text' | 'json' | 'sarif';
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

const renderedSchema = reportAnswerSchema.extend({ text: z.string() });

/** `drift check`: 0 when clean, 1 with findings at or above the threshold, 2 something could not run. */
export async function check(client: Client, terminal: Terminal, options: CheckOptions): Promise<number> {
  const { paths, scope, all, policy } = options;
  const params = { paths, scope, all, ...(policy === undefined ? {} : { policy }) };
  if (options.format === 'text' || options.digestOnly) {
    const answer = await client.ask(Method.report, params, reportAnswerSchema);
    terminal.clearProgress();
    terminal.print(options.digestOnly ? `${answer.report.digest}\n` : textOf(answer, terminal, options));
    if (!options.digestOnly) terminal.print(passText(answer, options));
    // A digest says nothing of why it ends with 2.
    else
      for (const { what, reason, hint } of answer.report.notRun)
        terminal.complain(`drift: ${displayText(`${what}: ${reason}`)}\n${displayText(hint)}\n`);
    return exitCode(answer, options);
  }
  const now = options.stable
    ? {}
    : { durationMs: Math.round(options.elapsed()), generatedAt: new Date().toISOString() };
  const answer = await client.ask(
    Method.render,
    { ...params, suppressed: true, format: options.format, command: 'check', stable: options.stable, ...now },
    renderedSchema,
  );
  terminal.clearProgress();
  terminal.print(displayJson(answer.text));
  return exitCode(answer, options);
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
    { color: terminal.color, width: terminal.width, ...(options.all ? {} : { atMost: SHOWN_AT_FIRST }) },
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
