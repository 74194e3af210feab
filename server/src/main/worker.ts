// Entry of a worker thread: analyses batches of closed files, and opens what was kept of them.
import { parentPort } from 'node:worker_threads';
import { createWorkerHost } from '../host/node-host.ts';
import { FileAnalyzer } from '../session/file-analyzer.ts';
import { asJobBatch, asSegmentOrder } from '../session/narrow.ts';
import { openSegment, type SegmentDone } from '../session/open-segment.ts';
import { type BatchDone, type JobBatch, runBatch, transferOf } from '../session/worker-job.ts';
import { SyntaxEngine } from '../syntax/syntax-engine.ts';
import { wasmReader } from './assets.ts';

const port = parentPort;
const host = createWorkerHost();
const analyzer = new FileAnalyzer(SyntaxEngine.create(wasmReader(host)));

let line = Promise.resolve();
port?.on('message', (message: unknown) => {
  const order = asSegmentOrder(message);
  const batch = asJobBatch(message);
  line = line.then(async () => {
    if (order !== null) {
      const done: SegmentDone = { id: order.id, opened: await openSegment(host, order.open) };
      port.postMessage(done);
    } else if (batch !== null) await answer(batch);
  });
});

async function answer(batch: JobBatch): Promise<void> {
  const done: BatchDone = { id: batch.id, outcomes: await runBatch(host, analyzer, batch) };
  port?.postMessage(done, transferOf(done));
}
