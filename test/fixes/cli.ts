// Applies every fix that the rules offer on real code.
// usage: npm run fixes -- --corpus DIR [--seed N] [--per-rule N] [--only a,b] [--rules a,b] [--write]
import { cpSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DECISIONS_FILE } from '@drift/shared';
import { Random } from '../support/random.ts';
import { TemporaryProject } from '../support/temporary-project.ts';
import { isMendable, lowerLimits } from './lowered.ts';
import { openWorkspace } from './open-workspace.ts';
import { decisionsOf, isDecided, PINNED_ROUNDS } from './pinned.ts';
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
  const rules = values.rules?.split(',');
  const wants = (id: string): boolean => rules?.some((r) => id.includes(r)) ?? true;
  for (const name of packages) {
    const before = tried.length;
    await tryPackage(
      join(corpus, name),
      { perRule: Number(values['per-rule']), seed: Number(values.seed), wants },
      (t) => tried.push(t),
    );
    const applied = tried.slice(before).filter((t) => t.outcome === 'applied').length;
    // A run takes minutes: what was done so far is worth keeping.
    if (values.write) write(packages.slice(0, packages.indexOf(name) + 1));
    console.error(`${name}: ${tried.length - before} tried, ${applied} applied`);
  }
  console.log(resultsTable(tried));
  return tried.some((t) => t.outcome === 'broken') ? 1 : 0;
}

interface Draw {
  readonly perRule: number;
  readonly seed: number;
  readonly wants: (ruleId: string) => boolean;
}

/** Opens a package once and asks three things of it: what was learned, less than its outliers have, and other answers. */
async function tryPackage(folder: string, { perRule, seed, wants }: Draw, told: (tried: Tried) => void): Promise<void> {
  const copy = new TemporaryProject();
  cpSync(folder, copy.root, { recursive: true, dereference: true });
  const scene = await openWorkspace(copy.root);
  const { workspace } = scene;
  const random = new Random(seed);
  await tryFixes(scene, { perRule, random, round: 'learned', wants }, told);
  const learned = workspace.outliers;
  lowerLimits(workspace);
  const isLowered = (id: string): boolean => wants(id) && isMendable(id);
  await tryFixes(scene, { perRule, random, round: 'lowered', wants: isLowered }, told);
  workspace.outliers = learned;
  for (let round = 0; round < PINNED_ROUNDS; round++) {
    const { path, text } = decisionsOf(round);
    copy.write(path, text);
    await workspace.decide(null);
    const wrong = workspace.problems().filter((p) => p.file === DECISIONS_FILE);
    if (wrong.length > 0) throw new Error(wrong.map((p) => p.message).join('\n'));
    if (workspace.stale) throw new Error('Bug: a decision turned on what was not observed');
    // What nobody decided about was tried already.
    await tryFixes(
      scene,
      { perRule, random, round: 'decided', wants: (id) => wants(id) && isDecided(id, round) },
      told,
    );
  }
  await scene.close();
  copy.remove();
}
