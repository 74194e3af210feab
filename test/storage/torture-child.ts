// A process that takes a database over from one that was killed, looks whether all is there, and then does one operation
// twice: to its end, which says how long it takes, and again, until somebody kills it. What is done it says, a line each.
import { readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_CONFIG, type Problem } from '@drift/shared';
import { createNodeHost } from '../../server/src/host/node-host.ts';
import { createBackup, restoreBackup } from '../../server/src/session/ws/backup-actions.ts';
import { inspectorOf, type WsPlace } from '../../server/src/session/ws/place.ts';
import { listBackups } from '../../server/src/store/database/backup-list.ts';
import { verifyBackup } from '../../server/src/store/database/backups.ts';
import { Database } from '../../server/src/store/database/database.ts';
import { scanOf } from '../support/scan-sample.ts';
import { knownDecisions } from './known-decisions.ts';
import { asTask, type Operation, type Task, type Word } from './torture-words.ts';

/** Files of the scans. */
const FILES = 2_000;
/** What a long history weighs: an image of some megabytes takes a while to write. */
const HISTORY = { events: 5, bytes: 1024 * 1024 };

const [, , root = '', script = '', round = '0', wanted] = process.argv;
const task: Task = asTask(wanted);
const host = createNodeHost();
const inspector = inspectorOf(host, script);

// At once and not through a buffer: what lies in one when the process is killed was never said.
const say = (word: Word, what = ''): void => void writeSync(1, `${word} ${what}\n`);
const complain = (problem: Pick<Problem, 'message'>): void => say('problem', problem.message);
const expectOk = (answer: { readonly ok: boolean }): void => {
  if (!answer.ok) say('problem', JSON.stringify(answer));
};

const databaseAt = (place: string): Database =>
  new Database({ host, root: place, script, command: 'torture', onProblem: complain });
const database = databaseAt(root);

const place: WsPlace = {
  host,
  root,
  database,
  inspect: inspector.inspect,
  driftVersion: '0.0.0',
  // Few, because each of them is looked through in every round.
  config: { ...DEFAULT_CONFIG, backup: { ...DEFAULT_CONFIG.backup, max_operational: 1, max_daily: 1 } },
  onProgress: () => {},
};

let decisions = 0;
async function decide(): Promise<void> {
  const reason = `${round}-${task}-${decisions++}`;
  const decision = { author: 'a', key: 'k', status: 'approved', value: '', language: '', population: '', scope: '' };
  const noted = await database.decide({ ...decision, reason });
  if (noted.ok) say('decided', reason);
  else expectOk(noted);
}

/** Tells what is wrong with what the process before left, and what is known of it. */
async function lookAround(): Promise<void> {
  const integrity = await database.integrity('full');
  if (!integrity.ok) expectOk(integrity);
  else for (const fault of integrity.value.faults) complain({ message: fault });
  for (const name of readdirSync(join(root, '.drift')))
    if (name.endsWith('.tmp') || name.startsWith('drift.db.holder-') || name.startsWith('drift.db.corrupt'))
      complain({ message: `left lying: ${name}` });
  const { backups, broken } = await listBackups(host, root);
  for (const { path, why } of broken) complain({ message: `${path}: ${why}` });
  for (const backup of backups) {
    const { fault } = await verifyBackup(place, backup, true);
    if (fault !== '') complain({ message: `${backup.id}: ${fault}` });
  }
  const known = await knownDecisions(database);
  if (known.ok) say('knows', JSON.stringify(known.value));
  else expectOk(known);
}

/** What has to be done before an operation, and the operation; `pass` is 0 and then 1. */
const OPERATION: Readonly<Record<Operation, (pass: number) => Promise<() => Promise<unknown>>>> = {
  save: async (pass) => {
    await decide();
    expectOk(await database.record(scanOf(FILES + ((Number(round) + pass) % 50), 3)));
    return async () => expectOk(await database.flush());
  },
  backup: async () => {
    await decide();
    return async () => expectOk(await createBackup(place, 'scheduled'));
  },
  restore: async () => {
    await decide();
    if ((await listBackups(host, root)).backups.length === 0) expectOk(await createBackup(place, 'scheduled'));
    const { backups } = await listBackups(host, root);
    return async () => expectOk(await restoreBackup(place, backups.at(-1)?.id ?? ''));
  },
  migrate: async (pass) => {
    // The first pass has a copy to work on: a database is brought to a schema only once.
    const at = pass === 0 ? databaseAt(`${root}-again`) : database;
    // Code that has run before is quicker: both passes find it so.
    if (pass === 0) await inspector.inspect(join(root, '.drift/drift.db'), true);
    // Its thread is started and has read the image: what follows is the change of the schema and nothing else.
    await at.open();
    return async () => {
      if (!(await at.willWrite())) complain({ message: `cannot be written: ${at.state.reason}` });
      expectOk(await at.flush());
    };
  },
};
async function untilKilled(operation: Operation): Promise<void> {
  for (let pass = 0; pass < 2; pass++) {
    const run = await OPERATION[operation](pass);
    say('begin');
    await Promise.all([run(), pass === 0 ? null : decide()]);
    say('end');
  }
}

// Whoever started this process is gone: nobody would kill it any more.
process.stdin.resume().on('end', () => process.exit(1));
if (task !== 'migrate') {
  expectOk(await database.event('created', `round ${round}`));
  const { user, system } = process.cpuUsage();
  say('recovered', String((user + system) / 1_000));
  await lookAround();
  const size = await database.size();
  if (size.ok && size.value.bytes < HISTORY.bytes)
    for (let i = 0; i < HISTORY.events; i++) expectOk(await database.event('created', 'x'.repeat(HISTORY.bytes)));
}
if (task !== 'finish') await untilKilled(task);
else {
  await inspector.close();
  await database.close();
  process.exit(0);
}
