import type { ChildProcessWithoutNullStreams } from 'node:child_process';

/** See `in-process.mjs`. */
export function startServer(options: {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly onKill?: () => void;
}): ChildProcessWithoutNullStreams;
