// A process that uses the database without a pause until somebody kills it. What it was told is done it prints, a line each.
import { writeSync } from 'node:fs';
import { DEFAULT_CONFIG } from '@drift/shared';
import { createNodeHost } from '../../server/src/host/node-host.ts';
import { createBackup, restoreBackup } from '../../server/src/session/ws/backup-actions.ts';
import { inspectorOf, type WsPlace } from '../../server/src/session/ws/place.ts';
import { Database } from '../../server/src/store/database/database.ts';
import { scanOf } from '../support/scan-sample.ts';

const [, , root = '', script = '', round = '0', mode = 'plain'] = process.argv;
const host = createNodeHost();
const database = new Database({
  host,
  root,
  script,
  command: 'torture',
  onProblem: (problem) => writeSync(1, `problem ${problem.code} ${problem.message}\n`),
});

async function decide(reason: string): Promise<void> {
  const decision = { author: 'a', key: 'k', status: 'approved', value: '', language: '', population: '', scope: '' };
  const noted = await database.decide({ ...decision, reason });
  // Written at once: what lies in a buffer when the process is killed was never said.
  if (noted.ok) writeSync(1, `decided ${reason}\n`);
}

const place: WsPlace = {
  host,
  root,
  database,
  inspect: inspectorOf(host, script).inspect,
  driftVersion: '0.0.0',
  config: DEFAULT_CONFIG,
  onProgress: () => {},
};

/** Keeps the state and puts it back, again and again. */
async function backUpAndRestore(): Promise<void> {
  const made = await createBackup(place, 'scheduled');
  if (!made.ok) writeSync(1, `problem ${made.error.code} ${made.error.message}\n`);
  const restored = made.ok ? await restoreBackup(place, made.backup.id) : made;
  if (!restored.ok) writeSync(1, `problem ${restored.error.code} ${restored.error.message}\n`);
}

writeSync(1, 'started\n');
for (let step = 0; ; step++) {
  await decide(`${round}-${step}-a`);
  const files = 50 + ((Number(round) * 31 + step * 17) % 400);
  const recorded = await database.record(scanOf(files, 3, `${round}-${step}`));
  if (step === 0) writeSync(1, recorded.ok ? 'recorded\n' : `refused ${recorded.problems[0]?.message}\n`);
  await Promise.all([database.flush(), decide(`${round}-${step}-b`)]);
  if (mode === 'backup') await backUpAndRestore();
  else if (step % 3 === 2) {
    const copy = await database.exportBytes();
    await decide(`${round}-${step}-c`);
    if (copy.ok) await database.replaceWith(copy.value);
  }
  await database.sweep(false);
}
