import type { Host, HostResult } from '../../server/src/host/host.ts';
import type { MemoryHost } from '../../server/src/host/memory-host.ts';

/**
 * How a host misbehaves at one file operation, or from it on. `once`: that operation fails. `unsynced`: it is done and yet
 * fails, as where what was written could not be forced onto the disk. `full`: every later write finds no room. `before`,
 * `after`: the process ends just before or just after it. `torn`: it ends with half of a line appended. `ahead`, `back`:
 * the clock jumps by a day.
 */
export const FAULTS = ['once', 'unsynced', 'full', 'before', 'after', 'torn', 'ahead', 'back'] as const;
/** A kind of misbehaviour. */
export type Fault = (typeof FAULTS)[number];

/** Faults with which the process ends: what it waits for is never answered. */
export const ENDING: readonly Fault[] = ['before', 'after', 'torn'];

/** A host that fails at a chosen file operation, over one that does not. */
export interface FaultyHost {
  readonly host: Host;
  /** File operations so far. */
  readonly operations: () => number;
  /** Resolves when the process that uses the host is dead: nothing it waits for is ever answered. */
  readonly died: Promise<void>;
}

const NEVER = new Promise<never>(() => {});
const DAY_MS = 86_400_000;

interface State {
  readonly base: MemoryHost;
  readonly fault: Fault;
  readonly at: number;
  count: number;
  isDead: boolean;
  readonly die: () => void;
}

/** Wraps a host; the operation of number `at` (1 is the first) is the one that goes wrong, none where it is 0. */
export function faultyHost(base: MemoryHost, fault: Fault, at: number): FaultyHost {
  let die = (): void => {};
  const died = new Promise<void>((resolve) => {
    die = resolve;
  });
  const state: State = { base, fault, at, count: 0, isDead: false, die };
  const reading = <T>(path: string, run: () => Promise<HostResult<T>>) => operation(state, false, path, run);
  const writing = <T>(path: string, run: () => Promise<HostResult<T>>) => operation(state, true, path, run);
  const host: Host = {
    ...base,
    readFile: (path) => reading(path, () => base.readFile(path)),
    readHead: (path, length) => reading(path, () => base.readHead(path, length)),
    stat: (path) => reading(path, () => base.stat(path)),
    readDirectory: (path) => reading(path, () => base.readDirectory(path)),
    deleteEntry: (path) => reading(path, () => base.deleteEntry(path)),
    makeDirectory: (path) => writing(path, () => base.makeDirectory(path)),
    writeFile: (path, content, options) => writing(path, () => base.writeFile(path, content, options)),
    writeParts: (path, parts) => writing(path, () => base.writeParts(path, parts)),
    renameFile: (from, to) => writing(from, () => base.renameFile(from, to)),
    lockFile: (path, options) => writing(path, () => base.lockFile(path, options)),
    appendLines: (path, lines) => writing(path, () => append(state, path, lines)),
    stamp: () => stamp(state),
  };
  return { host, operations: () => state.count, died };
}

async function operation<T>(
  state: State,
  isWrite: boolean,
  path: string,
  run: () => Promise<HostResult<T>>,
): Promise<HostResult<T>> {
  if (state.isDead) return NEVER;
  state.count++;
  if (!hasCome(state)) return run();
  if (state.fault === 'full') return isWrite ? failed('full', path) : run();
  if (state.count > state.at) return run();
  switch (state.fault) {
    case 'once':
      return failed('failed', path);
    case 'unsynced': {
      const done = await run();
      // A lock that is held cannot be told of as failed: it would be held for good.
      return done.ok && done.value !== null ? done : failed('failed', path);
    }
    case 'before':
      return end(state);
    case 'after':
      await run();
      return end(state);
    case 'ahead':
      state.base.advance(DAY_MS);
      return run();
    case 'back':
    case 'torn':
      return run();
  }
}

/** True from the chosen operation on. */
function hasCome({ at, count }: State): boolean {
  return at > 0 && count >= at;
}

/** The first lines that are appended from then on are torn. */
async function append(state: State, path: string, lines: string): Promise<HostResult<null>> {
  const { base, fault } = state;
  if (fault !== 'torn' || !hasCome(state)) return base.appendLines(path, lines);
  base.put(path, (base.text(path) ?? '') + lines.slice(0, lines.length >> 1));
  return end(state);
}

function end(state: State): Promise<never> {
  state.isDead = true;
  state.die();
  return NEVER;
}

/** The time of the day may go back; what counts milliseconds never does. */
function stamp(state: State): ReturnType<Host['stamp']> {
  const told = state.base.stamp();
  if (state.fault !== 'back' || !hasCome(state)) return told;
  return { ...told, at: new Date(Date.parse(told.at) - DAY_MS).toISOString() };
}

function failed(reason: 'failed' | 'full', path: string): HostResult<never> {
  return { ok: false, reason, problems: [{ code: 'SCAN_ERROR', message: `could not do it: ${reason}`, file: path }] };
}
