// The built command line and the built server, run in the process of whoever asks: each time a bundle is evaluated afresh,
// with a `process`, timers and threads of its own. Only what the system would do is not done anew: starting Node.js. Programs
// that it starts are started by a small process.
import childProcess from 'node:child_process';
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import os from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import workerThreads from 'node:worker_threads';
import { startSmall } from './start-small.mjs';

const dist = fileURLToPath(new URL('../../server/dist', import.meta.url));
const systemRequire = createRequire(join(dist, 'drift.cjs'));

/** Threads that may wait at a time. */
const MAX_PARKED = 3;

const bundles = new Map();

/** A bundle as a function of what a module gets, and of what would be global; compiled once. */
function bundle(name) {
  const known = bundles.get(name);
  if (known !== undefined) return known;
  const file = join(dist, `${name}.bundle.cjs`);
  const wrapped = Module.wrap(readFileSync(file, 'latin1'));
  const text = wrapped.replace('__dirname)', '__dirname, process, global, setTimeout, setInterval)');
  const made = { file, begin: new Script(text, { filename: file }).runInThisContext() };
  bundles.set(name, made);
  return made;
}

/** Evaluates a bundle; gives its exports. */
function evaluate(name, { modules, process, timers }) {
  const { file, begin } = bundle(name);
  const module = { exports: {} };
  const require = (id) => modules[id.replace('node:', '')] ?? systemRequire(id);
  // A library that listens for signals finds its process here: in the real one it would keep all that was ever evaluated.
  const global = Object.create(globalThis, { process: { value: process } });
  begin(module.exports, require, module, file, dirname(file), process, global, timers.setTimeout, timers.setInterval);
  return module.exports;
}

/** Timers that end with their process. */
function ownTimers() {
  const running = new Set();
  const keep = (timer) => {
    running.add(timer);
    return timer;
  };
  return {
    setTimeout: (task, ms, ...args) => {
      const timer = keep(
        setTimeout(() => {
          running.delete(timer);
          task(...args);
        }, ms),
      );
      return timer;
    },
    setInterval: (...given) => keep(setInterval(...given)),
    clearAll: () => {
      for (const timer of running) clearTimeout(timer);
    },
  };
}

/** Threads that wait for the next server. */
const parked = [];

/** A thread that has one owner after the other. */
function startThread(script, options, environment) {
  const thread = { worker: new workerThreads.Worker(script, options), owner: null, environment };
  for (const name of ['error', 'messageerror', 'exit', 'message'])
    thread.worker.on(name, (value) => thread.owner?.take(name, value));
  thread.worker.on('exit', () => {
    const at = parked.indexOf(thread);
    if (at >= 0) parked.splice(at, 1);
  });
  return thread;
}

/**
 * Threads that analyse files keep nothing of them: one that has answered all it was asked waits for the next server of the
 * same environment instead of ending.
 */
function workerClass(env, threads) {
  const environment = JSON.stringify(env);
  return class extends EventEmitter {
    open = 0;

    constructor(script, options) {
      super();
      this.isReusable = script === join(dist, 'worker.cjs');
      const at = this.isReusable ? parked.findIndex((p) => p.environment === environment) : -1;
      this.thread = at >= 0 ? parked.splice(at, 1)[0] : startThread(script, { ...options, env }, environment);
      this.thread.owner = this;
      this.thread.worker.ref();
      threads.add(this);
    }

    take(name, value) {
      // Parts of an answer come before it.
      if (name === 'message' && !('found' in value)) this.open--;
      this.emit(name, value);
    }

    postMessage(message, transfer) {
      this.open++;
      this.thread.worker.postMessage(message, transfer);
    }

    async terminate() {
      threads.delete(this);
      if (!this.isReusable || this.open > 0 || parked.length >= MAX_PARKED) return this.thread.worker.terminate();
      this.thread.owner = null;
      this.thread.worker.unref();
      parked.push(this.thread);
      setImmediate(() => this.emit('exit', 1));
      return 1;
    }
  };
}

