import type { Host, HostResult } from '../../server/src/host/host.ts';
import type { MemoryHost } from '../../server/src/host/memory-host.ts';

/**
 * How a host misbehaves from one file operation on: `once` that operation fails, `full` every later write finds no room,
 * `before` and `after` the process ends just before or just after it, `torn` it ends with half of a line appended.
 */
export const FAULTS = ['once', 'full', 'before', 'after', 'torn'] as const;
/** A kind of misbehaviour. */
export type Fault = (typeof FAULTS)[number];

/** A host that fails at a chosen file operation, over one that does not. */
export interface FaultyHost {
  readonly host: Host;
  /** File operations so far. */
  readonly operations: () => number;
  /** Resolves when the process that uses the host is dead: nothing it waits for is ever answered. */
  readonly died: Promise<void>;
}

const NEVER = new Promise<never>(() => {});

/** Wraps a host; the operation of number `at` (1 is the first) is the one that goes wrong. */
export function faultyHost(base: MemoryHost, fault: Fault, at: number): FaultyHost {
  let count = 0;
  let isDead = false;
  let die = (): void => {};
  const died = new Promise<void>((resolve) => {
    die = () => {
      isDead = true;
      resolve();
    };
  });
  const operation = async <T>(
    isWrite: boolean,
    path: string,
    run: () => Promise<HostResult<T>>,
  ): Promise<HostResult<T>> => {
    if (isDead) return NEVER;
    count++;
    if (fault === 'full' && count >= at && isWrite) return failed('full', path);
    // The first line that is appended from then on is torn.
    if (count !== at || fault === 'full' || fault === 'torn') return run();
    if (fault === 'once') return failed('failed', path);
    const done = fault === 'after' ? run() : null;
    await done;
    die();
    return NEVER;
  };
  const host: Host = {
    ...base,
    readFile: (path) => operation(false, path, () => base.readFile(path)),
    readHead: (path, length) => operation(false, path, () => base.readHead(path, length)),
    stat: (path) => operation(false, path, () => base.stat(path)),
    readDirectory: (path) => operation(false, path, () => base.readDirectory(path)),
    writeFile: (path, content, options) => operation(true, path, () => base.writeFile(path, content, options)),
    renameFile: (from, to) => operation(true, from, () => base.renameFile(from, to)),
    deleteEntry: (path) => operation(false, path, () => base.deleteEntry(path)),
    lockFile: (path, options) => operation(true, path, () => base.lockFile(path, options)),
    appendLines: (path, lines) =>
      operation(true, path, async () => {
        if (fault !== 'torn') return base.appendLines(path, lines);
        if (count < at) return base.appendLines(path, lines);
        base.put(path, (base.text(path) ?? '') + lines.slice(0, lines.length >> 1));
        die();
        return NEVER;
      }),
  };
  return { host, operations: () => count, died };
}

function failed(reason: 'failed' | 'full', path: string): HostResult<never> {
  return { ok: false, reason, problems: [{ code: 'SCAN_ERROR', message: `could not do it: ${reason}`, file: path }] };
}
