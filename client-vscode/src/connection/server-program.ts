import type { ChildProcess } from 'node:child_process';
import { displayText } from '@drift/shared';
import { scrubHere } from '../documents/scrub.ts';

/** Longest part of a line of the program that is told. */
const TOLD_CHARACTERS = 200;

/** How a program ended, in words. */
export interface ProgramEnd {
  /** Its exit code or the signal that ended it. */
  readonly how: string;
  /** The first line of its error output without what is private; empty where it wrote none. */
  readonly line: string;
}

/** A started program, watched for how it ends. */
export class ServerProgram {
  private readonly child: ChildProcess;
  private readonly closed: Promise<void>;
  private written = '';

  constructor(child: ChildProcess) {
    this.child = child;
    // Later than `exit`: what the program wrote at its end is there then.
    this.closed = new Promise((resolve) => child.once('close', () => resolve()));
    child.stderr?.on('data', (chunk) => {
      if (this.written.length < TOLD_CHARACTERS) this.written += String(chunk).trimStart();
    });
  }

  /** How it ended; `null` where it still runs after so many milliseconds. */
  async end(limitMs: number): Promise<ProgramEnd | null> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, limitMs);
    });
    await Promise.race([this.closed, late]);
    clearTimeout(timer);
    const { exitCode, signalCode } = this.child;
    if (exitCode === null && signalCode === null) return null;
    const [first = ''] = this.written.split(/\r?\n/);
    const line = displayText(scrubHere(first)).trim().slice(0, TOLD_CHARACTERS);
    return { how: signalCode === null ? `exit code ${exitCode}` : `signal ${signalCode}`, line };
  }

  /** Ends it without asking. */
  kill(): void {
    this.child.kill('SIGKILL');
  }
}
