import { DEFAULT_CONFIG } from '@drift/shared';
import type { Host } from '../../server/src/host/host.ts';
import { createMemoryHost, type MemoryHost } from '../../server/src/host/memory-host.ts';
import { createBackup, restoreBackup } from '../../server/src/session/ws/backup-actions.ts';
import type { WsPlace } from '../../server/src/session/ws/place.ts';
import { listBackups } from '../../server/src/store/database/backup-list.ts';
import { verifyBackup } from '../../server/src/store/database/backups.ts';
import type { Database } from '../../server/src/store/database/database.ts';
import { backUpBeforeMigration, newestWholeBackup } from '../../server/src/store/database/fallback-backup.ts';
import { Inspector } from '../../server/src/store/database/inspector.ts';
import { MIGRATIONS, type Migration } from '../../server/src/store/database/schema.ts';
import { databaseOn, type InProcess } from '../support/database.ts';
import { ENDING, FAULTS, type Fault, faultyHost } from '../support/faulty-host.ts';
import { scanOf } from '../support/scan-sample.ts';
import { FaultyThreads, type MortalThread, THREAD_FAULTS, type ThreadFault } from './faulty-threads.ts';
import { knownDecisions } from './known-decisions.ts';

/** Everything that can go wrong at a chosen moment. */
export const ALL_FAULTS = [...FAULTS, ...THREAD_FAULTS] as const;
/** One of them. */
export type AnyFault = Fault | ThreadFault;

/** What the lives did before they ended. */
interface Done {
  /** Reasons of decisions that were acknowledged. */
  readonly acknowledged: string[];
  isOver: boolean;
}

const LATER: readonly Migration[] = [
  ...MIGRATIONS,
  {
    version: MIGRATIONS.length + 1,
    name: 'later',
    sql: 'CREATE TABLE later (id TEXT PRIMARY KEY) STRICT; INSERT INTO later SELECT id FROM findings;',
  },
];
/** The schema that each life of the script knows: one of them finds an older one. */
const LIVES: readonly (readonly Migration[])[] = [MIGRATIONS, LATER, LATER];

/** What is wrong after a fault; empty where nothing is. */
export interface Outcome {
  /** How often something was done that could have gone wrong so. */
  readonly events: number;
  readonly wrong: readonly string[];
  /** Milliseconds until whoever came afterwards could write. */
  readonly recoveredMs: number;
}

/** One life: opens, writes, saves, keeps a copy, takes one back, and closes. */
async function live(host: MemoryHost, database: Database, place: WsPlace, done: Done, number: number): Promise<void> {
  const decide = async (reason: string): Promise<void> => {
    const decision = { author: 'a', key: 'k', status: 'approved', value: '', language: '', population: '', scope: '' };
    const noted = await database.decide({ ...decision, reason: `${number} ${reason}` });
    if (noted.ok) done.acknowledged.push(`${number} ${reason}`);
  };
  await database.open();
  await decide('first');
  await database.record(scanOf(3 + number, 2, `a${number}`));
  await decide('second');
  await database.flush();
  const kept = await createBackup(place, 'scheduled');
  await decide('third');
  await database.query('decisions', {});
  await database.replacePackages([
    { path: '', name: 'p', kind: 'npm', language: 'typescript', framework: '', dependencies: [] },
  ]);
  host.advance(2_500);
  await database.query('status', {});
  await decide('fourth');
  await database.record(scanOf(2 + number, 3, `b${number}`));
  await database.flush();
  if (kept.ok) await restoreBackup(place, kept.backup.id);
  await decide('fifth');
  await database.sweep(false);
  await database.integrity('full');
  await decide('last');
  await database.close();
}

