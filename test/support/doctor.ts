import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { doctorCheckSchema } from '@drift/shared';
import { z } from 'zod';
import { MIGRATIONS } from '../../server/src/store/database/schema.ts';
import { drift, type Run } from './temporary-project.ts';

const SERVER = fileURLToPath(new URL('../../server', import.meta.url));

const answerSchema = z.object({ checks: z.array(doctorCheckSchema), durationMs: z.number() });

/** What one run of the doctor said. */
export interface Examined {
  readonly code: number;
  readonly stderr: string;
  /** Checks by id. */
  readonly checks: ReadonlyMap<string, z.infer<typeof doctorCheckSchema>>;
}

/** A copy of the built program, to be damaged. */
export class Installation {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'drift-installed-')));

  constructor() {
    for (const part of ['bin', 'dist', 'package.json'])
      cpSync(join(SERVER, part), join(this.folder, part), { recursive: true });
  }

  /** Takes a file of the program away. */
  without(path: string): void {
    rmSync(join(this.folder, path));
  }

  /** Puts another file in its place. */
  replace(path: string, text: string): void {
    writeFileSync(join(this.folder, path), text);
  }

  /** Makes it a later Drift, whose schema has one step more. */
  newerSchema(): void {
    const path = join(this.folder, 'dist/database.bundle.cjs');
    const text = readFileSync(path, 'utf8');
    const step = `{ version: ${MIGRATIONS.length + 1}, name: "later", sql: "CREATE TABLE later (id INTEGER) STRICT;" }`;
    const changed = text.replace(/(MIGRATIONS\s*=\s*\[[^\]]*\})/, `$1, ${step}`);
    if (changed === text) throw new Error('the steps of the schema were not found');
    writeFileSync(path, changed);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** How a run of the doctor differs from the usual one. */
export interface DoctorRun {
  readonly args?: readonly string[];
  readonly installation?: Installation;
  /** The version that Node.js says it has. */
  readonly node?: string;
}

/** Runs any verb of the program as `DoctorRun` says; in a process of its own where that is not the usual program. */
export function runAs(cwd: string, args: readonly string[], { installation, node }: DoctorRun): Run {
  if (installation === undefined && node === undefined) return drift(cwd, args);
  const script = join(installation?.folder ?? SERVER, 'bin/drift.js');
  const before = node === undefined ? [] : ['--require', fakeNode(cwd, node)];
  const done = spawnSync(process.execPath, [...before, script, ...args], { cwd, encoding: 'utf8' });
  return { code: done.status ?? -1, stdout: done.stdout, stderr: done.stderr };
}

/** Runs `drift doctor --json`. */
export function examine(cwd: string, run: DoctorRun = {}): Examined {
  const done = runAs(cwd, ['doctor', '--json', ...(run.args ?? [])], run);
  const { checks } = answerSchema.parse(JSON.parse(done.stdout));
  return { code: done.code, stderr: done.stderr, checks: new Map(checks.map((c) => [c.id, c])) };
}

function fakeNode(cwd: string, version: string): string {
  const file = join(cwd, '.fake-node.cjs');
  const versions = `{ ...process.versions, node: ${JSON.stringify(version)} }`;
  writeFileSync(file, `Object.defineProperty(process, 'versions', { value: ${versions} });\n`);
  return file;
}
