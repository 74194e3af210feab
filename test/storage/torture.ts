import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { createNodeHost } from '../../server/src/host/node-host.ts';
import { listBackups } from '../../server/src/store/database/backup-list.ts';
import { verifyBackup } from '../../server/src/store/database/backups.ts';
import { Database } from '../../server/src/store/database/database.ts';
import { Inspector } from '../../server/src/store/database/inspector.ts';
import { Random } from '../support/random.ts';

/** What came of some rounds; `wrong` is empty where nothing is. */
export interface Tortured {
  readonly rounds: number;
  readonly decisions: number;
  /** Milliseconds from the start of the process that followed to its first write, the longest. */
  readonly recoveredMs: number;
  /** Kills that met a file half put in place. */
  readonly inTheMiddle: number;
  readonly wrong: readonly string[];
}

/** Longest time after a word of it at which a process is killed. */
const LONGEST_MS = 400;

/** Kills a process that uses the database at moments that a seed chooses, and looks each time at what it left. */
export async function killRounds(options: {
  readonly rounds: number;
  readonly seed: number;
  readonly checkout: string;
  /** `backup`: what is killed makes backups and restores them. */
  readonly mode?: 'plain' | 'backup';
}): Promise<Tortured> {
  const { rounds, seed, checkout, mode = 'plain' } = options;
  const random = new Random(seed);
  const root = mkdtempSync(join(tmpdir(), 'drift-torture-'));
  mkdirSync(join(root, '.drift'));
  const script = join(checkout, 'server/dist/database.cjs');
  const child = join(root, 'child.mjs');
  await build({
    entryPoints: [join(checkout, 'test/storage/torture-child.ts')],
    outfile: child,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  const acknowledged: string[] = [];
  const wrong: string[] = [];
  let recoveredMs = 0;
  let inTheMiddle = 0;
  for (let round = 0; round < rounds; round++) {
    // Sometimes while it opens, mostly while it writes and saves.
    const killAfter = { word: round % 4 === 0 ? 'started' : 'recorded', ms: random.below(LONGEST_MS) };
    const run = await oneLife(child, [root, script, String(round), mode], killAfter);
    acknowledged.push(...run.decided);
    wrong.push(...run.problems.map((p) => `round ${round}: ${p}`));
    if (run.firstWriteMs !== null) recoveredMs = Math.max(recoveredMs, run.firstWriteMs);
    if (readdirSync(join(root, '.drift')).some((n) => n.endsWith('.tmp') || n.endsWith('.next'))) inTheMiddle++;
    wrong.push(...(await lookAt(root, script, acknowledged)).map((w) => `round ${round}: ${w}`));
    wrong.push(...(await lookAtBackups(root, script)).map((w) => `round ${round}: ${w}`));
  }
  rmSync(root, { recursive: true, force: true });
  return { rounds, decisions: acknowledged.length, recoveredMs, inTheMiddle, wrong };
}

interface Life {
  readonly decided: string[];
  readonly problems: string[];
  firstWriteMs: number | null;
}

function oneLife(
  child: string,
  args: readonly string[],
  killAfter: { readonly word: string; readonly ms: number },
): Promise<Life> {
  const life: Life = { decided: [], problems: [], firstWriteMs: null };
  const process_ = spawn(process.execPath, [child, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let started = 0;
  let rest = '';
  process_.stdout.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString('utf8')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const [word = '', ...more] = line.split(' ');
      if (word === 'started') started = performance.now();
      if (word === killAfter.word) setTimeout(() => process_.kill('SIGKILL'), killAfter.ms);
      if (word === 'started') continue;
      if (word === 'decided') life.decided.push(more.join(' '));
      else if (word === 'recorded') life.firstWriteMs = performance.now() - started;
      else {
        life.problems.push(line);
        process_.kill('SIGKILL');
      }
    }
  });
  return new Promise((resolve) => process_.on('close', () => resolve(life)));
}

/** What is wrong with what lies on the disk. */
async function lookAt(root: string, script: string, acknowledged: readonly string[]): Promise<string[]> {
  const wrong: string[] = [];
  const database = new Database({
    host: createNodeHost(),
    root,
    script,
    command: 'look',
    onProblem: (problem) => wrong.push(`${problem.code} ${problem.message}`),
  });
  if (!(await database.willWrite())) wrong.push(`cannot be written: ${database.state.reason}`);
  const integrity = await database.integrity('full');
  wrong.push(...(integrity.ok ? integrity.value.faults : integrity.problems.map((p) => p.message)));
  const known = new Set<string>();
  for (let cursor: string | undefined; ; ) {
    const page = await database.query('decisions', { limit: 500, ...(cursor === undefined ? {} : { cursor }) });
    if (!page.ok) {
      wrong.push(page.problems[0]?.message ?? 'no answer');
      break;
    }
    for (const { reason } of page.value.items) known.add(reason);
    cursor = page.value.nextCursor;
    if (cursor === undefined) break;
  }
  await database.close();
  wrong.push(
    ...readdirSync(join(root, '.drift'))
      .filter((n) => n.endsWith('.tmp') || n.startsWith('drift.db.holder'))
      .map((n) => `left lying: ${n}`),
  );
  wrong.push(...acknowledged.filter((reason) => !known.has(reason)).map((reason) => `lost ${reason}`));
  return wrong;
}

/** What is wrong with the backups that are listed: each of them must be whole. */
async function lookAtBackups(root: string, script: string): Promise<string[]> {
  const host = createNodeHost();
  const inspector = new Inspector(host, script);
  const { backups, broken } = await listBackups(host, root);
  const wrong = broken.map((b) => `${b.path}: ${b.why}`);
  for (const backup of backups) {
    const { fault } = await verifyBackup({ root, inspect: inspector.inspect }, backup, true);
    if (fault !== '') wrong.push(`${backup.id}: ${fault}`);
  }
  await inspector.close();
  return wrong;
}

/** The checkout that this file lies in, where it is not bundled. */
export const CHECKOUT = fileURLToPath(new URL('../../', import.meta.url));
