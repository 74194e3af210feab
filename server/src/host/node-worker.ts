import { Worker } from 'node:worker_threads';
import type { WorkerHandle } from './host.ts';

/** Starts a thread on a script (absolute path or `file:` address); a script that cannot start ends with its error. */
export function spawnNodeWorker(script: string, data: unknown): WorkerHandle {
  const worker = new Worker(script.startsWith('file:') ? new URL(script) : script, { workerData: data });
  const exitListeners: ((error: Error | null) => void)[] = [];
  let failure: Error | null = null;
  let ended = false;
  let terminating = false;
  worker.on('error', (error) => {
    failure = error instanceof Error ? error : new Error(String(error));
  });
  worker.on('messageerror', (error) => {
    failure = error;
    void worker.terminate();
  });
  worker.on('exit', (code) => {
    ended = true;
    if (code !== 0 && !terminating) failure ??= new Error(`worker ended with code ${code}`);
    for (const listener of exitListeners.splice(0)) listener(failure);
  });
  return {
    post: (message, transfer = []) => worker.postMessage(message, [...transfer]),
    onMessage: (listener) => {
      worker.on('message', listener);
    },
    onExit: (listener) => {
      if (ended) listener(failure);
      else exitListeners.push(listener);
    },
    terminate: async () => {
      terminating = true;
      await worker.terminate();
    },
  };
}