/** A host whose database threads run here, as those of the program do; `other` makes the threads that analyse. */
export function hostWithThreads(
  base: MemoryHost,
  wrap: (host: MemoryHost) => Host,
  threads: FaultyThreads,
  migrations: () => readonly Migration[],
  other: (host: () => Host) => MortalThread = () => {
    throw new Error('this script analyses nothing');
  },
): Host {
  const own: { host: Host } = { host: base };
  const newestBackup: InProcess['newestBackup'] = (root, inspect) => newestWholeBackup(own.host, root, inspect);
  const backUp: InProcess['backUp'] = (root, image, inspect) =>
    backUpBeforeMigration({ host: own.host, root, inspect, driftVersion: '0' }, image);
  own.host = wrap({
    ...base,
    spawnWorker: (script) =>
      script === 'database'
        ? threads.spawn({ host: () => own.host, newestBackup, backUp, migrations: migrations() })
        : threads.started(() => other(() => own.host)),
  });
  return own.host;
}

function placeOn(host: Host, database: Database): { readonly place: WsPlace; readonly inspector: Inspector } {
  const inspector = new Inspector(host, 'database');
  const { inspect } = inspector;
  const config = DEFAULT_CONFIG;
  const place = { host, root: '/w', database, inspect, driftVersion: '0', config, onProgress: () => {} };
  return { place, inspector };
}

/**
 * What whoever comes next finds on a disk, with a host on which nothing goes wrong. It knows the steps of the schema that
 * are given.
 */
export async function found(
  base: MemoryHost,
  acknowledged: readonly string[],
  migrations: readonly Migration[],
): Promise<Omit<Outcome, 'events'>> {
  // Whoever lived before is gone, and gives no sign of life any more.
  base.stopTimers();
  base.advance(11_000);
  const host = hostWithThreads(
    base,
    (h) => h,
    new FaultyThreads(null, 0),
    () => migrations,
  );
  const { database, told } = databaseOn(host);
  const started = performance.now();
  const isWritable = await database.willWrite();
  const recoveredMs = performance.now() - started;
  const wrong = isWritable ? [] : [`cannot be written: ${database.state.reason}`];
  wrong.push(...told.map((p) => `${p.code} ${p.message}`));
  const integrity = await database.integrity('full');
  wrong.push(...(integrity.ok ? integrity.value.faults : integrity.problems.map((p) => p.message)));
  const known = await knownDecisions(database);
  wrong.push(...acknowledged.filter((r) => !known.ok || !known.value.includes(r)).map((r) => `lost: ${r}`));
  await database.close();
  const { place, inspector } = placeOn(host, database);
  const { backups, broken } = await listBackups(host, '/w');
  wrong.push(...broken.map((b) => `${b.path}: ${b.why}`));
  for (const backup of backups) {
    const { fault } = await verifyBackup(place, backup, true);
    if (fault !== '') wrong.push(`${backup.id}: ${fault}`);
  }
  await inspector.close();
  return { wrong, recoveredMs };
}

/** Runs the script while something goes wrong at an event, then looks at what lies on the disk. */
export async function underFault(fault: AnyFault, at: number): Promise<Outcome> {
  const base = createMemoryHost({ files: { '/w/.drift/': '' } });
  const hostFault = FAULTS.find((f) => f === fault) ?? null;
  const threads = new FaultyThreads(THREAD_FAULTS.find((f) => f === fault) ?? null, at);
  const faulty = { host: faultyHost(base, hostFault ?? 'once', hostFault === null ? 0 : at) };
  let number = 0;
  const wrapped = (h: MemoryHost): Host => {
    faulty.host = faultyHost(h, hostFault ?? 'once', hostFault === null ? 0 : at);
    return faulty.host.host;
  };
  const host = hostWithThreads(base, wrapped, threads, () => LIVES[number] ?? LATER);
  const done: Done = { acknowledged: [], isOver: false };
  const script = async (): Promise<void> => {
    for (; number < LIVES.length; number++) {
      const { database } = databaseOn(host);
      const { place, inspector } = placeOn(host, database);
      await live(base, database, place, done, number);
      await inspector.close();
    }
    done.isOver = true;
  };
  await Promise.race([script(), faulty.host.died]);
  const isEnded = ENDING.some((f) => f === fault);
  const unanswered = !isEnded && !done.isOver ? ['a request was not answered'] : [];
  const { wrong, recoveredMs } = await found(base, done.acknowledged, LATER);
  const events = hostFault === null ? threads.events : faulty.host.operations();
  return { events, wrong: [...unanswered, ...wrong], recoveredMs };
}
