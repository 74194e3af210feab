// Injects deviations into real packages and measures what is told of them.
// usage: npm run inject -- --corpus DIR [--seed N] [--rounds N] [--per-key N] [--only a,b] [--every-key] [--write]
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { grammarOfPath } from '@drift/shared';
import { Random } from '../support/random.ts';
import { type Outcome, Subject } from './harness.ts';
import { passes, tableOf, totalsOf } from './score.ts';

/** Runs the command; `here` is the folder that the results are written to. */
export function main(here: string, version: string): number {
  const { values } = parseArgs({
    options: {
      corpus: { type: 'string', default: process.env['DRIFT_CORPUS'] ?? '' },
      seed: { type: 'string', default: '20011' },
      rounds: { type: 'string', default: '2' },
      'per-key': { type: 'string', default: '6' },
      decoys: { type: 'string', default: '11' },
      only: { type: 'string' },
      threads: { type: 'string', default: '2' },
      'every-key': { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
    },
  });
  const { corpus } = values;
  if (corpus === '' || !existsSync(corpus)) {
    console.error('notRun: no corpus. Give --corpus DIR or DRIFT_CORPUS, a folder with one folder a package.');
    return 2;
  }
  const seed = Number(values.seed);
  const only = values.only?.split(',');
  const packages = readdirSync(corpus, { withFileTypes: true })
    .filter((e) => e.isDirectory() && (only === undefined || only.includes(e.name)))
    .map((e) => e.name)
    .sort();
  const options = {
    perKey: Number(values['per-key']),
    decoys: Number(values.decoys),
    threads: Number(values.threads),
    settings: values['every-key'] ? ['analysis.incubating=all'] : [],
  };
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'drift-inject-'));
  const all: Outcome[] = [];
  try {
    for (const name of packages) {
      const root = join(folder, name);
      cpSync(join(corpus, name), root, { recursive: true });
      normalize(root);
      const subject = new Subject(root, options);
      for (let round = 0; round < Number(values.rounds); round++) {
        const outcome = subject.try(new Random(seed + round));
        all.push(outcome);
        tell(`${name}, seed ${seed + round}`, outcome);
      }
      rmSync(root, { recursive: true, force: true });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const totals = totalsOf(all);
  const text = tableOf(totals);
  console.log(text);
  if (values.write) {
    const environment = `drift ${version}, node ${process.version}, ${cpus().length} x ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GB`;
    const command = `npm run inject -- --corpus DIR --seed ${seed} --rounds ${values.rounds} --per-key ${values['per-key']} --decoys ${values.decoys}${values['every-key'] ? ' --every-key' : ''} --write`;
    const name = values['every-key'] ? 'RESULTS-every-key.md' : 'RESULTS.md';
    writeFileSync(
      join(here, name),
      `# Injected deviations\n\n\`${command}\`\n\nEnvironment: ${environment}.\n\nCorpus: ${versionsOf(corpus, packages)}.\n\n${text}\n`,
    );
  }
  return passes(totals) ? 0 : 1;
}

/** Takes byte order marks and carriage returns out of the copy: the rewriters read lines. */
function normalize(root: string): void {
  for (const e of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const path = join(e.parentPath, e.name);
    if (!e.isFile() || grammarOfPath(e.name) === null) continue;
    const text = readFileSync(path, 'utf8');
    const plain = text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
    if (plain !== text && !text.includes('\ufffd')) writeFileSync(path, plain);
  }
}

/** Names and versions of the packages, where the corpus says them. */
function versionsOf(corpus: string, packages: readonly string[]): string {
  const manifest = join(corpus, 'MANIFEST.tsv');
  const known = new Map<string, string>();
  if (existsSync(manifest))
    for (const line of readFileSync(manifest, 'utf8').split('\n')) {
      const [name, , version] = line.split('\t');
      if (name !== undefined && version !== undefined) known.set(name, version);
    }
  return packages.map((p) => `${p} ${known.get(p) ?? ''}`.trim()).join(', ');
}

function tell(what: string, outcome: Outcome): void {
  const total = outcome.found.length + outcome.missed.length;
  console.log(
    `${what}: ${outcome.found.length} of ${total} found, ${outcome.wrong.length} wrong, ${outcome.fooled.length} of ${outcome.decoys.length} decoys told`,
  );
  for (const m of outcome.missed)
    console.log(`  missed ${m.key} ${m.file}:${m.from} ${m.expected} -> ${m.becomes}: ${m.what}`);
  for (const w of outcome.wrong)
    console.log(
      `  wrong ${w.ruleId} ${w.path}:${w.range.start.line + 1}${w.isNew ? '' : ' (old)'} ${w.message}: ${w.snippet.line.trim()}`,
    );
}
