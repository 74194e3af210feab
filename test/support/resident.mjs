// Runs the built command line again and again in one process. Requests and answers are lines of JSON in two named pipes; the
// end of the requests ends it.
import { createReadStream, openSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { runCommand } from './in-process.mjs';
import { runSmall } from './start-small.mjs';

/** From here on it makes place for another: to start git costs a process what it holds. */
const MAX_BYTES = 512 * 2 ** 20;

const notStarted = ({ message }) => ({ code: -1, stdout: '', stderr: message });
const [, , requests, answers] = process.argv;
const out = openSync(answers, 'w');
for await (const line of createInterface({ input: createReadStream(requests) })) {
  const { program, ...request } = JSON.parse(line);
  const { cwd, args, env } = request;
  const run =
    program === undefined
      ? await runCommand(request)
      : { isLast: false, ...(await runSmall(program, args, { cwd, env }).catch(notStarted)) };
  const isLast = run.isLast || process.memoryUsage.rss() > MAX_BYTES;
  const answer = Buffer.from(`${JSON.stringify({ ...run, isLast })}\n`);
  for (let at = 0; at < answer.length; ) at += writeSync(out, answer, at);
}
process.exit(0);
