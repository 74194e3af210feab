// Applies every fix that the rules offer on real code.
// usage: npm run fixes -- --corpus DIR [--seed N] [--per-rule N] [--only a,b] [--rules a,b] [--write]
import { cpSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DECISIONS_FILE } from '@drift/shared';
import { Random } from '../support/random.ts';
import { TemporaryProject } from '../support/temporary-project.ts';
import { openWorkspace } from './open-workspace.ts';
import { decisionsOf, PINNED_ROUNDS } from './pinned.ts';
import { resultsTable } from './results.ts';
import { type Tried, tryFixes } from './try-fixes.ts';

/** Runs the command; `here` is the folder that the results are written to. */
export async function main(here: string, version: string): Promise<number> {
  const { values } = parseArgs({
    options: {
      corpus: { type: 'string', default: process.env['DRIFT_CORPUS'] ?? '' },
      seed: { type: 'string', default: '20011' },
      'per-rule': { type: 'string', default: '25' },
      only: { type: 'string' },
      rules: { type: 'string' },
      write: { type: 'boolean', default: false },
    },
  });
  const { corpus } = values;
  if (corpus === '' || !existsSync(corpus)) {
    console.error('notRun: no corpus. Give --corpus DIR or DRIFT_CORPUS, a folder with one folder a package.');
    return 2;
  }
  const only = values.only?.split(',');
  const packages = readdirSync(corpus, { withFileTypes: true })
    .filter((e) => e.isDirectory() && !e.name.startsWith('.') && (only === undefined || only.includes(e.name)))
    .map((e) => e.name)
    .sort();
  const tried: Tried[] = [];
  const write = (done: readonly string[]): void => {
    const environment = `drift ${version}, node ${process.version}, ${cpus().length} x ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GB`;
    const command = `npm run fixes -- --corpus DIR --seed ${values.seed} --per-rule ${values['per-rule']} --write`;
    const head = `# Fixes on real code\n\n\`${command}\`\n\nEnvironment: ${environment}.\n\nPackages: ${done.join(', ')}.`;
    writeFileSync(join(here, 'RESULTS.md'), `${head}\n\n${resultsTable(tried)}\n`);
  };
  for (const name of packages) {
    const before = tried.length;
    const random = new Random(Number(values.seed));
    const rules = values.rules?.split(',');
    const extent = { perRule: Number(values['per-rule']), random, wants: (id: string) => rules?.some((r) => id.includes(r)) ?? true };
    const copy = new TemporaryProject();
    cpSync(join(corpus, name), copy.root, { recursive: true });
    for (let round = -1; round < PINNED_ROUNDS; round++) {
      if (round >= 0) {
        const { path, text } = decisionsOf(round);
        copy.write(path, text);
      }
      const scene = await openWorkspace(copy.root);
      const wrong = scene.workspace.problems().filter((p) => p.file === DECISIONS_FILE);
      if (wrong.length > 0) throw new Error(wrong.map((p) => p.message).join('\n'));
      await tryFixes(scene, extent, (t) => tried.push(t));
      await scene.close();
    }
    copy.remove();
    const applied = tried.slice(before).filter((t) => t.outcome === 'applied').length;
    // A run takes minutes: what was done so far is worth keeping.
    if (values.write) write(packages.slice(0, packages.indexOf(name) + 1));
    console.error(`${name}: ${tried.length - before} tried, ${applied} applied`);
  }
  console.log(resultsTable(tried));
  return tried.some((t) => t.outcome === 'broken') ? 1 : 0;
}
