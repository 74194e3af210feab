// Entry of a worker thread: analyses batches of closed files.
import { parentPort } from 'node:worker_threads';
import { createWorkerHost } from '../host/node-host.ts';
import { FileAnalyzer } from '../session/file-analyzer.ts';
import { asJobBatch } from '../session/narrow.ts';
import { type BatchDone, runJob } from '../session/worker-job.ts';
import { SyntaxEngine } from '../syntax/syntax-engine.ts';
import { wasmReader } from './assets.ts';

const port = parentPort;
const host = createWorkerHost();
const analyzer = new FileAnalyzer(SyntaxEngine.create(wasmReader(host)));

let line = Promise.resolve();
port?.on('message', (message: unknown) => {
  const batch = asJobBatch(message);
  if (batch === null) return;
  line = line.then(async () => {
    const outcomes = [];
    for (const job of batch.jobs) outcomes.push(await runJob(host, analyzer, job, batch.options));
    const done: BatchDone = { id: batch.id, outcomes };
    port.postMessage(
      done,
      outcomes.flatMap((o) => (o.kind === 'analyzed' ? [o.facts] : [])),
    );
  });
});
