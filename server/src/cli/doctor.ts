import { type DoctorCheck, displayText, Method, type WsDoctorAnswer, wsDoctorAnswerSchema } from '@drift/shared';
import picocolors from 'picocolors';
import type { Client } from './client.ts';
import { printJson } from './conventions.ts';
import { flagsHold } from './settings-hold.ts';
import type { Terminal } from './terminal.ts';

/** What a check could not do without. */
const OLDEST_NODE = 20;
/** A server that takes longer than this to answer is told of. */
const SLOW_START_MS = 2_000;
const EXIT_ERROR = 1;
const EXIT_CANNOT_RUN = 2;

/** How the doctor was asked. */
export interface DoctorOptions {
  readonly thorough: boolean;
  readonly fix: boolean;
  readonly json: boolean;
  /** Version of the Node.js that runs this. */
  readonly node: string;
  /** Starts the server; rejects where that fails. */
  readonly start: () => Promise<Client>;
  readonly elapsed: () => number;
}

/**
 * `drift doctor`: looks at everything Drift needs. 0 where nothing keeps it from working, 1 where something
 * does, 2 where what `--set` says cannot be used.
 */
export async function doctor(terminal: Terminal, options: DoctorOptions): Promise<number> {
  const began = options.elapsed();
  const server = await askServer(terminal, options);
  terminal.clearProgress();
  if (server === null) return EXIT_CANNOT_RUN;
  const checks = [nodeCheck(options.node), server.check, ...server.checks];
  const durationMs = Math.round(options.elapsed() - began);
  if (options.json) printJson(terminal, { checks, durationMs });
  else for (const line of lines(checks, durationMs, terminal.color)) terminal.print(`${line}\n`);
  return checks.some((c) => c.status === 'error') ? EXIT_ERROR : 0;
}

function nodeCheck(version: string): DoctorCheck {
  const isOld = Number(version.split('.')[0]) < OLDEST_NODE;
  return isOld
    ? {
        id: 'node',
        status: 'error',
        message: `this is Node.js ${version}; Drift needs ${OLDEST_NODE} or newer`,
        fix: 'Install a newer Node.js, or run Drift with it.',
      }
    : { id: 'node', status: 'ok', message: `Node.js ${version}` };
}

/** `null` where the doctor was asked under settings that cannot be: what it would find is not what was meant. */
async function askServer(
  terminal: Terminal,
  options: DoctorOptions,
): Promise<{ readonly check: DoctorCheck; readonly checks: WsDoctorAnswer['checks'] } | null> {
  const began = options.elapsed();
  let client: Client | null = null;
  try {
    client = await options.start();
    const took = Math.round(options.elapsed() - began);
    if (!(await flagsHold(client, terminal))) return null;
    const { thorough, fix } = options;
    const { checks } = await client.ask(Method.wsDoctor, { thorough, fix }, wsDoctorAnswerSchema);
    return { check: startCheck(took), checks };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const fix = 'Run `drift lsp` by hand to see why, and install Drift again if its files are damaged.';
    return { check: { id: 'server', status: 'error', message, fix }, checks: [] };
  } finally {
    await client?.close();
  }
}

function startCheck(took: number): DoctorCheck {
  const told = `the server starts and answers within ${(took / 1_000).toFixed(1)} s`;
  return took <= SLOW_START_MS
    ? { id: 'server', status: 'ok', message: told }
    : {
        id: 'server',
        status: 'warn',
        message: `${told}, more than ${SLOW_START_MS / 1_000} s`,
        fix: 'Look for what slows this machine down: a virus scanner, a network disk, or other work.',
      };
}

function lines(checks: readonly DoctorCheck[], durationMs: number, color: boolean): string[] {
  const { bold, green, red, yellow } = picocolors.createColors(color);
  const paint = { ok: green, warn: yellow, error: red } as const;
  const width = Math.max(...checks.map((c) => c.id.length));
  const out = checks.flatMap((c) => [
    `${paint[c.status](c.status.padEnd(5))}  ${bold(c.id.padEnd(width))}  ${displayText(c.message)}`,
    ...(c.mended === undefined ? [] : [`${' '.repeat(width + 9)}mended: ${displayText(c.mended)}`]),
    ...(c.status === 'ok' || c.fix === undefined ? [] : [`${' '.repeat(width + 9)}fix: ${displayText(c.fix)}`]),
  ]);
  const count = (status: DoctorCheck['status']): number => checks.filter((c) => c.status === status).length;
  const sum = `${count('ok')} ok, ${count('warn')} to know, ${count('error')} wrong (${(durationMs / 1_000).toFixed(1)} s)`;
  return [...out, '', sum];
}
