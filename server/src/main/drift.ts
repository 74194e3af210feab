// Entry of the command line.
import { join } from 'node:path';
import { displayText, MAX_THREADS, REPORT_FORMATS, type ReportFormat } from '@drift/shared';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { check } from '../cli/check.ts';
import { type Client, ServerFailure, startClient } from '../cli/client.ts';
import { config } from '../cli/config.ts';
import { explain } from '../cli/explain.ts';
import { findRoot } from '../cli/find-root.ts';
import { fix } from '../cli/fix.ts';
import { outliers } from '../cli/outliers.ts';
import { rules } from '../cli/rules.ts';
import { settingsHold } from '../cli/settings-hold.ts';
import { processTerminal } from '../cli/terminal.ts';
import { addAudit } from './audit-commands.ts';
import { addBaseline } from './baseline-commands.ts';
import { addCi } from './ci-commands.ts';
import { addConventions } from './convention-commands.ts';
import { addDoctor } from './doctor-commands.ts';
import { addFeedback } from './feedback-commands.ts';
import { addGates } from './gate-commands.ts';
import { addHooks } from './hook-commands.ts';
import { addPatterns } from './pattern-commands.ts';
import { addReport } from './report-commands.ts';
import { type Begin, type Begun, type FormatOptions, type RunVerb, wantsJson, withFormat } from './run-verb.ts';
import { addSetup } from './setup-commands.ts';
import { tellUnknownVerbs } from './unknown-verbs.ts';
import { VERSION } from './version.ts';
import { addWorkspace } from './workspace-commands.ts';

const EXIT_CANNOT_RUN = 2;
const EXIT_INTERRUPTED = 130;
const started = performance.now();
const LSP_SCRIPT = join(__dirname, 'lsp.cjs');

interface FixOptions extends FormatOptions {
  readonly dryRun?: boolean;
  readonly rule?: string;
  readonly id?: string[];
  readonly unsafe?: boolean;
}

interface GlobalOptions {
  readonly root?: string;
  readonly color: boolean;
  readonly cache: boolean;
  readonly threads?: number;
  readonly set?: readonly string[];
}

const begin: Begin = (command, named) => {
  const options: GlobalOptions = command.optsWithGlobals();
  const terminal = processTerminal(!options.color);
  const target = findRoot(process.cwd(), options.root, named);
  if (typeof target === 'string') {
    terminal.complain(`drift: ${target}\n`);
    process.exitCode = EXIT_CANNOT_RUN;
    return null;
  }
  const flags = Object.fromEntries(
    (options.set ?? []).map((s) => [s.slice(0, s.indexOf('=')), s.slice(s.indexOf('=') + 1)]),
  );
  const threads = options.threads === undefined ? {} : { threads: options.threads };
  const start: Begun['start'] = (init, patienceMs) =>
    startClient({
      script: LSP_SCRIPT,
      root: target.root,
      init: { ...init, flags, command: nameOf(command), cache: options.cache && init.cache !== false, ...threads },
      onProgress: terminal.progress,
      onNotice: (message) => terminal.complain(`drift: ${displayText(message)}\n`),
      ...(patienceMs === undefined ? {} : { patienceMs }),
    });
  return { terminal, target, start };
};

/** A verb has begun, and may have done something. */
let isUnderWay = false;

/** Verbs whose result says itself what is wrong with the settings. */
const TELL_OF_SETTINGS: ReadonlySet<string> = new Set(['drift check', 'drift report', 'drift config']);

/** Runs one verb against a server of its own and ends the process with the verb's exit code. */
const run: RunVerb = async (command, named, init, verb) => {
  const begun = begin(command, named);
  if (begun === null) return;
  const { terminal, target } = begun;
  let client: Client | null = null;
  try {
    client = await begun.start(init);
    const mayRun = TELL_OF_SETTINGS.has(nameOf(command)) || (await settingsHold(client, terminal));
    isUnderWay = mayRun;
    process.exitCode = mayRun ? await verb(client, terminal, target) : EXIT_CANNOT_RUN;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    terminal.complain(
      `drift: ${message}\n${error instanceof ServerFailure ? 'Run `drift lsp` by hand to see why.\n' : ''}`,
    );
    process.exitCode = EXIT_CANNOT_RUN;
  } finally {
    await client?.close();
  }
};

