import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import * as z from 'zod';
import { hashing } from './sample-project.ts';
import { ALL_RULES, driftProcess, type Run, TemporaryProject } from './temporary-project.ts';

const PRELOAD = new URL('./usage.mjs', import.meta.url).href;
const usageSchema = z.object({ peakMb: z.number(), processorMs: z.number() });
/** What a run took: the largest process in memory, all processes of the processor. */
export type Cost = z.infer<typeof usageSchema>;

/**
 * Bounds of a case of one suite against a project of one small file. They leave room for the whole of a parser's memory
 * and for a busy machine; what grows with the power of its input leaves them at once.
 */
const MORE_MB = 400;
const TIMES_PROCESSOR = 12;
/** What each file may take besides. */
const EACH_MB = 0.016;
const EACH_MS = 2;

/** The costs of a suite by the name of the case. */
export class Costs {
  private readonly cases = new Map<string, Cost & { readonly files: number }>();

  /** Runs the built `drift` with every rule on and notes what it took; the dearest run of a case counts. */
  run(root: string, args: readonly string[], files = 0): Run {
    const name = expect.getState().currentTestName ?? '';
    const { run, cost } = measured(root, args);
    const before = this.cases.get(name) ?? { peakMb: 0, processorMs: 0 };
    this.cases.set(name, {
      peakMb: Math.max(before.peakMb, cost.peakMb),
      processorMs: Math.max(before.processorMs, cost.processorMs),
      files,
    });
    return run;
  }

  /** Expects every case within its bounds; keeps the costs where HOSTILE_RESULTS names a folder. */
  expectBounded(suite: string): void {
    const project = new TemporaryProject({ 'good.ts': hashing(1) });
    const benign = measured(project.root, ['check', '--all']).cost;
    project.remove();
    const rows = [...this.cases].map(([name, { files, ...cost }]) => ({
      name,
      ...cost,
      boundMb: benign.peakMb + MORE_MB + files * EACH_MB,
      boundMs: benign.processorMs * TIMES_PROCESSOR + files * EACH_MS,
    }));
    const folder = process.env['HOSTILE_RESULTS'];
    if (folder !== undefined) writeFileSync(join(folder, `${suite}.json`), JSON.stringify({ benign, rows }));
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter((r) => r.peakMb > r.boundMb || r.processorMs > r.boundMs)).toEqual([]);
  }
}

function measured(root: string, args: readonly string[]): { readonly run: Run; readonly cost: Cost } {
  const folder = mkdtempSync(join(tmpdir(), 'drift-usage-'));
  const env = { NODE_OPTIONS: `--import=${PRELOAD}`, DRIFT_USAGE: folder };
  const run = driftProcess(root, [...args, ...ALL_RULES], env);
  const used = readdirSync(folder).map((f) => usageSchema.parse(JSON.parse(readFileSync(join(folder, f), 'utf8'))));
  rmSync(folder, { recursive: true });
  // The command line and its server: a process that left nothing would make any bound hold.
  expect(used.length).toBeGreaterThanOrEqual(2);
  const cost = {
    peakMb: Math.max(...used.map((u) => u.peakMb)),
    processorMs: used.reduce((sum, u) => sum + u.processorMs, 0),
  };
  return { run, cost };
}
