import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { gesture } from './window.ts';

// Runs inside the extension host. What a scenario came to is written at once, so that a window that dies tells how far it got.

/** How one scenario ended. */
export interface Outcome {
  readonly name: string;
  readonly ok: boolean;
  readonly error: string;
  readonly milliseconds: number;
}

const LIMIT_MS = 90_000;
const scenarios: { readonly name: string; readonly act: () => Promise<void> }[] = [];

/** Says what one test does; the names are read out of the sources too, so each is a plain string. */
export function scenario(name: string, act: () => Promise<void>): void {
  scenarios.push({ name, act });
}

/** Runs all of them in order. One that fails does not keep the next from running; the editor is told at the end. */
export async function runScenarios(): Promise<void> {
  const file = process.env['DRIFT_RESULTS'];
  if (file === undefined) throw new Error('DRIFT_RESULTS names no file');
  const only = process.env['DRIFT_SCENARIOS'];
  let failed = 0;
  for (const { name, act } of scenarios) {
    if (only !== undefined && !name.includes(only)) continue;
    const started = Date.now();
    let error = '';
    try {
      await within(LIMIT_MS, act());
    } catch (thrown) {
      error = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
      failed++;
      await picture(name);
    }
    const outcome: Outcome = { name, ok: error === '', error, milliseconds: Date.now() - started };
    appendFileSync(file, `${JSON.stringify(outcome)}\n`);
  }
  if (failed > 0) throw new Error(`${failed} failed`);
}

/** Keeps what the window showed when something failed, where pictures are wanted. */
async function picture(name: string): Promise<void> {
  const folder = process.env['DRIFT_PICTURES'];
  if (folder === undefined) return;
  await gesture({ do: 'picture', file: join(folder, `${name.replace(/\W+/g, '-')}.png`) });
}

/** The promise, or an error once the time is over. */
async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${milliseconds} ms`)), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
