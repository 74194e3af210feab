import type { Result } from '@drift/shared';

/** What a directory entry is; links are never followed silently. */
export type EntryKind = 'file' | 'directory' | 'link' | 'other';

export interface DirectoryEntry {
  readonly name: string;
  readonly kind: EntryKind;
}

export interface FileStat {
  readonly kind: EntryKind;
  readonly size: number;
  readonly mtimeMs: number;
  /** Device and inode, to recognise a directory reached twice. */
  readonly identity: string;
}

/** What a finished child process printed. */
export interface ProcessOutput {
  readonly code: number;
  readonly stdout: Uint8Array;
  readonly stderr: string;
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
  readFile(path: string): Promise<Result<Uint8Array>>;
  /** At most `length` bytes from the start of the file. */
  readHead(path: string, length: number): Promise<Result<Uint8Array>>;
  /** Replaces the file atomically (temporary sibling, then rename). */
  writeFile(path: string, content: string): Promise<Result<null>>;
  readDirectory(path: string): Promise<Result<readonly DirectoryEntry[]>>;
  stat(path: string): Promise<Result<FileStat>>;
  /** The path with every link resolved. */
  realPath(path: string): Promise<Result<string>>;
  /** Runs a program without a shell; `input` goes to its standard input. Bounded in time and output. */
  run(
    program: string,
    args: readonly string[],
    options: { readonly cwd: string; readonly input?: string; readonly timeoutMs?: number; readonly maxBytes?: number },
  ): Promise<Result<ProcessOutput>>;
  spawnWorker(script: string, data: unknown): WorkerHandle;
  environment(name: string): string | undefined;
  homeDirectory(): string;
  /** Milliseconds of a monotonic clock; for budgets only, never for results. */
  now(): number;
  /** Runs `task` after `ms`; the returned function cancels it. */
  delay(ms: number, task: () => void): () => void;
  processors(): number;
}
