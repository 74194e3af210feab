import { execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { removeFolder } from './remove-folder.mjs';

const SCRIPT = fileURLToPath(new URL('resident.mjs', import.meta.url));
const LINE_FEED = 0x0a;
const CHUNK_BYTES = 65_536;

const answerSchema = z.object({ code: z.number(), stdout: z.string(), stderr: z.string(), isLast: z.boolean() });

/** A process that runs the built `drift` again and again, and waits meanwhile; see `resident.mjs`. */
class Resident {
  private readonly requests: number;
  private readonly answers: number;

  constructor() {
    const folder = mkdtempSync(join(tmpdir(), 'drift-resident-'));
    const [requests, answers] = [join(folder, 'requests'), join(folder, 'answers')];
    execFileSync('mkfifo', [requests, answers]);
    // One that cannot start must not be waited for: its pipes are opened and closed in its place.
    const line = '"$0" "$@" || { : > "$3"; : < "$2"; } 2>&-';
    const started = ['-c', line, process.execPath, SCRIPT, requests, answers];
    spawn('sh', started, { stdio: ['ignore', 'ignore', 'inherit'] }).unref();
    // Opened in the order the other side does; each waits for the other.
    this.answers = openSync(answers, 'r');
    this.requests = openSync(requests, 'w');
    removeFolder(folder);
  }

  /** Blocks until the run has ended, as `spawnSync` does. */
  run(request: object): z.output<typeof answerSchema> {
    writeSync(this.requests, `${JSON.stringify(request)}\n`);
    const chunks: Buffer[] = [];
    for (;;) {
      const chunk = Buffer.alloc(CHUNK_BYTES);
      const length = readSync(this.answers, chunk);
      if (length === 0) throw new Error(`what runs drift for the tests ended at ${JSON.stringify(request)}`);
      chunks.push(chunk.subarray(0, length));
      if (chunk[length - 1] === LINE_FEED)
        return answerSchema.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
    }
  }

  close(): void {
    closeSync(this.requests);
    closeSync(this.answers);
  }
}

let resident: Resident | null = null;

/** Runs the built `drift` (or another program) in a folder, by a process that outlives the run. */
export function runInResident(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv, program?: string) {
  resident ??= new Resident();
  const { isLast, ...run } = resident.run({ cwd, args, env, program });
  if (isLast) {
    resident.close();
    resident = null;
  }
  return run;
}
