import { spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import type { Problem, Result } from '@drift/shared';
import type { ProcessOutput, RunOptions } from './host.ts';
import { isInside } from './paths.ts';

const DEFAULT_TIMEOUT_MS = 30_000;
const DEFAULT_MAX_BYTES = 64 * 1024 * 1024;
const MAX_STDERR_CHARACTERS = 16_384;

/** Runs a program of the search path without a shell, bounded in time and output; see `Host.run`. */
export async function runProcess(
  program: string,
  args: readonly string[],
  options: RunOptions,
): Promise<Result<ProcessOutput>> {
  const path = await findProgram(program, options.cwd);
  if (path === null) return failed(`${program} is not on the search path`);
  return await new Promise((settle) => {
    try {
      start(path, args, options, settle);
    } catch (error) {
      settle(failed(`${program} could not be started: ${String(error)}`));
    }
  });
}

function start(
  path: string,
  args: readonly string[],
  options: RunOptions,
  settle: (result: Result<ProcessOutput>) => void,
): void {
  const maxBytes = options.maxBytes ?? DEFAULT_MAX_BYTES;
  const child = spawn(path, [...args], { cwd: options.cwd, env: childEnvironment(), shell: false, windowsHide: true });
  const chunks: Uint8Array[] = [];
  let size = 0;
  let stderr = '';
  let stopped: string | null = null;
  const stop = (why: string): void => {
    stopped ??= why;
    child.kill('SIGKILL');
  };
  const timer = setTimeout(() => stop('took too long'), options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  child.stdout.on('data', (chunk: Uint8Array) => {
    size += chunk.length;
    if (size > maxBytes) stop('printed too much');
    else chunks.push(chunk);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    if (stderr.length < MAX_STDERR_CHARACTERS) stderr += text;
  });
  child.on('error', (error) => {
    stopped ??= `could not be started: ${error.message}`;
    clearTimeout(timer);
    settle(failed(`${path} ${stopped}`));
  });
  child.on('close', (code, signal) => {
    clearTimeout(timer);
    if (stopped !== null) settle(failed(`${path} ${stopped}`));
    else if (code === null) settle(failed(`${path} was ended by ${signal ?? 'a signal'}`));
    else settle({ ok: true, value: { code, stdout: Buffer.concat(chunks), stderr } });
  });
  // A child that exits without reading its input closes the pipe; its exit code tells the story.
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
}

/**
 * The absolute path of a program. Relative entries of the search path, entries below the working directory and
 * `node_modules` folders are passed over: a repository must not be able to supply the program.
 */
async function findProgram(program: string, cwd: string): Promise<string | null> {
  const names = process.platform === 'win32' ? [`${program}.exe`] : [program];
  for (const directory of (process.env['PATH'] ?? '').split(delimiter)) {
    if (!isAbsolute(directory) || isInside(cwd, directory) || /[\\/]node_modules[\\/]/.test(directory)) continue;
    for (const name of names) {
      const path = join(directory, name);
      const found = await access(path, constants.X_OK).then(
        () => true,
        () => false,
      );
      if (found) return path;
    }
  }
  return null;
}

/**
 * This process's environment with English messages and without anything that redirects git: only the index of a
 * commit in progress is passed on, because a pre-commit check is about that index. No network, no prompt.
 */
function childEnvironment(): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && (!name.startsWith('GIT_') || name === 'GIT_INDEX_FILE')) result[name] = value;
  }
  result['LC_ALL'] = 'C';
  result['GIT_OPTIONAL_LOCKS'] = '0';
  result['GIT_TERMINAL_PROMPT'] = '0';
  result['GIT_NO_LAZY_FETCH'] = '1';
  result['GIT_ALLOW_PROTOCOL'] = 'none';
  return result;
}

function failed(message: string): { readonly ok: false; readonly problems: readonly Problem[] } {
  return { ok: false, problems: [{ code: 'WORKER_ERROR', message }] };
}
