import type { Host } from '../../server/src/host/host.ts';
import { createMemoryHost, type MemoryHost } from '../../server/src/host/memory-host.ts';
import type { Database } from '../../server/src/store/database/database.ts';
import { DatabaseThread, databaseOn } from '../support/database.ts';
import { type Fault, faultyHost } from '../support/faulty-host.ts';
import { scanOf } from '../support/scan-sample.ts';

/** What a life of the script did before it ended. */
interface Life {
  /** Reasons of decisions that were acknowledged. */
  readonly acknowledged: string[];
  isOver: boolean;
}

/** Lives that the script goes through; each opens, writes, saves, takes a copy back and closes. */
const LIVES = 4;

async function live(host: MemoryHost, database: Database, life: Life, number: number): Promise<void> {
  const decide = async (reason: string): Promise<void> => {
    const decision = { author: 'a', key: 'k', status: 'approved', value: '', language: '', population: '', scope: '' };
    if ((await database.decide({ ...decision, reason })).ok) life.acknowledged.push(reason);
  };
  await database.open();
  await decide(`${number} first`);
  await database.record(scanOf(3 + number, 2, `a${number}`));
  await decide(`${number} second`);
  await database.flush();
  await database.event('backup', 'b');
  await decide(`${number} third`);
  await database.query('decisions', {});
  await database.replacePackages([
    { path: '', name: 'p', kind: 'npm', language: 'typescript', framework: '', dependencies: [] },
  ]);
  host.advance(2_500);
  await database.query('status', {});
  const copy = await database.exportBytes();
  await decide(`${number} fourth`);
  await database.record(scanOf(2 + number, 3, `b${number}`));
  await database.flush();
  if (copy.ok) await database.replaceWith(copy.value);
  await decide(`${number} fifth`);
  // The clock of the machine jumps.
  host.advance(3_600_000);
  await database.sweep(false);
  await database.integrity('full');
  await decide(`${number} last`);
  await database.close();
}

/** What is wrong after a fault; empty where nothing is. */
export interface Outcome {
  readonly operations: number;
  readonly faults: readonly string[];
}

/** A host whose database threads run here; `at` makes one die at its request of that number. */
function hostWithThreads(base: MemoryHost, wrap: (host: MemoryHost) => Host, dieAt: number): Host {
  const own: { host: Host } = { host: base };
  let number = 0;
  const host = wrap({
    ...base,
    spawnWorker: () => {
      const thread = new DatabaseThread({ host: () => own.host });
      number++;
      if (number === 1) thread.dieAt = dieAt;
      return thread;
    },
  });
  own.host = host;
  return host;
}

async function check(base: MemoryHost, acknowledged: readonly string[], allowsDamage: boolean): Promise<string[]> {
  const faults: string[] = [];
  // Whoever lived before is gone, and gives no sign of life any more.
  base.stopTimers();
  base.advance(11_000);
  const { database, told } = databaseOn(hostWithThreads(base, (h) => h, 0));
  const opened = await database.willWrite();
  if (!opened) faults.push(`cannot be written: ${database.state.reason}`);
  const damage = told.filter((p) => p.code === 'DB_CORRUPT');
  if (!allowsDamage) faults.push(...damage.map((p) => p.message));
  const integrity = await database.integrity('full');
  faults.push(...(integrity.ok ? integrity.value.faults : integrity.problems.map((p) => p.message)));
  const decisions = await database.query('decisions', { limit: 500 });
  const reasons = new Set(decisions.ok ? decisions.value.items.map((d) => d.reason) : []);
  faults.push(...acknowledged.filter((r) => !reasons.has(r)).map((r) => `lost: ${r}`));
  await database.close();
  return faults;
}

/** Runs the script on a host that misbehaves, then looks at what lies on its disk with one that does not. */
export async function underFault(fault: Fault, at: number): Promise<Outcome> {
  const base = createMemoryHost({ files: { '/w/.drift/': '' } });
  const faulty: { died: Promise<void>; operations: () => number }[] = [];
  const host = hostWithThreads(
    base,
    (h) => {
      const made = faultyHost(h, fault, at);
      faulty.push(made);
      return made.host;
    },
    0,
  );
  const [made] = faulty;
  const life: Life = { acknowledged: [], isOver: false };
  const script = async (): Promise<void> => {
    for (let number = 0; number < LIVES; number++) await live(base, databaseOn(host).database, life, number);
    life.isOver = true;
  };
  await Promise.race([script(), made?.died]);
  const isCrash = fault !== 'once' && fault !== 'full';
  const unanswered = !isCrash && !life.isOver ? ['a request was not answered'] : [];
  return {
    operations: made?.operations() ?? 0,
    faults: [...unanswered, ...(await check(base, life.acknowledged, false))],
  };
}

/** The same where the thread of the database dies at one of its requests. */
export async function underDeath(request: number): Promise<Outcome> {
  const base = createMemoryHost({ files: { '/w/.drift/': '' } });
  const life: Life = { acknowledged: [], isOver: false };
  await live(base, databaseOn(hostWithThreads(base, (h) => h, request)).database, life, 0);
  return { operations: 0, faults: await check(base, life.acknowledged, false) };
}