/** What stands for a process of its own: its variables, streams, listeners and end. */
function ownProcess({ args, env, cwd, stdin, stdout, stderr, exit, spawn }) {
  const events = new EventEmitter();
  const own = { argv: [process.execPath, join(dist, '../bin/drift.js'), ...args], env, stdin, stdout, stderr, exit };
  own.cwd = () => cwd;
  const process_ = new Proxy(process, {
    get: (real, name) => {
      if (name in own) return own[name];
      if (name in events && name !== 'constructor') return events[name].bind?.(events) ?? events[name];
      return typeof real[name] === 'function' ? real[name].bind(real) : real[name];
    },
    set: (_, name, value) => {
      own[name] = value;
      return true;
    },
  });
  own.exitCode = undefined;
  const threads = new Set();
  const timers = ownTimers();
  const modules = {
    process: process_,
    child_process: { ...childProcess, spawn: spawn ?? startSmall },
    os: { ...os, homedir: () => env.HOME ?? os.homedir() },
    worker_threads: { ...workerThreads, Worker: workerClass(env, threads) },
  };
  const end = (code) => {
    events.emit('exit', code);
    timers.clearAll();
    for (const thread of threads) void thread.terminate();
  };
  return { process: process_, events, modules, timers, end };
}

/**
 * The built server as whoever starts it sees it: a child process. Killed, it ends where it waits next, and `onKill` is told:
 * what it had begun may still happen.
 */
export function startServer({ env, cwd = process.cwd(), onKill = () => undefined }) {
  const child = Object.assign(new EventEmitter(), {
    pid: process.pid,
    stdin: new PassThrough(),
    stdout: new PassThrough(),
    stderr: new PassThrough(),
    exitCode: null,
    signalCode: null,
  });
  const end = (code, signal) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.exitCode = code;
    child.signalCode = signal;
    own.end(code);
    child.stdout.end();
    child.stderr.end();
    setImmediate(() => {
      child.emit('exit', code, signal);
      child.emit('close', code, signal);
    });
  };
  child.kill = (signal = 'SIGTERM') => {
    onKill();
    end(null, signal);
    return true;
  };
  const { stdin, stderr } = child;
  // What is said after the end is said to nobody, and is no fault.
  const stdout = new Writable({
    write: (chunk, _, done) => {
      if (child.exitCode === null && child.signalCode === null) child.stdout.write(chunk);
      done();
    },
  });
  const own = ownProcess({ args: [], env, cwd, stdin, stdout, stderr, exit: (code = 0) => end(code, null) });
  evaluate('lsp', own);
  return child;
}

/** Keeps what is written. */
function kept() {
  const chunks = [];
  const stream = new Writable({
    write: (chunk, _, done) => {
      chunks.push(chunk);
      done();
    },
  });
  return { stream, text: () => Buffer.concat(chunks).toString('utf8') };
}

/**
 * Runs the built command line with a server in the same process; changes the working directory. `isLast` where something
 * had to be killed, after which the process is no longer to be trusted.
 */
export async function runCommand({ cwd, args, env }) {
  process.chdir(cwd);
  const [stdout, stderr] = [kept(), kept()];
  const stdin = new PassThrough();
  stdin.end();
  let isLast = false;
  const onKill = () => {
    isLast = true;
  };
  const spawn = (program, [script, ...rest], options) =>
    program === process.execPath && script === join(dist, 'lsp.cjs')
      ? startServer({ env: options.env ?? env, cwd: options.cwd, onKill })
      : startSmall(program, [script, ...rest], options);
  const own = ownProcess({ args, env, cwd, stdin, stdout: stdout.stream, stderr: stderr.stream, exit: onKill, spawn });
  await evaluate('drift', own).done;
  const code = own.process.exitCode ?? 0;
  own.end(code);
  return { code: own.process.exitCode ?? code, stdout: stdout.text(), stderr: stderr.text(), isLast };
}
