import type { Result } from '@drift/shared';
import { failureOf } from './failure.ts';
import type { FileStat, Host, HostResult, ProcessOutput, RunOptions, WorkerHandle } from './host.ts';
import { lockInMemory } from './memory-lock.ts';
import { type MemoryNode, MemoryTree } from './memory-tree.ts';

/** What a fake host holds and how it misbehaves. Paths are absolute with `/`. */
export interface MemoryHostOptions {
  /** Contents by path; a path ending in `/` is an empty directory. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Link path to target, absolute or relative to the link. */
  readonly links?: Readonly<Record<string, string>>;
  /** Files and directories whose reading is denied. */
  readonly unreadable?: readonly string[];
  /** Paths that are neither file nor directory, such as sockets. */
  readonly special?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Free space of the disk, in bytes; 1 GiB by default. */
  readonly freeBytes?: number;
  /** Number of the process; 1 where none is given. */
  readonly pid?: number;
  readonly run?: (program: string, args: readonly string[], options: RunOptions) => Promise<Result<ProcessOutput>>;
  readonly worker?: (script: string, data: unknown) => WorkerHandle;
}

/** A host in memory with its test switches. Its clock moves only by `advance`. */
export interface MemoryHost extends Host {
  /** Adds or replaces a file and gives it a later modification time. */
  put(path: string, content: string | Uint8Array): void;
  remove(path: string): void;
  /** The text at a path, or `null`. */
  text(path: string): string | null;
  /** Makes the `n`-th file operation from now (1 is the next) fail; 0 switches it off. */
  failAt(n: number): void;
  /** File operations so far. */
  operations(): number;
  /** Processes that run besides this one, by number. */
  readonly running: Set<number>;
  /** Ends the process: whatever was to happen later does not. */
  stopTimers(): void;
  /** Moves the clock and runs what fell due, in order. */
  advance(ms: number): void;
}

interface Timer {
  readonly due: number;
  readonly task: () => void;
}

interface FakeState {
  readonly tree: MemoryTree;
  readonly unreadable: ReadonlySet<string>;
  readonly identities: Map<string, string>;
  readonly freeBytes: number;
  timers: Timer[];
  clock: number;
  changes: number;
  operations: number;
  failing: number;
  /** Counts on instead of chance: two answers differ, two runs do not. */
  chance: number;
  readonly signs: WeakMap<MemoryNode, number>;
}

/** Makes a host without a disk for tests: same inputs, same answers. */
export function createMemoryHost(options: MemoryHostOptions = {}): MemoryHost {
  const state = newState(options);
  const put = (path: string, content: string | Uint8Array): void => {
    state.changes += 1;
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    state.tree.set(path, { kind: 'file', bytes, mtimeMs: state.changes });
  };
  for (const [path, content] of Object.entries(options.files ?? {})) {
    if (path.endsWith('/')) state.tree.set(path.slice(0, -1), { kind: 'directory' });
    else put(path, content);
  }
  const clock = clockOperations(state);
  const running = new Set<number>();
  return {
    ...fileOperations(state, clock, put),
    ...clock,
    running,
    identity: () => ({ pid: options.pid ?? 1, hostName: 'memory' }),
    isRunning: (pid) => pid === (options.pid ?? 1) || running.has(pid),
    run: async (program, args, runOptions) =>
      options.run?.(program, args, runOptions) ?? {
        ok: false,
        problems: [{ code: 'WORKER_ERROR', message: `${program} is not on the search path` }],
      },
    spawnWorker: options.worker ?? (() => deadWorker()),
    environment: (name) => options.environment?.[name],
    homeDirectory: () => '/home',
    randomBytes: (count) => Uint8Array.from({ length: count }, () => ++state.chance & 0xff),
    processors: () => 2,
    prepareFor: () => {},
    put,
    remove: (path) => state.tree.remove(path),
    text: (path) => {
      const node = state.tree.get(path);
      return node?.kind === 'file' ? new TextDecoder().decode(node.bytes) : null;
    },
    failAt: (n) => {
      state.failing = n === 0 ? 0 : state.operations + n;
    },
    operations: () => state.operations,
  };
}

function newState(options: MemoryHostOptions): FakeState {
  const tree = new MemoryTree();
  for (const [path, target] of Object.entries(options.links ?? {})) tree.set(path, { kind: 'link', target });
  for (const path of options.special ?? []) tree.set(path, { kind: 'other' });
  return {
    tree,
    unreadable: new Set(options.unreadable ?? []),
    identities: new Map(),
    freeBytes: options.freeBytes ?? 2 ** 30,
    timers: [],
    clock: 0,
    changes: 0,
    operations: 0,
    failing: 0,
    chance: 0,
    signs: new WeakMap(),
  };
}

type FileOperations = Pick<
  Host,
  | 'readFile'
  | 'readHead'
  | 'readShared'
  | 'writeFile'
  | 'writeParts'
  | 'renameFile'
  | 'makeDirectory'
  | 'freeBytes'
  | 'deleteEntry'
  | 'appendLines'
  | 'lockFile'
  | 'readDirectory'
  | 'stat'
  | 'realPath'
>;

