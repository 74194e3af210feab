import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
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
import { type Killing, type Life, oneLife, type Recovery } from './torture-life.ts';
import { OPERATIONS, type Operation } from './torture-words.ts';

/** What is killed in the middle: an operation, or a process that takes over and has not said yet that it did. */
type What = Operation | 'open';

/** What came of the kills of one operation. */
export interface Kills {
  kills: number;
  /** Those after it had begun and before it was done. */
  inside: number;
  /** Those that left a file, or a backup, half put in place. */
  halfPlaced: number;
  /** Milliseconds that it took where nobody disturbed it: the longest. */
  tookMs: number;
  /** How long those that followed needed until they could write. */
  readonly recoveries: Recovery[];
}

/** What came of some rounds; `wrong` is empty where nothing is. */
export interface Tortured {
  readonly decisions: number;
  readonly by: ReadonlyMap<What, Kills>;
  readonly wrong: readonly string[];
}

interface Torture {
  readonly root: string;
  readonly bundles: Bundles;
  readonly random: Random;
  readonly acknowledged: string[];
  readonly wrong: string[];
  readonly by: Map<What, Kills>;
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
  const none = (): Kills => ({ kills: 0, inside: 0, halfPlaced: 0, tookMs: 0, recoveries: [] });
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
  // One after another over the same database, so that each process finds what a kill left, and what many have left.
  for (let round = 1; round <= rounds; round++) {
    const operation = OPERATIONS[(round - 1) % OPERATIONS.length] ?? 'save';
    // Also the process that takes over is killed now and then, before it has said that it did.
    if (operation === 'save') await live(torture, 'open', round, { at: torture.random.next(), ms: torture.openMs });
    if (operation === 'migrate') await migrateCopy(torture, round);
    else await live(torture, operation, round, { at: torture.random.next() });
  }
  // Twice: the journal is kept back to the state before the newest one, which a kill may have left long ago.
  for (const round of [rounds + 1, rounds + 2]) await live(torture, 'finish', round, null);
  torture.wrong.push(
    ...leftIn(root)
      .filter((n) => !isUnfinished(n))
      .map((n) => `left at the end: ${n}`),
  );
  const pieces = readdirSync(join(root, '.drift')).filter((name) => name.startsWith('drift.db.journal-'));
  if (pieces.length > MAX_PIECES) torture.wrong.push(`${pieces.length} pieces of the journal lie there at the end`);
  rmSync(folder, { recursive: true, force: true });
  return { decisions: torture.acknowledged.length, by: torture.by, wrong: torture.wrong };
}

/** A process over the database of the torture. */
async function live(torture: Torture, what: What | 'finish', round: number, killing: Killing): Promise<void> {
  const { root, bundles, by, acknowledged, wrong } = torture;
  const args = { root, script: bundles.thread, round, task: what === 'open' ? ('finish' as const) : what };
  const before = leftIn(root);
  const life = await oneLife(bundles.child, args, killing);
  const name = `round ${round}, ${what}`;
  takeOver(torture, life, { name, after: torture.killed, acknowledged, mayBeKilledBefore: what === 'open' });
  acknowledged.push(...life.decided);
  if (life.recovery !== null) torture.openMs = life.recovery.ms;
  torture.killed = what === 'finish' ? null : (by.get(what) ?? null);
  if (torture.killed !== null) wrong.push(...count(torture.killed, life, root, before).map((w) => `${name}: ${w}`));
}

/** What a process that took over found. */
function takeOver(
  { wrong }: Torture,
  life: Life,
  told: {
    readonly name: string;
    readonly after: Kills | null;
    readonly acknowledged: readonly string[];
    readonly mayBeKilledBefore: boolean;
  },
): void {
  const { name, after, acknowledged, mayBeKilledBefore } = told;
  wrong.push(...life.problems.map((p) => `${name}: ${p}`));
  if (life.recovery !== null) after?.recoveries.push(life.recovery);
  if (life.known === null) {
    if (!mayBeKilledBefore) wrong.push(`${name}: did not come to look`);
    return;
  }
  const known = new Set(life.known);
  wrong.push(...acknowledged.filter((r) => !known.has(r)).map((r) => `${name}: lost ${r}`));
}