/** A verb with its group, as it is typed. */
function nameOf(command: Command): string {
  const parent = command.parent;
  return parent === null ? command.name() : `${nameOf(parent)} ${command.name()}`;
}

/** True where a pipeline runs this, as pipelines say of themselves. */
function isCi(): boolean {
  const said = process.env['CI'] ?? '';
  return !['', '0', 'false'].includes(said.toLowerCase());
}

function threads(text: string): number {
  if (!/^\d{1,4}$/.test(text) || Number(text) > MAX_THREADS)
    throw new InvalidArgumentError(`must be a whole number from 0 to ${MAX_THREADS}`);
  return Number(text);
}

function setting(text: string, before: readonly string[] = []): readonly string[] {
  if (!/^[\w.]+=/.test(text)) throw new InvalidArgumentError('must have the form table.key=value');
  return [...before, text];
}

function program(): Command {
  const drift = new Command('drift')
    .description('Learns how a code base does things and shows where new code drifts from it.')
    .version(VERSION, '-V, --version')
    .option('-C, --root <dir>', 'workspace root (default: nearest folder with drift.toml or .git)')
    .option('--no-color', 'plain output')
    .option('--threads <n>', 'worker threads (0: by the number of cores)', threads)
    .option('--no-cache', 'work everything out anew and keep nothing')
    .option('--set <table.key=value>', 'override a setting of drift.toml', setting)
    .showHelpAfterError('(drift --help lists the commands)')
    .exitOverride();
  addCheck(drift);
  addReport(drift, run, () => performance.now() - started);
  withFormat(drift.command('explain <id>'))
    .description('why a finding was made and what to do; takes an id, a prefix of one, or a rule')
    .action((id: string, o: FormatOptions, c: Command) =>
      run(c, [], {}, (client, terminal) => explain(client, terminal, id, wantsJson(o))),
    );
  withFormat(drift.command('fix [paths...]'))
    .description('apply the safe fixes')
    .option('--dry-run', 'print the changes as a diff and write nothing')
    .option('--rule <id>', 'only findings of this rule')
    .option('--id <id...>', 'only these findings; renames are made for a finding named so')
    .option('--unsafe', 'with --id: unsafe fixes too, whose result has to be checked')
    .action((paths: string[], o: FixOptions, c: Command) =>
      run(c, paths, {}, (client, terminal, target) =>
        fix(client, terminal, {
          paths: target.paths,
          ids: o.id ?? [],
          unsafe: o.unsafe === true,
          dryRun: o.dryRun === true,
          json: wantsJson(o),
          ...(o.rule === undefined ? {} : { rule: o.rule }),
        }),
      ),
    );
  withFormat(drift.command('rules'))
    .description('list every rule and convention key')
    .action((o: FormatOptions, c: Command) =>
      run(c, [], {}, (client, terminal) => rules(client, terminal, wantsJson(o))),
    );
  addBaseline(drift, run, isCi());
  addGates(drift, run);
  addSetup(drift, run);
  addConventions(drift, run);
  addPatterns(drift, run);
  addAudit(drift, run);
  addWorkspace(drift, run);
  addDoctor(drift, begin, () => performance.now() - started);
  addCi(drift, begin, () => performance.now() - started);
  addHooks(drift, run);
  addFeedback(drift, (c, verb) => run(c, [], {}, verb));
  withFormat(drift.command('outliers'))
    .description('what stands out in numbers: length, parameters, nesting and the like')
    .option('--feature <name>', 'only this feature, such as parameter-count')
    .option('--explain', 'print the limits of every population, to check by hand')
    .action((o: FormatOptions & { feature?: string; explain?: boolean }, c: Command) =>
      run(c, [], {}, (client, terminal) =>
        outliers(client, terminal, {
          explain: o.explain === true,
          json: wantsJson(o),
          ...(o.feature === undefined ? {} : { feature: o.feature }),
        }),
      ),
    );
  withFormat(drift.command('config'))
    .description('every setting in force and where it comes from')
    .action((o: FormatOptions, c: Command) =>
      run(c, [], {}, (client, terminal) => config(client, terminal, wantsJson(o))),
    );
  drift
    .command('lsp')
    .description('start the language server')
    .option('--stdio', 'speak over standard input and output (the default)')
    .action(() => {
      require(LSP_SCRIPT);
    });
  tellUnknownVerbs(drift);
  return drift;
}

