import { execFile, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { removeFolder } from './remove-folder.mjs';
import { runInResident } from './resident.ts';

const DRIFT = fileURLToPath(new URL('../../server/bin/drift.js', import.meta.url));

/** The account that owns nothing. */
const NOBODY = 65_534;

/** A project folder of its own, removed by `remove`. */
export class TemporaryProject {
  readonly root: string;

  constructor(files: Readonly<Record<string, string>> = {}) {
    this.root = realpathSync(mkdtempSync(join(tmpdir(), 'drift-test-')));
    for (const [path, text] of Object.entries(files)) this.write(path, text);
  }

  write(path: string, content: string | Uint8Array): void {
    const full = join(this.root, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, content);
  }

  /** Runs git in the project with a fixed identity. */
  git(...args: string[]): string {
    const identity = [
      '-c',
      'user.name=test',
      '-c',
      'user.email=test@example.invalid',
      '-c',
      'init.defaultBranch=main',
      '-c',
      'commit.gpgsign=false',
    ];
    const { code, stdout, stderr } = runInResident(this.root, [...identity, ...args], process.env, 'git');
    if (code !== 0) throw new Error(`git ${args.join(' ')} ended with ${code}: ${stderr}`);
    return stdout;
  }

  commitAll(): void {
    this.git('init', '-q');
    this.git('add', '-A');
    this.git('commit', '-qm', 'base');
  }

  /** Runs a line in the system's shell, which finds the built `drift` as `$DRIFT` and Node.js as `$NODE`. */
  shell(line: string): Run {
    const done = spawnSync('sh', ['-c', line], {
      cwd: this.root,
      encoding: 'utf8',
      env: { ...process.env, DRIFT, NODE: process.execPath },
    });
    return { code: done.status ?? -1, stdout: done.stdout, stderr: done.stderr };
  }

  /** Runs the built `drift` in the project as somebody whom the permissions of files hold for. */
  unprivileged(args: readonly string[]): Run {
    chmodSync(this.root, 0o755);
    const done = spawnSync(process.execPath, [DRIFT, ...args], {
      cwd: this.root,
      encoding: 'utf8',
      ...(process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}),
    });
    return { code: done.status ?? -1, stdout: done.stdout, stderr: done.stderr };
  }

  remove(): void {
    removeFolder(this.root);
  }
}

/** What one run of the command line printed. */
export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built `drift` in a folder, in a process that is used again: what Node.js does before and after is not tested. */
export function drift(cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Run {
  if ('NODE_OPTIONS' in env) throw new Error('switches of Node.js need a process of their own: driftProcess');
  return runInResident(cwd, args, { ...process.env, ...env });
}

/** Runs the built `drift` in a folder as a person does: in processes of its own. */
export function driftProcess(cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Run {
  const done = spawnSync(process.execPath, [DRIFT, ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 256 * 1024 * 1024,
  });
  return { code: done.status ?? -1, stdout: done.stdout, stderr: done.stderr };
}

/** Starts the built `drift` in a folder, beside whatever else happens. */
export function driftBeside(
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Run> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [DRIFT, ...args],
      { cwd, encoding: 'utf8', env: { ...process.env, ...env } },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
        resolve({ code, stdout, stderr });
      },
    );
  });
}

/** Turns every rule on, whatever its maturity. */
export const ALL_RULES = ['--set', 'analysis.incubating=all'] as const;

/** Runs the built `drift` with every rule on. */
export function driftAll(cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Run {
  return drift(cwd, [...args, ...ALL_RULES], env);
}
