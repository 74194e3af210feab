import type { Host } from '../../server/src/host/host.ts';
import { runErrand } from '../../server/src/session/errand.ts';
import { FileAnalyzer } from '../../server/src/session/file-analyzer.ts';
import { asErrandOrder, asJobBatch } from '../../server/src/session/narrow.ts';
import { runBatch } from '../../server/src/session/worker-job.ts';
import { testEngine } from '../support/facts.ts';
import type { MortalThread } from './faulty-threads.ts';

const analyzer = new FileAnalyzer(testEngine());

/** A thread that analyses, as that of the program does, but here. */
export function analysisThread(host: () => Host): MortalThread {
  let listener: (message: unknown) => void = () => {};
  let exit: (error: Error | null) => void = () => {};
  let isDead = false;
  const answer = async (message: unknown): Promise<void> => {
    const order = asErrandOrder(message);
    const batch = asJobBatch(message);
    const done =
      order !== null
        ? { id: order.id, result: await runErrand(host(), order.errand, new AbortController().signal) }
        : batch !== null
          ? { id: batch.id, outcomes: await runBatch(host(), analyzer, batch) }
          : null;
    if (done !== null && !isDead) listener(done);
  };
  return {
    post: (message) => void answer(message),
    onMessage: (l) => {
      listener = l;
    },
    onExit: (l) => {
      exit = l;
    },
    die: (error) => {
      if (isDead) return;
      isDead = true;
      exit(error);
    },
    terminate: async () => {
      isDead = true;
    },
  };
}
