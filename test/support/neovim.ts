import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { removeFolder } from './remove-folder.mjs';

/** The folder of the plugin. */
export const CLIENT = fileURLToPath(new URL('../../client-neovim', import.meta.url));

/** The program that users call `drift`. */
export const DRIFT = fileURLToPath(new URL('../../server/bin/drift.js', import.meta.url));

/** Longest time that one script may take. */
const DEADLINE_MS = 180_000;

/** A Neovim to test with. */
export interface Neovim {
  readonly program: string;
  /** Such as `0.7.2`. */
  readonly version: string;
}

/** One start of a Neovim. */
export interface NeovimRun {
  /** Name of a script in `client-neovim/tests`, without its ending. */
  readonly script: string;
  /** Folder it is started in. */
  readonly root: string;
  readonly args?: unknown;
  /** Options for `setup()`; `false` does not call it. */
  readonly setup?: unknown;
  readonly files?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const answerSchema = z.union([
  z.object({ result: z.unknown() }),
  z.object({ failure: z.string(), messages: z.string(), told: z.unknown() }),
]);

/** The `nvim` on the path, and those that `DRIFT_NEOVIMS` lists. One that does not start is an error, never left out. */
export function neovims(): readonly Neovim[] {
  const more = (process.env['DRIFT_NEOVIMS'] ?? '').split(':').filter((p) => p !== '');
  return ['nvim', ...more].map((program) => {
    const { stdout, error } = spawnSync(program, ['--version'], { encoding: 'utf8' });
    const version = /NVIM v(\d+\.\d+\.\d+)/.exec(stdout ?? '')?.[1];
    if (version === undefined) {
      throw new Error(
        `${program} does not start (${error?.message ?? stdout}). These tests need Neovim: install neovim`,
      );
    }
    return { program, version };
  });
}

/** Runs a script in a Neovim that nobody sees, and gives what the script returns. */
export async function inNeovim<S extends z.ZodType>(neovim: Neovim, run: NeovimRun, schema: S): Promise<z.output<S>> {
  const home = mkdtempSync(join(tmpdir(), 'drift-nvim-'));
  const out = join(home, 'out.json');
  const test = { script: run.script, out, args: run.args ?? {}, setup: run.setup ?? {} };
  const env = {
    ...process.env,
    DRIFT_LSP: DRIFT,
    HOME: home,
    XDG_CONFIG_HOME: home,
    XDG_DATA_HOME: home,
    XDG_STATE_HOME: home,
    XDG_CACHE_HOME: home,
    XDG_RUNTIME_DIR: home,
    ...run.env,
    DRIFT_TEST: JSON.stringify(test),
  };
  const args = ['--headless', '-n', '-i', 'NONE', '-u', join(CLIENT, 'tests/init.lua'), ...(run.files ?? [])];
  const child = spawn(neovim.program, args, { cwd: run.root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const printed: string[] = [];
  child.stdout.on('data', (chunk) => printed.push(String(chunk)));
  child.stderr.on('data', (chunk) => printed.push(String(chunk)));
  const timer = setTimeout(() => child.kill('SIGKILL'), DEADLINE_MS);
  await new Promise((resolve) => child.on('close', resolve));
  clearTimeout(timer);
  try {
    const answer = answerSchema.parse(JSON.parse(readFileSync(out, 'utf8')));
    if ('failure' in answer) throw new Error(`${run.script}: ${answer.failure}\n${answer.messages}`);
    return schema.parse(answer.result);
  } catch (error) {
    throw new Error(`Neovim ${neovim.version} printed: ${printed.join('')}`, { cause: error });
  } finally {
    removeFolder(home);
  }
}
