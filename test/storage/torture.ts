import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createNodeHost } from '../../server/src/host/node-host.ts';
import { listBackups } from '../../server/src/store/database/backup-list.ts';
import { BACKUP_FOLDER, isUnfinished } from '../../server/src/store/database/backup-names.ts';
import { LEFTOVER_MS } from '../../server/src/store/database/backups.ts';
import { Database } from '../../server/src/store/database/database.ts';
import { Random } from '../support/random.ts';
import { knownDecisions } from './known-decisions.ts';
import { rowsIn } from './recorded.ts';
import { type Bundles, bundlesIn, NEW_SCHEMA, OLD_SCHEMA } from './torture-bundles.ts';
import { type Killing, type Life, oneLife } from './torture-life.ts';
import { OPERATIONS, type Operation, type Task } from './torture-words.ts';

/** What came of the kills of one operation. */
export interface Kills {
  kills: number;
  /** Those after it had begun and before it was done. */
  inside: number;
  /** Those that left a file, or a backup, half put in place. */
  halfPlaced: number;
  /** Milliseconds that it took where nobody disturbed it: the longest. */
  tookMs: number;
  /** Milliseconds from the start of the process that followed to its first write: the longest. */
  recoveredMs: number;
}

/** What came of some rounds; `wrong` is empty where nothing is. */
export interface Tortured {
  readonly decisions: number;
  readonly by: ReadonlyMap<Operation | 'open', Kills>;
  readonly wrong: readonly string[];
}

interface Torture {
  readonly root: string;
  readonly bundles: Bundles;
  readonly random: Random;
  readonly acknowledged: string[];
  readonly wrong: string[];
  readonly by: Map<Operation | 'open', Kills>;
  /** What was killed last where the database of the torture lies. */
  killed: Kills | null;
  openMs: number;
}

/**
 * Kills a process that uses the database in the middle of an operation, at a moment that a seed chooses, and lets another
 * one take over and look whether anything is wrong. Each round is one of the operations in turn.
 */
export async function killRounds(rounds: number, seed: number): Promise<Tortured> {
  const folder = mkdtempSync(join(tmpdir(), 'drift-torture-'));
  const root = join(folder, 'root');
  mkdirSync(join(root, '.drift'), { recursive: true });
  const none = (): Kills => ({ kills: 0, inside: 0, halfPlaced: 0, tookMs: 0, recoveredMs: 0 });
  const torture: Torture = {
    root,
    bundles: await bundlesIn(folder),
    random: new Random(seed),
    acknowledged: [],
    wrong: [],
    by: new Map([...OPERATIONS, 'open' as const].map((o) => [o, none()])),
    killed: null,
    openMs: 0,
  };
  await live(torture, 'finish', 0, null);
  for (let round = 1; round <= rounds; round++) {
    const operation = OPERATIONS[(round - 1) % OPERATIONS.length] ?? 'save';
    // Also the process that takes over is killed now and then, before it has said that it did.
    if (operation === 'save') await live(torture, 'open', round, { at: torture.random.next(), ms: torture.openMs });
    if (operation === 'migrate') await migrateCopy(torture, round);
    else await live(torture, operation, round, { at: torture.random.next() });
  }
  await live(torture, 'finish', rounds + 1, null);
  torture.wrong.push(...leftIn(root).map((name) => `left at the end: ${name}`));
  rmSync(folder, { recursive: true, force: true });
  return { decisions: torture.acknowledged.length, by: torture.by, wrong: torture.wrong };
}

/** A process over the database of the torture. */
async function live(torture: Torture, what: Operation | 'open' | 'finish', round: number, killing: Killing) {
  const { root, bundles, by } = torture;
  const task: Task = what === 'open' ? 'finish' : what;
  const life = await oneLife(bundles.child, { root, script: bundles.thread, round, task }, killing);
  takeOver(torture, life, { round: `round ${round}, ${what}`, after: torture.killed, known: torture.acknowledged });
  torture.acknowledged.push(...life.decided);
  if (life.recoveredMs !== null) torture.openMs = life.recoveredMs;
  torture.killed = what === 'finish' ? null : (by.get(what) ?? null);
  count(torture.killed, life, what === 'open' ? life.recoveredMs === null : life.begun > life.ended, root);
}

/** What a process that took over found. */
function takeOver(
  { wrong }: Torture,
  life: Life,
  told: { readonly round: string; readonly after: Kills | null; readonly known: readonly string[] },
): void {
  wrong.push(...life.problems.map((p) => `${told.round}: ${p}`));
  if (told.after !== null) told.after.recoveredMs = Math.max(told.after.recoveredMs, life.recoveredMs ?? 0);
  if (life.known === null) return;
  const known = new Set(life.known);
  wrong.push(...told.known.filter((r) => !known.has(r)).map((r) => `${told.round}: lost ${r}`));
}

