// Injects deviations into real packages and measures what is told of them.
// usage: npm run inject -- --corpus DIR [--seed N] [--rounds N] [--per-key N] [--only a,b] [--every-key] [--write]
//        npm run inject -- --corpus DIR --abstention [--only a,b] [--write]
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
import { type ConventionRow, grammarOfPath } from '@drift/shared';
import { Random } from '../support/random.ts';
import { type Surveyed, surveyOf, surveyTable } from './abstention.ts';
import { type Outcome, type RunOptions, Subject } from './harness.ts';
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
      abstention: { type: 'boolean', default: false },
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
    .filter((e) => e.isDirectory() && (only === undefined || only.includes(e.name)))
    .map((e) => e.name)
    .sort();
  const write = (name: string, title: string, command: string, text: string): void => {
    console.log(text);
    if (!values.write) return;
    const environment = `drift ${version}, node ${process.version}, ${cpus().length} x ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GB`;
    const head = `# ${title}\n\n\`npm run inject -- --corpus DIR ${command} --write\`\n\nEnvironment: ${environment}.`;
    writeFileSync(join(here, name), `${head}\n\nCorpus: ${versionsOf(corpus, packages)}.\n\n${text}\n`);
  };
  if (values.abstention) {
    const text = surveyTable(surveyed(corpus, packages, Number(values.threads)));
    write('RESULTS-abstention.md', 'What keys cannot tell', '--abstention', text);
    return 0;
  }
  const [seed, rounds] = [Number(values.seed), Number(values.rounds)];
  const totals = totalsOf(
    injected(corpus, packages, {
      seeds: Array.from({ length: rounds }, (_, round) => seed + round),
      perKey: Number(values['per-key']),
      decoys: Number(values.decoys),
      threads: Number(values.threads),
      settings: values['every-key'] ? [EVERY_KEY] : [],
    }),
  );
  write(
    values['every-key'] ? 'RESULTS-every-key.md' : 'RESULTS.md',
    'Injected deviations',
    `--seed ${seed} --rounds ${rounds} --per-key ${values['per-key']} --decoys ${values.decoys}${values['every-key'] ? ' --every-key' : ''}`,
    tableOf(totals),
  );
  return passes(totals) ? 0 : 1;
}

const EVERY_KEY = 'analysis.incubating=all';
/** Lists what little is known as well: a key that can tell one site of a hundred counts. */
const LIST_ALL = ['analysis.min_occurrences=1', 'analysis.min_files=1'];

/** What came of injecting into each package, once for each seed. */
function injected(
  corpus: string,
  packages: readonly string[],
  options: RunOptions & { readonly seeds: readonly number[] },
): readonly Outcome[] {
  const all: Outcome[] = [];
  for (const name of packages) {
    inCopy(corpus, name, (root) => {
      const subject = new Subject(root, options);
      for (const seed of options.seeds) {
        const outcome = subject.try(new Random(seed));
        all.push(outcome);
        tell(`${name}, seed ${seed}`, outcome);
      }
    });
  }
  return all;
}

/** What every key shows of each package. */
function surveyed(corpus: string, packages: readonly string[], threads: number): readonly Surveyed[] {
  const rows = new Map<string, readonly ConventionRow[]>();
  const options = { perKey: 0, decoys: 0, threads, settings: [EVERY_KEY, ...LIST_ALL] };
  for (const name of packages) {
    console.error(name);
    inCopy(corpus, name, (root) => rows.set(name, new Subject(root, options).rows));
  }
  return surveyOf(rows);
}

/** Hands on a copy of a package, with plain ends of lines, in a directory that is removed afterwards. */
function inCopy(corpus: string, name: string, use: (root: string) => void): void {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'drift-inject-'));
  try {
    const root = join(folder, name);
    cpSync(join(corpus, name), root, { recursive: true });
    normalize(root);
    use(root);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
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
