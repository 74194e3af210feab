import type { Problem, Result } from '@drift/shared';
import type { Workload } from './compile-effort.ts';

/** What a directory entry is; links are never followed silently. */
export type EntryKind = 'file' | 'directory' | 'link' | 'other';

/** One entry of a folder as the host lists it. */
export interface DirectoryEntry {
  readonly name: string;
  readonly kind: EntryKind;
}

/** What the host tells of a file without reading it. */
export interface FileStat {
  readonly kind: EntryKind;
  readonly size: number;
  readonly mtimeMs: number;
  /** When the entry last changed in any way, where the system tells; unlike `mtimeMs` no program can set it. */
  readonly ctimeMs: number;
  /** Device and inode, to recognise a directory reached twice. */
  readonly identity: string;
  /** False where the permission bits say that reading must fail; true is no promise. */
  readonly readable: boolean;
}

/** Why a file operation failed: nothing there, not allowed, no room, or anything else. */
export type FailureReason = 'missing' | 'denied' | 'full' | 'failed';

/** A `Result` whose failure also says why, so that an absent file need not be an error. */
export type HostResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: FailureReason; readonly problems: readonly Problem[] };

/** What a finished child process printed. */
export interface ProcessOutput {
  readonly code: number;
  readonly stdout: Uint8Array;
  readonly stderr: string;
}

/** Where and within which bounds a program runs; without bounds, 30 seconds and 64 MiB hold. */
export interface RunOptions {
  readonly cwd: string;
  readonly input?: string;
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
}

/** What a file is written with. */
export interface WriteOptions {
  /** Nobody but this user may read it, where the system knows users. */
  readonly isPrivate?: boolean;
}

/** When something was done, and a name for it. */
export interface Stamp {
  readonly id: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly at: string;
}

/** A lock that is held. */
export interface FileLock {
  /** Gives it back; once lost it is nobody's to give. */
  release(): Promise<void>;
}

/** How a lock shows that its holder lives. */
export interface LockOptions {
  /** A lock that gave no sign for so long is free. */
  readonly staleMs: number;
  /** Time between two signs. */
  readonly updateMs: number;
  /** The lock is no longer held: somebody took it, or no sign could be given in time. */
  readonly onLost: () => void;
}

/** Who runs this program. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly hostName: string;
}

/** A running worker thread: plain messages in, plain messages out. */
export interface WorkerHandle {
  post(message: unknown, transfer?: readonly ArrayBuffer[]): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once when the thread ended, with the error if it died. */
  onExit(listener: (error: Error | null) => void): void;
  terminate(): Promise<void>;
}

/**
 * The only door to the outside: files, processes, workers, clock and environment.
 * Paths are absolute and use the platform's separators; failures are values, never exceptions.
 */
export interface Host {
  readFile(path: string): Promise<HostResult<Uint8Array>>;
  /** At most `length` bytes from the start of the file. */
  readHead(path: string, length: number): Promise<HostResult<Uint8Array>>;
  /**
   * The whole file in memory that threads share, its length in bytes being a multiple of 8 (zeros fill it up); only where
   * a regular file of at most `maxBytes` lies at the path itself.
   */
  readShared(path: string, maxBytes: number): Promise<HostResult<SharedArrayBuffer>>;
  /**
   * Replaces the file atomically (temporary sibling, forced onto the disk, then renamed); makes missing parent
   * directories.
   */
  writeFile(path: string, content: string | Uint8Array, options?: WriteOptions): Promise<HostResult<null>>;
  /** As `writeFile`, of parts that are asked for one by one while they are written. */
  writeParts(path: string, parts: Iterable<Uint8Array>): Promise<HostResult<null>>;
  /** Gives a file or directory another name; a file of that name is replaced. Forced onto the disk before it answers. */
  renameFile(from: string, to: string): Promise<HostResult<null>>;
  /** Makes a directory and what is missing above it; one that is there already is fine. */
  makeDirectory(path: string): Promise<HostResult<null>>;
  /** Bytes that this user can still write where an existing path lies. */
  freeBytes(path: string): Promise<HostResult<number>>;
  /** Takes one file, link or empty directory away. */
  deleteEntry(path: string): Promise<HostResult<null>>;
  /**
   * Adds lines at the end of a file in one write and forces them onto the disk before it answers; makes the file and its
   * parent directories where they are missing. A last line that somebody left unfinished is closed first. Where the file
   * gets another name meanwhile, the lines are added to the one that has the name now: they may then stand in both.
   */
  appendLines(path: string, lines: string): Promise<HostResult<null>>;
  /** Takes a lock, which is a directory at the path, at once or not at all: `null` where somebody else holds it. */
  lockFile(path: string, options: LockOptions): Promise<HostResult<FileLock | null>>;
  readDirectory(path: string): Promise<HostResult<readonly DirectoryEntry[]>>;
  /** Says what lies at the path itself: a link is a link. */
  stat(path: string): Promise<HostResult<FileStat>>;
  /** The path with every link resolved. */
  realPath(path: string): Promise<HostResult<string>>;
  /**
   * Runs a program from the search path (never one below `cwd`) without a shell; `input` goes to its standard input.
   * Bounded in time and output. A non-zero exit code is a value, not a failure.
   */
  run(program: string, args: readonly string[], options: RunOptions): Promise<Result<ProcessOutput>>;
  spawnWorker(script: string, data: unknown): WorkerHandle;
  environment(name: string): string | undefined;
  /** This process. */
  identity(): ProcessIdentity;
  /** True when a process of this machine runs under that number, whosever it is. */
  isRunning(pid: number): boolean;
  /** The user's home, or `null` where the system knows none. */
  homeDirectory(): string | null;
  /** Bytes by chance that nobody can foresee: for keys, never for results. */
  randomBytes(count: number): Uint8Array;
  /** The present time and a unique id (UUID version 7, ordered by time): for what a person did, never for a finding. */
  stamp(): Stamp;
  /** Milliseconds of a monotonic clock; for budgets only, never for results. */
  now(): number;
  /** Runs `task` after `ms`; the returned function cancels it. */
  delay(ms: number, task: () => void): () => void;
  processors(): number;
  /** Says what is coming, so that the engine compiles to suit; no result depends on it. */
  prepareFor(workload: Workload): void;
}
