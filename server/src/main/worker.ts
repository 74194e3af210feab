// Entry of a worker thread: analyses batches of closed files, and runs errands.
// What nobody waits for any more is finished all the same: it takes less than a second.
import { parentPort } from 'node:worker_threads';
import { createWorkerHost } from '../host/node-host.ts';
import { asProbeOrder, type ProbesDone } from '../session/doctor/narrow.ts';
import { probeGrammars } from '../session/doctor/probe-grammars.ts';
import { type ErrandDone, type ErrandPart, runErrand } from '../session/errand.ts';
import { FileAnalyzer } from '../session/file-analyzer.ts';
import { asErrandOrder, asJobBatch } from '../session/narrow.ts';
import { type BatchDone, type JobBatch, runBatch, transferOf } from '../session/worker-job.ts';
import { SyntaxEngine } from '../syntax/syntax-engine.ts';
import { wasmReader } from './assets.ts';

const port = parentPort;
const host = createWorkerHost();
const analyzer = new FileAnalyzer(SyntaxEngine.create(wasmReader(host)));

const NEVER = new AbortController().signal;
let line = Promise.resolve();
let waiting = 0;
let whenIdle: (() => void) | null = null;

/** Does something once, when texts were analysed and no more is asked for. */
export function onIdle(task: () => void): void {
  whenIdle = task;
}

port?.on('message', (message: unknown) => {
  const order = asErrandOrder(message);
  const batch = asJobBatch(message);
  const probe = asProbeOrder(message);
  waiting++;
  line = line.then(async () => {
    if (order !== null) {
      const { id, errand } = order;
      const tell = (found: ErrandPart['found']): void => port.postMessage({ id, found } satisfies ErrandPart);
      const done: ErrandDone = { id, result: await runErrand(host, errand, NEVER, tell) };
      port.postMessage(done);
    } else if (probe !== null) {
      const done: ProbesDone = { id: probe.id, probes: await probeGrammars(analyzer, probe.probe) };
      port.postMessage(done);
    } else if (batch !== null) await answer(batch);
    waiting--;
    if (batch === null || waiting > 0) return;
    whenIdle?.();
    whenIdle = null;
  });
});

async function answer(batch: JobBatch): Promise<void> {
  const done: BatchDone = { id: batch.id, outcomes: await runBatch(host, analyzer, batch) };
  port?.postMessage(done, transferOf(done));
}
