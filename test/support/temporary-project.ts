import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const DRIFT = fileURLToPath(new URL('../../server/bin/drift.js', import.meta.url));

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
    return execFileSync('git', [...identity, ...args], {
      cwd: this.root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  commitAll(): void {
    this.git('init', '-q');
    this.git('add', '-A');
    this.git('commit', '-qm', 'base');
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** What one run of the command line printed. */
export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built `drift` in a folder. */
export function drift(cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Run {
  try {
    const stdout = execFileSync(process.execPath, [DRIFT, ...args], {
      cwd,
      encoding: 'utf8',
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 256 * 1024 * 1024,
    });
    return { code: 0, stdout, stderr: '' };
  } catch (error) {
    if (typeof error !== 'object' || error === null) throw error;
    const of = (key: string): unknown => Reflect.get(error, key);
    const code = of('status');
    return { code: typeof code === 'number' ? code : -1, stdout: String(of('stdout')), stderr: String(of('stderr')) };
  }
}
