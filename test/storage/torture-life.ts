import { spawn } from 'node:child_process';
import { heard, type Task, type Word } from './torture-words.ts';

/** How long a process needed: milliseconds on the clock, and of all processors for itself. */
export interface Recovery {
  readonly ms: number;
  readonly processorMs: number;
}

/** What one process did before it ended. */
export interface Life {
  readonly decided: string[];
  readonly problems: string[];
  /** Decisions that it found; `null` where it did not come to look. */
  known: readonly string[] | null;
  /** From its start to the first write that was acknowledged. */
  recovery: Recovery | null;
  /** Milliseconds that the operation took where nobody disturbed it. */
  tookMs: number | null;
  /** How often the operation began and ended. */
  begun: number;
  ended: number;
}

/** When a process is killed: a share of the time from its start that `ms` says, or of what its own first pass took. */
export type Killing = { readonly at: number; readonly ms?: number } | null;

/** Starts a process on a task, kills it where that is asked for, and tells what it said. */
export function oneLife(
  child: string,
  args: { readonly root: string; readonly script: string; readonly round: number; readonly task: Task },
  killing: Killing,
): Promise<Life> {
  const life: Life = {
    decided: [],
    problems: [],
    known: null,
    recovery: null,
    tookMs: null,
    begun: 0,
    ended: 0,
  };
  const started = performance.now();
  const { root, script, round, task } = args;
  const running = spawn(process.execPath, [child, root, script, String(round), task], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const kill = (): void => void running.kill('SIGKILL');
  const killIn = (ms: number): void => void setTimeout(kill, ms);
  if (killing?.ms !== undefined) killIn(killing.at * killing.ms);
  let begunAt = 0;
  const hear = (word: Word, what: string): void => {
    switch (word) {
      case 'decided':
        life.decided.push(what);
        return;
      case 'knows':
        life.known = JSON.parse(what);
        return;
      case 'recovered':
        life.recovery = { ms: performance.now() - started, processorMs: Number(what) };
        return;
      case 'begin':
        life.begun++;
        begunAt = performance.now();
        if (life.begun === 2 && killing !== null) killIn(killing.at * (life.tookMs ?? 0));
        return;
      case 'end':
        life.ended++;
        life.tookMs ??= performance.now() - begunAt;
        // It was quicker than before: the moment has passed.
        if (life.ended === 2) kill();
        return;
      case 'problem':
        life.problems.push(what);
        kill();
    }
  };
  let rest = '';
  running.stdout.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString('utf8')).split('\n');
    rest = lines.pop() ?? '';
    for (const { word, what } of lines.map(heard)) hear(word, what);
  });
  return new Promise((resolve) =>
    running.on('close', (code, signal) => {
      if (signal !== 'SIGKILL' && code !== 0) life.problems.push(`${task} ended with ${code}`);
      resolve(life);
    }),
  );
}