function addCheck(drift: Command): void {
  drift
    .command('check [paths...]', { isDefault: false })
    .description('judge the code; exits with 0 when clean, 1 with findings, 2 when it could not run')
    .addOption(new Option('--format <format>', 'how to print').choices(['text', ...REPORT_FORMATS]).default('text'))
    .option('-o, --output <file>', 'write to this file instead of standard output')
    .option('--json', 'same as --format json')
    .option('--all', 'show and count old findings too, and all new ones at a first look')
    .option('--changed', 'only files that differ from the baseline')
    .option('--staged', 'judge what is staged in git instead of what lies on disk')
    .option('--base <ref>', 'commit or branch to judge against')
    .addOption(
      new Option('--fail-on <severity>', 'lowest severity that fails').choices(['error', 'warning', 'info', 'none']),
    )
    .option('--policy <policy>', 'add the verdict of this policy; the exit code is the worse of both')
    .option('--digest', 'print only the digest of all findings; with --staged, of those in what is staged')
    .option('--stable', 'leave time and place out of the output')
    .action(
      (
        paths: string[],
        o: {
          format: 'text' | ReportFormat;
          output?: string;
          json?: boolean;
          all?: boolean;
          changed?: boolean;
          staged?: boolean;
          base?: string;
          failOn?: 'error' | 'warning' | 'info' | 'none';
          policy?: string;
          digest?: boolean;
          stable?: boolean;
        },
        c: Command,
      ) =>
        run(
          c,
          paths,
          { observe: 'firstRun', onlyReports: true, ...(o.base === undefined ? {} : { base: o.base }) },
          (client, terminal, target) =>
            check(client, terminal, {
              paths: target.paths,
              format: o.json === true ? 'json' : o.format,
              all: o.all === true,
              scope: o.staged === true ? 'staged' : o.changed === true ? 'changed' : 'all',
              ...(o.output === undefined ? {} : { output: o.output }),
              ...(o.failOn === undefined ? {} : { failOn: o.failOn }),
              ...(o.policy === undefined ? {} : { policy: o.policy }),
              digestOnly: o.digest === true,
              stable: o.stable === true,
              root: target.root,
              version: VERSION,
              elapsed: () => performance.now() - started,
            }),
        ),
    );
}

// A reader that has seen enough closes the pipe; the exit code still tells the result. Any other failure loses it.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return;
  process.stderr.write(`drift: the output could not be written: ${error.message}\n`);
  // The verb may still set its own code after this.
  process.once('exit', () => {
    process.exitCode = EXIT_CANNOT_RUN;
  });
});
// Whoever closed this one as well wants to hear nothing more.
process.stderr.on('error', () => undefined);
process.on('SIGINT', () => {
  const what = isUnderWay ? 'what was written is whole; run it again for the rest' : 'nothing was done';
  process.stderr.write(`\ndrift: interrupted, ${what}\n`);
  process.exit(EXIT_INTERRUPTED);
});
/** Settled when the verb has ended. */
export const done: Promise<unknown> = program()
  .parseAsync(process.argv)
  .catch((error: unknown) => {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : EXIT_CANNOT_RUN;
      return;
    }
    process.stderr.write(`drift: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = EXIT_CANNOT_RUN;
  });