/** Counts a kill and what it left beside what lay there before it; says where more is left than one kill can leave. */
function count(kills: Kills, life: Life, root: string, before: readonly string[]): string[] {
  kills.kills++;
  const isOpening = life.begun === 0;
  if (isOpening ? life.recovery === null : life.begun > life.ended) kills.inside++;
  const left = leftIn(root);
  const fresh = left.filter((name) => !before.includes(name));
  if (fresh.some((name) => isHalfPlaced(name))) kills.halfPlaced++;
  kills.tookMs = Math.max(kills.tookMs, life.tookMs ?? 0);
  const unfinished = left.filter(isUnfinished);
  for (const name of unfinished) makeOld(join(root, BACKUP_FOLDER, name));
  return unfinished.length > MAX_UNFINISHED ? [`${unfinished.length} unfinished backups lie there`] : [];
}

/** Pieces of the journal that an orderly end leaves: what only the newest image holds. */
const MAX_PIECES = 2;

/** Kills between two backups, each of which takes away what lies there from those before. */
const MAX_UNFINISHED = 5;

/** Lets an unfinished backup look as if it had lain there for so long that the next one takes it away. */
function makeOld(path: string): void {
  const then = (Date.now() - 2 * LEFTOVER_MS) / 1_000;
  utimesSync(path, then, then);
}

function isHalfPlaced(name: string): boolean {
  return isUnfinished(name) || name.endsWith('.tmp') || name.endsWith('.next');
}

/** What lies in a root that an orderly end does not leave there. */
function leftIn(root: string): string[] {
  const ordinary = /^drift\.db(?:\.prev|\.seal|\.journal.*)?$/;
  const backups = join(root, BACKUP_FOLDER);
  return [
    ...readdirSync(join(root, '.drift')).filter((name) => !ordinary.test(name)),
    ...(existsSync(backups) ? readdirSync(backups).filter(isUnfinished) : []),
  ];
}

/**
 * A Drift with one step more brings a copy of the database, as it lies there after the kill before, to its schema and is
 * killed meanwhile. Then this Drift reads what it left, and the other one takes over.
 */
async function migrateCopy(torture: Torture, round: number): Promise<void> {
  const { bundles, random, by, wrong } = torture;
  const root = `${torture.root}-${round}`;
  const copies = [root, `${root}-again`];
  for (const copy of copies) cpSync(join(torture.root, '.drift'), join(copy, '.drift'), { recursive: true });
  const before = leftIn(root);
  const args = { root, script: bundles.nextThread, round };
  const name = `round ${round}, migrate`;
  const kills = by.get('migrate') ?? null;
  const killed = await oneLife(bundles.child, { ...args, task: 'migrate' }, { at: random.next() });
  const acknowledged = [...torture.acknowledged, ...killed.decided];
  takeOver(torture, killed, { name, after: null, acknowledged, mayBeKilledBefore: true });
  const found = kills === null ? [] : count(kills, killed, root, before);
  found.push(...(await faultsOfMigrated(root, bundles.thread, acknowledged)));
  const after = await oneLife(bundles.child, { ...args, task: 'finish' }, null);
  takeOver(torture, after, { name: `${name}, the next`, after: kills, acknowledged, mayBeKilledBefore: false });
  found.push(...(await nothingKept(root)));
  const [rows] = await rowsIn(
    root,
    'SELECT (SELECT count(*) FROM findings) AS findings, (SELECT count(*) FROM finding_lines) AS lines',
  );
  if (rows === undefined || rows['findings'] !== rows['lines'] || rows['lines'] === 0)
    found.push(`half of a step: ${JSON.stringify(rows)}`);
  found.push(...leftIn(root).map((left) => `left at the end: ${left}`));
  wrong.push(...found.map((w) => `${name}: ${w}`));
  for (const copy of copies) rmSync(copy, { recursive: true, force: true });
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
  if (isNew) wrong.push(...(await nothingKept(root)));
  return wrong;
}

/** A complaint where the schema was changed and the state before is in no backup. */
async function nothingKept(root: string): Promise<string[]> {
  const { backups } = await listBackups(createNodeHost(), root);
  const isKept = backups.some((b) => b.reason === 'schema_migration' && b.schemaVersion === OLD_SCHEMA);
  return isKept ? [] : ['the schema was changed and nothing kept before'];
}
