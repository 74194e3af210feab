// The verbs for CI, and the world they run in.
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import {
  checkoutAnswerSchema,
  MAX_FILES,
  MAX_TIMEOUT_S,
  Method,
  renderParamsSchema,
  reportAnswerSchema,
  THRESHOLD,
  TIMEOUT_S,
} from '@drift/shared';
import { type Command, InvalidArgumentError, Option } from 'commander';
import * as z from 'zod';
import { analyze, OWN_FORMATS } from '../ci/analyze.ts';
import { PASSES, type PassName } from '../ci/passes.ts';
import { checkRun, comment, type PostOptions, sarif } from '../ci/post.ts';
import { showStatus } from '../ci/show-status.ts';
import type { Engine, Files, StartEngine, World } from '../ci/world.ts';
import type { Client } from '../cli/client.ts';
import type { Begin, Begun } from './run-verb.ts';
import { VERSION } from './version.ts';

/** Formats of a result: ours, and those that the server renders. */
const FORMATS: readonly string[] = [
  ...OWN_FORMATS,
  ...renderParamsSchema.shape.format.options.filter((f) => !OWN_FORMATS.some((own) => own === f)),
];
/** The scan is what every other pass needs. */
const OPTIONAL_PASSES = PASSES.filter((p) => p !== 'scan');
const DEFAULT_FOLDER = 'drift-results';

interface AnalyzeFlags {
  readonly mode?: 'pr' | 'full';
  readonly base?: string;
  readonly failOn?: 'error' | 'warning' | 'info' | 'none';
  readonly threshold?: number;
  readonly format?: readonly string[];
  readonly output?: string;
  readonly timeout?: number;
  readonly maxFiles?: number;
  readonly changedFiles?: string;
  readonly skip?: readonly PassName[];
  readonly allowUntrusted?: boolean;
  readonly dryRun?: boolean;
  readonly policy?: string;
  readonly gates: boolean;
}

/** Adds `drift ci` and what is below it. */
export function addCi(drift: Command, begin: Begin, elapsed: () => number): void {
  const group = drift
    .command('ci')
    .description('judge a change in CI, and tell it where the change is discussed')
    .action((_o: object, command: Command) => command.outputHelp());
  addAnalyze(group, begin, elapsed);
  const posting = (
    name: string,
    description: string,
    run: (world: World, options: PostOptions) => Promise<number>,
  ): void => {
    group
      .command(name)
      .description(description)
      .option('--input <dir>', 'folder of the results', DEFAULT_FOLDER)
      .option('--dry-run', 'print what would be sent, and send nothing')
      .action(async (o: { input: string; dryRun?: boolean }, c: Command) => {
        const begun = begin(c, []);
        if (begun === null) return;
        const options = { input: resolve(process.cwd(), o.input), dryRun: o.dryRun === true };
        process.exitCode = await run(worldOf(begun, elapsed, notStarted), options);
      });
  };
  posting('comment', 'write the comment of the pull or merge request, over the one before', comment);
  posting('check-run', 'make a check run of GitHub, with annotations', checkRun);
  posting('sarif', 'upload the SARIF of the results to GitHub code scanning', (world, options) =>
    sarif(world, { ...options, gzip: (text) => gzipSync(text) }),
  );
  group
    .command('status')
    .description('say what the results are; exits as the run did')
    .option('--input <dir>', 'folder of the results', DEFAULT_FOLDER)
    .action((o: { input: string }, c: Command) => {
      const begun = begin(c, []);
      if (begun === null) return;
      process.exitCode = showStatus(worldOf(begun, elapsed, notStarted), resolve(process.cwd(), o.input));
    });
}

