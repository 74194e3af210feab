import { fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('starter.mjs', import.meta.url));

let starter = null;
let lastId = 0;
const started = new Map();

function starterNow() {
  if (starter !== null) return starter;
  const made = fork(SCRIPT, { serialization: 'advanced', execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  made.on('message', ({ id, what, value }) => started.get(id)?.heard(what, value));
  made.on('exit', () => {
    starter = null;
    for (const child of started.values())
      child.heard('error', { message: 'what starts programs ended', code: 'EPIPE' });
  });
  made.unref();
  made.channel.unref();
  starter = made;
  return made;
}

/** As `spawn` with pipes, by a small process; input is read when it has ended. */
export function startSmall(program, args, options) {
  const id = ++lastId;
  const child = Object.assign(new EventEmitter(), {
    stdin: new PassThrough(),
    stdout: new PassThrough(),
    stderr: new PassThrough(),
    heard: (what, value) => {
      if (what === 'stdout' || what === 'stderr') return void child[what].write(value);
      started.delete(id);
      if (what === 'error') return void child.emit('error', Object.assign(new Error(value.message), value));
      child.stdout.end();
      child.stderr.end();
      // What was printed is read before the end is told.
      Promise.all([ended(child.stdout), ended(child.stderr)]).then(() => child.emit('close', value.code, value.signal));
    },
    kill: (signal = 'SIGTERM') => starterNow().send({ id, signal }),
  });
  started.set(id, child);
  const input = [];
  child.stdin.on('data', (chunk) => input.push(chunk));
  child.stdin.on('end', () => starterNow().send({ id, program, args, options, input: Buffer.concat(input) }));
  return child;
}

function ended(stream) {
  return new Promise((resolve) => stream.once('end', resolve));
}

/** Runs a program to its end; `code` is -1 where a signal ended it. */
export function runSmall(program, args, options) {
  return new Promise((resolve, reject) => {
    const child = startSmall(program, args, options);
    const printed = { stdout: [], stderr: [] };
    for (const name of ['stdout', 'stderr']) child[name].on('data', (chunk) => printed[name].push(chunk));
    const text = (name) => Buffer.concat(printed[name]).toString('utf8');
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? -1, stdout: text('stdout'), stderr: text('stderr') }));
    child.stdin.end();
  });
}
