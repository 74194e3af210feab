import { join } from 'node:path';
import {
  displayJson,
  displayText,
  FORMAT_FILES,
  isJsonFormat,
  isRankedFormat,
  Method,
  type ReportFormat,
  renderAnswerSchema,
} from '@drift/shared';
import type { Client } from './client.ts';
import type { Terminal } from './terminal.ts';
import { writeOutput } from './write-output.ts';

const EXIT_CANNOT_RUN = 2;

/** What a report is about, as `drift/report/render` is asked. */
export interface Asked {
  readonly paths: readonly string[];
  readonly scope: 'all' | 'changed' | 'staged';
  readonly all: boolean;
  readonly command: string;
  readonly stable: boolean;
  readonly elapsed: () => number;
  /** The policy whose verdict the report carries: its name or file, `''` for the configured one. */
  readonly policy?: string;
  /** With the edits of fixes. */
  readonly fixes?: boolean;
}

/** How `drift report` was asked to behave. */
export interface ReportOptions extends Asked {
  readonly formats: readonly ReportFormat[];
  /** Folder for a file of each format; without it the only format goes to standard output. */
  readonly outputDir?: string;
  readonly root: string;
}

/** `drift report`: several formats of one run. 0 when they are written, 2 when they are not or something could not run. */
export async function report(client: Client, terminal: Terminal, options: ReportOptions): Promise<number> {
  const { formats, outputDir, root } = options;
  const [first = 'json'] = formats;
  if (outputDir === undefined && formats.length > 1) {
    terminal.complain('drift: several formats need a folder: --output-dir <dir>\n');
    return EXIT_CANNOT_RUN;
  }
  const { answer, texts } = await rendered(client, [first, ...formats.slice(1)], options);
  terminal.clearProgress();
  const failures: string[] = [];
  for (const { format, text } of texts) {
    if (outputDir === undefined) printReport(terminal, format, text);
    else failures.push(...written(terminal, { file: join(outputDir, FORMAT_FILES[format]), text, root }));
  }
  for (const { what, reason, hint } of answer.report.notRun)
    terminal.complain(`drift: ${displayText(`${what}: ${reason}`)}\n${displayText(hint)}\n`);
  return failures.length + answer.report.notRun.length > 0 ? EXIT_CANNOT_RUN : 0;
}

/** Asks once for a report in one or several formats. */
export async function rendered(
  client: Client,
  [first, ...more]: readonly [ReportFormat, ...ReportFormat[]],
  { paths, scope, all, command, stable, elapsed, policy, fixes = false }: Asked,
) {
  const now = stable ? {} : { durationMs: Math.round(elapsed()), generatedAt: new Date().toISOString() };
  const about = {
    paths,
    scope,
    all,
    suppressed: true,
    ranked: [first, ...more].some(isRankedFormat),
    fixes,
    ...(policy === undefined ? {} : { policy }),
  };
  const params = { ...about, command, stable, format: first, more, ...now };
  const answer = await client.ask(Method.render, params, renderAnswerSchema);
  const texts = [answer.text, ...answer.more].map((text, i) => {
    const format = i === 0 ? first : (more[i - 1] ?? first);
    return { format, text: isJsonFormat(format) ? displayJson(text) : text };
  });
  return { answer, texts };
}

/** Prints one text of `rendered` where another program reads it. */
export function printReport(terminal: Terminal, format: ReportFormat, text: string): void {
  if (isJsonFormat(format)) terminal.print(text);
  else terminal.printExact(text);
}

/** Writes a report and says so beside the result; the reasons why it could not, which are told as well. */
export function written(
  terminal: Terminal,
  { file, text, root }: { readonly file: string; readonly text: string; readonly root: string },
): string[] {
  const failure = writeOutput(file, text, root);
  terminal.complain(`drift: ${displayText(failure ?? `wrote ${file}`)}\n`);
  return failure === null ? [] : [failure];
}