function fileOperations(
  state: FakeState,
  clock: Pick<MemoryHost, 'now' | 'delay'>,
  put: (path: string, content: string | Uint8Array) => void,
): FileOperations {
  const attempt = async <T>(action: string, path: string, operation: () => T): Promise<HostResult<T>> => {
    state.operations += 1;
    if (state.operations === state.failing) return failureOf({ code: 'EIO' }, action, path);
    try {
      return { ok: true, value: operation() };
    } catch (error) {
      return failureOf(error, action, path);
    }
  };
  return {
    readFile: (path) => attempt('read', path, () => bytesAt(state, path)),
    readHead: (path, length) => attempt('read', path, () => bytesAt(state, path).subarray(0, length)),
    readShared: (path, maxBytes) => attempt('read', path, () => sharedAt(state, path, maxBytes)),
    writeFile: (path, content) =>
      attempt('write', path, () => {
        put(path, content);
        return null;
      }),
    writeParts: (path, parts) =>
      attempt('write', path, () => {
        put(path, Buffer.concat([...parts]));
        return null;
      }),
    renameFile: (from, to) =>
      attempt('rename', from, () => {
        if (!state.tree.move(from, to)) fail('ENOENT');
        return null;
      }),
    makeDirectory: (path) =>
      attempt('make', path, () => {
        const node = state.tree.get(path);
        if (node !== undefined && node.kind !== 'directory') fail('EEXIST');
        if (node === undefined) state.tree.set(path, { kind: 'directory' });
        return null;
      }),
    freeBytes: (path) =>
      attempt('inspect', path, () => {
        existing(state, path, 'follow-last');
        return state.freeBytes;
      }),
    deleteEntry: (path) =>
      attempt('delete', path, () => {
        const node = state.tree.get(path);
        if (node === undefined) fail('ENOENT');
        if (node.kind === 'directory' && state.tree.list(path).length > 0) fail('ENOTEMPTY');
        state.tree.remove(path);
        return null;
      }),
    appendLines: (path, lines) =>
      attempt('append', path, () => {
        const node = state.tree.get(path);
        if (node !== undefined && node.kind !== 'file') fail('EISDIR');
        if (state.unreadable.has(path)) fail('EACCES');
        const before = node?.kind === 'file' ? new TextDecoder().decode(node.bytes) : '';
        put(path, `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}${lines}`);
        return null;
      }),
    lockFile: (path, options) => attempt('lock', path, () => lockInMemory({ ...state, ...clock }, path, options)),
    readDirectory: (path) =>
      attempt('list', path, () => {
        const real = existing(state, path, 'follow-last');
        if (state.unreadable.has(real)) fail('EACCES');
        if (state.tree.get(real)?.kind !== 'directory') fail('ENOTDIR');
        return state.tree.list(real);
      }),
    stat: (path) => attempt('inspect', path, () => statAt(state, path)),
    realPath: (path) => attempt('resolve', path, () => existing(state, path, 'follow-last')),
  };
}

function clockOperations(state: FakeState): Pick<MemoryHost, 'now' | 'delay' | 'advance' | 'stamp' | 'stopTimers'> {
  let stamps = 0;
  return {
    stamp: () => ({ id: `id-${String(++stamps).padStart(6, '0')}`, at: new Date(state.clock).toISOString() }),
    now: () => state.clock,
    delay: (ms, task) => {
      const timer = { due: state.clock + ms, task };
      state.timers.push(timer);
      return () => {
        state.timers = state.timers.filter((other) => other !== timer);
      };
    },
    stopTimers: () => {
      state.timers = [];
    },
    advance: (ms) => {
      const end = state.clock + ms;
      for (;;) {
        const next = state.timers.filter((timer) => timer.due <= end).sort((a, b) => a.due - b.due)[0];
        if (next === undefined) break;
        state.timers = state.timers.filter((timer) => timer !== next);
        state.clock = next.due;
        next.task();
      }
      state.clock = end;
    },
  };
}

function statAt(state: FakeState, path: string): FileStat {
  const real = existing(state, path, 'keep-last');
  const node = state.tree.get(real);
  const identity = state.identities.get(real) ?? `memory:${state.identities.size}`;
  state.identities.set(real, identity);
  const changed = node?.kind === 'file' ? node.mtimeMs : ((node && state.signs.get(node)) ?? 0);
  return {
    kind: node?.kind ?? 'other',
    size: node?.kind === 'file' ? node.bytes.length : 0,
    mtimeMs: changed,
    ctimeMs: changed,
    identity,
    readable: !state.unreadable.has(real),
  };
}

function bytesAt(state: FakeState, path: string): Uint8Array {
  const real = existing(state, path, 'follow-last');
  if (state.unreadable.has(real)) fail('EACCES');
  const node = state.tree.get(real);
  return node?.kind === 'file' ? node.bytes : fail('EISDIR');
}

function sharedAt(state: FakeState, path: string, maxBytes: number): SharedArrayBuffer {
  const node = state.tree.get(existing(state, path, 'keep-last'));
  if (node?.kind !== 'file') fail('EINVAL');
  if (node.bytes.length > maxBytes) fail('EFBIG');
  const shared = new SharedArrayBuffer(Math.ceil(node.bytes.length / 8) * 8);
  new Uint8Array(shared).set(node.bytes);
  return shared;
}

function existing(state: FakeState, path: string, last: 'follow-last' | 'keep-last'): string {
  return state.tree.resolve(path, last) ?? fail('ENOENT');
}

/** Stands for what the system would raise; caught in `attempt`, like the real calls in the real host. */
function fail(code: string): never {
  throw Object.assign(new Error(code), { code });
}

function deadWorker(): WorkerHandle {
  return {
    post: () => undefined,
    onMessage: () => undefined,
    onExit: (listener) => listener(new Error('this host has no workers')),
    terminate: async () => undefined,
  };
}
