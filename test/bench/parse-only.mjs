// The yardstick: parses every file of a tree with the same grammars and as many threads, and does nothing else.
// usage: parse-only.mjs FILE_LIST WASM_DIR THREADS   (FILE_LIST: one "grammar<TAB>path" a line); prints milliseconds.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { Language, Parser } from 'web-tree-sitter';

const BATCH = 12;

if (isMainThread) {
  const [list, wasm, threads] = process.argv.slice(2);
  const jobs = readFileSync(list, 'utf8')
    .trim()
    .split('\n')
    .map((l) => l.split('\t'));
  const started = performance.now();
  let next = 0;
  const workers = Array.from(
    { length: Number(threads) },
    () => new Worker(fileURLToPath(import.meta.url), { workerData: wasm }),
  );
  await Promise.all(
    workers.map(
      (worker) =>
        new Promise((resolve, reject) => {
          const feed = () => {
            if (next >= jobs.length) {
              worker.postMessage(null);
              return;
            }
            worker.postMessage(jobs.slice(next, next + BATCH));
            next += BATCH;
          };
          worker.on('message', feed);
          worker.on('error', reject);
          worker.on('exit', resolve);
        }),
    ),
  );
  console.log(Math.round(performance.now() - started));
} else {
  await Parser.init({ locateFile: () => join(workerData, 'runtime.wasm') });
  const parsers = new Map();
  parentPort.on('message', async (batch) => {
    if (batch === null) {
      process.exit(0);
    }
    for (const [grammar, path] of batch) {
      if (!parsers.has(grammar)) {
        const parser = new Parser();
        parser.setLanguage(await Language.load(join(workerData, `${grammar}.wasm`)));
        parsers.set(grammar, parser);
      }
      parsers.get(grammar).parse(readFileSync(path, 'utf8')).delete();
    }
    parentPort.postMessage('next');
  });
  parentPort.postMessage('next');
}
