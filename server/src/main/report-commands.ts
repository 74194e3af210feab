import { REPORT_FORMATS, type ReportFormat } from '@drift/shared';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { report } from '../cli/report.ts';
import type { RunVerb } from './run-verb.ts';

interface ReportFlags {
  readonly format: readonly ReportFormat[];
  readonly outputDir?: string;
  readonly all?: boolean;
  readonly changed?: boolean;
  readonly staged?: boolean;
  readonly base?: string;
  readonly stable?: boolean;
  readonly policy?: string;
  readonly fixes?: boolean;
}

/** Adds `drift report`; `elapsed` tells the milliseconds since the program started. */
export function addReport(drift: Command, run: RunVerb, elapsed: () => number): void {
  drift
    .command('report [paths...]')
    .description('write what check finds for other programs; 0 when it is written, whatever was found')
    .addOption(
      new Option('--format <formats>', `one or several of ${REPORT_FORMATS.join(', ')}, separated by commas`)
        .argParser(formats)
        .default(['json'], '"json"'),
    )
    .option('--output-dir <dir>', 'write a file for each format there')
    .option('--all', 'old findings too')
    .option('--changed', 'only files that differ from the baseline')
    .option('--staged', 'what is staged in git instead of what lies on disk')
    .option('--base <ref>', 'commit or branch to judge against')
    .option('--policy <policy>', 'with the verdict of this policy: its name or file')
    .option('--fixes', 'with the edits of fixes, as far as a format has a place for them')
    .option('--stable', 'leave time and place out of the output')
    .action((paths: string[], o: ReportFlags, c: Command) =>
      run(
        c,
        paths,
        { observe: 'firstRun', onlyReports: true, ...(o.base === undefined ? {} : { base: o.base }) },
        (client, terminal, target) =>
          report(client, terminal, {
            paths: target.paths,
            formats: o.format,
            scope: o.staged === true ? 'staged' : o.changed === true ? 'changed' : 'all',
            all: o.all === true,
            command: 'report',
            stable: o.stable === true,
            elapsed,
            root: target.root,
            fixes: o.fixes === true,
            ...(o.policy === undefined ? {} : { policy: o.policy }),
            ...(o.outputDir === undefined ? {} : { outputDir: o.outputDir }),
          }),
      ),
    );
}

function formats(text: string): readonly ReportFormat[] {
  const asked = [...new Set(text.split(',').map((name) => name.trim()))];
  return asked.map((name) => {
    const known = REPORT_FORMATS.find((format) => format === name);
    if (known === undefined) throw new InvalidArgumentError(`Allowed choices are ${REPORT_FORMATS.join(', ')}.`);
    return known;
  });
}