function addAnalyze(group: Command, begin: Begin, elapsed: () => number): void {
  group
    .command('analyze')
    .description('judge; exits with 0 pass, 1 fail, 2 could not run, 3 out of time')
    .addOption(new Option('--mode <mode>', 'a change, or everything (default: by the event)').choices(['pr', 'full']))
    .option('--base <ref>', 'commit or branch to judge against (default: by the event)')
    .addOption(
      new Option('--fail-on <severity>', 'lowest severity that fails').choices(['error', 'warning', 'info', 'none']),
    )
    .option('--threshold <score>', `score from 0 to 100 that passes${orCi('threshold', THRESHOLD)}`, wholeTo(100))
    .option('--format <list>', `how to print or write, by commas: ${FORMATS.join(', ')}`, formats)
    .option('--output <dir>', 'folder to write the results into; one format is printed without it')
    .option(
      '--timeout <seconds>',
      `time after which to end with what there is${orCi('timeout', TIMEOUT_S)}`,
      wholeTo(MAX_TIMEOUT_S),
    )
    .option(
      '--max-files <n>',
      `changed files from which everything is looked at${orCi('max_files', MAX_FILES)}`,
      wholeTo(1_000_000),
    )
    .option('--changed-files <file>', 'a list of changed files, one a line, instead of asking git')
    .option('--policy <policy>', 'fail by the gates of this policy too: its name or file (default: ci.gate_policy)')
    .option('--no-gates', 'judge no gates')
    .option('--skip <list>', `passes to leave out, by commas: ${OPTIONAL_PASSES.join(', ')}`, passes)
    .option('--allow-untrusted', 'run in pull_request_target')
    .option('--dry-run', 'keep nothing between runs and record nothing')
    .action(async (o: AnalyzeFlags, c: Command) => {
      const begun = begin(c, []);
      if (begun === null) return;
      if (o.output === undefined && (o.format?.length ?? 0) > 1) {
        begun.terminal.complain('drift: several formats need a folder: --output <dir>\n');
        process.exitCode = 2;
        return;
      }
      const start: StartEngine = async (base) => engineOf(await begun.start(initOf(base, o.dryRun === true)), begun);
      process.exitCode = await analyze(worldOf(begun, elapsed, start), {
        mode: o.mode,
        base: o.base,
        failOn: o.failOn,
        threshold: o.threshold,
        maxFiles: o.maxFiles,
        timeoutMs: o.timeout === undefined ? undefined : o.timeout * 1_000,
        changedFiles: o.changedFiles === undefined ? undefined : resolve(process.cwd(), o.changedFiles),
        skipped: o.skip ?? [],
        allowUntrusted: o.allowUntrusted === true,
        policy: o.policy,
        gates: o.gates,
        formats: o.format,
        output: o.output === undefined ? undefined : resolve(process.cwd(), o.output),
      });
    });
}

/** Where a number comes from that is not given. */
function orCi(name: string, fallback: number): string {
  return ` (default: ci.${name}, ${fallback})`;
}

function initOf(base: string | undefined, isDry: boolean) {
  return { onlyReports: true, ...(base === undefined ? {} : { base }), ...(isDry ? { cache: false } : {}) };
}

function notStarted(): Promise<Engine> {
  return Promise.reject(new Error('this verb asks no server'));
}

const renderedSchema = reportAnswerSchema.extend({ text: z.string() });

function engineOf(client: Client, { terminal }: Begun): Engine {
  return {
    checkout: (bases) => client.ask(Method.checkout, { bases }, checkoutAnswerSchema),
    report: async (wanted) => {
      const answer = await client.ask(Method.report, wanted, reportAnswerSchema);
      terminal.clearProgress();
      return answer;
    },
    render: async (wanted, format) =>
      (await client.ask(Method.render, { ...wanted, format, command: 'ci' }, renderedSchema)).text,
    close: () => client.close(),
    kill: () => client.kill(),
  };
}

function worldOf(begun: Begun, elapsed: () => number, start: StartEngine): World {
  const { terminal, target } = begun;
  return {
    env: process.env,
    files: FILES,
    network: { fetch: (url, init) => fetch(url, init), sleep: (ms) => sleep(ms) },
    start,
    root: target.root,
    version: VERSION,
    print: terminal.printExact,
    complain: terminal.complain,
    within,
    elapsed,
  };
}

const FILES: Files = {
  read: (path) => (existsSync(path) ? readFileSync(path, 'utf8') : null),
  write: (path, text) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  },
  append: (path, text) => appendFileSync(path, text),
  exists: existsSync,
};

async function within<T>(ms: number, work: Promise<T>): Promise<{ readonly value: T } | null> {
  const over = new AbortController();
  const late = sleep(ms, null, { signal: over.signal }).catch(() => null);
  try {
    return await Promise.race([work.then((value) => ({ value })), late]);
  } finally {
    over.abort();
  }
}

function wholeTo(most: number): (text: string) => number {
  return (text) => {
    if (!/^\d{1,7}$/.test(text) || Number(text) > most)
      throw new InvalidArgumentError(`must be a whole number from 0 to ${most}`);
    return Number(text);
  };
}

function formats(text: string): readonly string[] {
  return listOf(text, FORMATS);
}

function passes(text: string): readonly PassName[] {
  const names = listOf(text, OPTIONAL_PASSES);
  return OPTIONAL_PASSES.filter((p) => names.includes(p));
}

function listOf(text: string, known: readonly string[]): readonly string[] {
  const names = text.split(',').filter((name) => name !== '');
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined || names.length === 0)
    throw new InvalidArgumentError(`${unknown ?? 'nothing'} is none of: ${known.join(', ')}`);
  return names;
}
