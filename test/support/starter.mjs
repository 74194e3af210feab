// A small process that starts programs for a large one: to start one costs a process what it holds. Run by `start-small.mjs`;
// ends with whoever started it.
import { spawn } from 'node:child_process';

const running = new Map();

process.on('message', ({ id, program, args, options, input, signal }) => {
  if (signal !== undefined) return void running.get(id)?.kill(signal);
  const say = (what, value) => process.connected && process.send({ id, what, value });
  const child = spawn(program, args, options);
  running.set(id, child);
  child.stdout.on('data', (chunk) => say('stdout', chunk));
  child.stderr.on('data', (chunk) => say('stderr', chunk));
  child.on('error', ({ message, code }) => say('error', { message, code }));
  child.on('close', (code, ended) => {
    running.delete(id);
    say('close', { code, signal: ended });
  });
  // One that reads nothing ends its pipe early.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
});
process.on('disconnect', () => process.exit(0));
