// Entry of the thread that owns the database of a root.
import { parentPort } from 'node:worker_threads';
import { createWorkerHost } from '../host/node-host.ts';
import { DatabaseCore } from '../store/database/database-core.ts';
import { backUpBeforeMigration, newestWholeBackup } from '../store/database/fallback-backup.ts';
import { asOrder } from '../store/database/narrow.ts';
import { sqlRuntime } from '../store/database/sql-engine.ts';
import { wasmReader } from './assets.ts';
import { VERSION } from './version.ts';

const port = parentPort;
const host = createWorkerHost();
const core = new DatabaseCore({
  host,
  runtime: async () => sqlRuntime(await wasmReader(host)('sqlite')),
  newestBackup: (root, inspect) => newestWholeBackup(host, root, inspect),
  backUp: (root, image, inspect) => backUpBeforeMigration({ host, root, inspect, driftVersion: VERSION }, image),
  tell: (notice) => port?.postMessage(notice),
  fatal: (error) => {
    // Ends the thread with its error; the process starts another one.
    queueMicrotask(() => {
      throw error;
    });
  },
});

let whenIdle: (() => void) | null = null;

/** Does something once, before the database is closed: nothing that a scan waits for is held up. */
export function onIdle(task: () => void): void {
  whenIdle = task;
}

port?.on('message', (message: unknown) => {
  const order = asOrder(message);
  if (order === null) return;
  void core.handle(order.request).then((result) => {
    const buffer = result.ok && result.value instanceof Uint8Array ? result.value.buffer : null;
    // Before the answer, for after it the thread is ended.
    if (order.request.kind === 'close') {
      whenIdle?.();
      whenIdle = null;
    }
    port.postMessage({ id: order.id, result }, buffer instanceof ArrayBuffer ? [buffer] : []);
  });
});
