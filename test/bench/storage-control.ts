// What a stall of the protocol thread is worth depends on what else the machine does. The same clock, while a thread that
// has nothing to do with Drift copies and writes as much as a save does, tells how much of it is the machine's own.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

const WORK = `
const { parentPort, workerData } = require('node:worker_threads');
const { open } = require('node:fs/promises');
parentPort.on('message', async () => {
  const bytes = new Uint8Array(workerData.bytes).fill(7).slice();
  const file = await open(workerData.path, 'w');
  await file.writeFile(bytes);
  await file.sync();
  await file.close();
  parentPort.postMessage(null);
});
`;

/** Starts such a thread; it works when it is told to. */
export function unrelatedThread(root: string, bytes: number): { work(): Promise<void>; end(): Promise<void> } {
  const path = join(root, 'control');
  const worker = new Worker(WORK, { eval: true, workerData: { bytes, path } });
  return {
    work: () =>
      new Promise((resolve, reject) => {
        worker.once('message', () => resolve());
        worker.once('error', reject);
        worker.postMessage(null);
      }),
    end: async () => {
      await worker.terminate();
      rmSync(path, { force: true });
    },
  };
}
