// The verb that looks for what is wrong.
import type { Command } from 'commander';
import { doctor } from '../cli/doctor.ts';
import { type Begin, type FormatOptions, wantsJson, withFormat } from './run-verb.ts';

/** How long a server may take to answer at all before it counts as not starting, in milliseconds. */
const PATIENCE_MS = 15_000;

/** Adds `drift doctor`. */
export function addDoctor(drift: Command, begin: Begin, elapsed: () => number): void {
  withFormat(drift.command('doctor'))
    .description('look at everything Drift needs here; 0 it works, 1 something is wrong')
    .option('--fix', 'mend what can be mended without changing a finding or losing anything')
    .option('--thorough', 'read every page of the database and every backup')
    .action(async (o: FormatOptions & { fix?: boolean; thorough?: boolean }, c: Command) => {
      const begun = begin(c, []);
      if (begun === null) return;
      process.exitCode = await doctor(begun.terminal, {
        thorough: o.thorough === true,
        fix: o.fix === true,
        json: wantsJson(o),
        node: process.versions.node,
        start: () => begun.start({ onlyReports: true }, PATIENCE_MS),
        elapsed,
      });
    });
}