/** Counts a kill, and what it left. */
function count(kills: Kills | null, life: Life, isInside: boolean, root: string): void {
  if (kills === null) return;
  kills.kills++;
  if (isInside) kills.inside++;
  if (leftIn(root).some((n) => /\.(?:tmp|next)$/.test(n) || ageUnfinished(root, n))) kills.halfPlaced++;
  kills.tookMs = Math.max(kills.tookMs, life.tookMs ?? 0);
}

/** What lies in a root that an orderly end does not leave there. */
function leftIn(root: string): string[] {
  const names = (folder: string): string[] => {
    try {
      return readdirSync(join(root, folder));
    } catch {
      return [];
    }
  };
  const ordinary = /^drift\.db(?:\.prev|\.journal.*)?$/;
  return [...names('.drift').filter((n) => !ordinary.test(n)), ...names(BACKUP_FOLDER).filter(isUnfinished)];
}

/** Lets an unfinished backup look so old that the next one takes it away; false for what is none. */
function ageUnfinished(root: string, name: string): boolean {
  if (!isUnfinished(name)) return false;
  const then = (Date.now() - 2 * LEFTOVER_MS) / 1_000;
  utimesSync(join(root, BACKUP_FOLDER, name), then, then);
  return true;
}

/**
 * A Drift with one step more brings a copy of the database, as it lies there after the kill before, to its schema and is
 * killed meanwhile. Then this Drift reads what it left, and the other one takes over.
 */
async function migrateCopy(torture: Torture, round: number): Promise<void> {
  const { bundles, random, by, wrong } = torture;
  const root = `${torture.root}-${round}`;
  for (const copy of [root, `${root}-again`])
    cpSync(join(torture.root, '.drift'), join(copy, '.drift'), { recursive: true });
  const args = { root, script: bundles.nextThread, round };
  const killed = await oneLife(bundles.child, { ...args, task: 'migrate' }, { at: random.next() });
  const known = [...torture.acknowledged, ...killed.decided];
  const kills = by.get('migrate') ?? null;
  const name = `round ${round}, migrate`;
  takeOver(torture, killed, { round: name, after: null, known });
  count(kills, killed, killed.begun > killed.ended, root);
  wrong.push(...(await faultsOfMigrated(root, bundles.thread, known)).map((w) => `${name}: ${w}`));
  const after = await oneLife(bundles.child, { ...args, task: 'finish' }, null);
  takeOver(torture, after, { round: `${name}, the next`, after: kills, known });
  const rows = await rowsIn(
    root,
    'SELECT (SELECT count(*) FROM findings) AS findings, (SELECT count(*) FROM finding_lines) AS lines',
  );
  if (rows.length !== 1 || rows[0]?.['findings'] !== rows[0]?.['lines'] || rows[0]?.['lines'] === 0)
    wrong.push(`${name}: half of a step: ${JSON.stringify(rows)}`);
  wrong.push(...leftIn(root).map((left) => `${name}: left at the end: ${left}`));
  for (const copy of [root, `${root}-again`]) rmSync(copy, { recursive: true, force: true });
}

/** What is wrong with a database that may have got another schema, as a Drift sees it that does not know that schema. */
async function faultsOfMigrated(root: string, script: string, acknowledged: readonly string[]): Promise<string[]> {
  const wrong: string[] = [];
  const codes: string[] = [];
  const host = createNodeHost();
  const database = new Database({ host, root, script, command: 'look', onProblem: ({ code }) => codes.push(code) });
  const { schemaVersion } = await database.open();
  const known = await knownDecisions(database);
  await database.close();
  if (!known.ok) return [`cannot be read: ${known.problems[0]?.message}`];
  // Who does not know the schema cannot add what the journal holds.
  const isNew = schemaVersion === NEW_SCHEMA;
  if (codes.join() !== (isNew ? 'SCHEMA_TOO_NEW' : '')) wrong.push(`schema ${schemaVersion}, but ${codes.join()}`);
  if (!isNew) wrong.push(...acknowledged.filter((r) => !known.value.includes(r)).map((r) => `lost ${r}`));
  const { backups } = await listBackups(host, root);
  const kept = backups.filter((b) => b.reason === 'schema_migration' && b.schemaVersion === OLD_SCHEMA);
  if (isNew && kept.length === 0) wrong.push('the schema was changed and nothing kept before');
  return wrong;
}
