// Runs one package through the built program: what it has learned, then what it says of the changed package.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import {
  type ConventionRow,
  conventionsAnswerSchema,
  grammarOfPath,
  type ReportFinding,
  reportEnvelopeSchema,
} from '@drift/shared';
import type { Random } from '../support/random.ts';
import { drift } from '../support/temporary-project.ts';
import { type Injection, type Plan, type PlanOptions, type Planted, planOf } from './plan.ts';

/** How the program is run. */
export interface RunOptions extends PlanOptions {
  readonly threads: number;
  /** Settings passed on as `--set`. */
  readonly settings: readonly string[];
}

/** What came of one plan. */
export interface Outcome {
  readonly found: readonly Injection[];
  readonly missed: readonly Injection[];
  /** Deviations told in changed lines, or as new, that nobody injected. */
  readonly wrong: readonly ReportFinding[];
  /** Of those, the ones that the unchanged package had as well, on a line that an injection touched. */
  readonly standing: number;
  readonly decoys: readonly Planted[];
  readonly fooled: readonly Planted[];
}

const CONVENTION = 'drift/pattern/';

/** A package in a repository of its own, which must be a directory that nobody else writes to. */
export class Subject {
  readonly root: string;
  readonly rows: readonly ConventionRow[];
  private readonly sources: ReadonlyMap<string, string>;
  private readonly options: RunOptions;
  /** The deviations of the unchanged package; asked for only where they matter. */
  private known: ReadonlySet<string> | null = null;

  /** Commits what lies at `root` and asks what is learned from it. */
  constructor(root: string, options: RunOptions) {
    this.root = root;
    this.options = options;
    this.git('init', '-q');
    this.commit('base');
    this.sources = sourcesOf(root);
    this.rows = conventionsAnswerSchema.parse(JSON.parse(this.run(['conventions', 'list', '--json']))).conventions;
  }

  /** Carries out one plan on a clean tree, asks for findings, and takes it back. */
  try(random: Random): Outcome {
    const plan = planOf(this.sources, this.rows, random, this.options);
    this.carryOut(plan);
    const findings = this.check();
    this.git('reset', '-q', '--hard');
    const outcome = outcomeOf(plan, findings);
    if (outcome.wrong.length === 0) return outcome;
    this.known ??= new Set(this.check().map(placeOf));
    const { known } = this;
    return { ...outcome, standing: outcome.wrong.filter((f) => known.has(placeOf(f))).length };
  }

  private carryOut(plan: Plan): void {
    for (const [path, text] of plan.texts) {
      mkdirSync(dirname(join(this.root, path)), { recursive: true });
      writeFileSync(join(this.root, path), text);
    }
    for (const [from, to] of plan.moves) renameSync(join(this.root, from), join(this.root, to));
    // As in a commit to be reviewed: git then sees a moved file as moved.
    this.git('add', '-A');
  }

  private check(): readonly ReportFinding[] {
    const report = reportEnvelopeSchema.parse(JSON.parse(this.run(['check', '--all', '--json'])));
    if (report.data.notRun.length > 0) throw new Error(`${this.root}: ${JSON.stringify(report.data.notRun)}`);
    return report.data.findings.filter((f) => f.ruleId.startsWith(CONVENTION));
  }

  private run(args: readonly string[]): string {
    const settings = this.options.settings.flatMap((s) => ['--set', s]);
    const run = drift(this.root, [...args, '--threads', String(this.options.threads), ...settings]);
    if (run.code > 1)
      throw new Error(`drift ${args.join(' ')} ended with ${run.code}: ${run.stderr}${run.stdout.slice(0, 500)}`);
    return run.stdout;
  }

  private commit(message: string): void {
    this.git('add', '-A');
    this.git('commit', '-qm', message);
  }

  private git(...args: string[]): void {
    const identity = ['-c', 'user.name=test', '-c', 'user.email=test@example.invalid', '-c', 'commit.gpgsign=false'];
    const settings = ['-c', 'init.defaultBranch=main', '-c', 'core.autocrlf=false', '-c', 'gc.auto=0'];
    execFileSync('git', [...identity, ...settings, ...args], { cwd: this.root, stdio: ['ignore', 'ignore', 'pipe'] });
  }
}

/** Texts of the source files below a directory by their path. */
function sourcesOf(root: string): ReadonlyMap<string, string> {
  const out = new Map<string, string>();
  const paths = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile() && grammarOfPath(e.name) !== null)
    .map((e) => relative(root, join(e.parentPath, e.name)).split(sep).join('/'))
    .sort();
  for (const path of paths) {
    const text = readFileSync(join(root, path), 'utf8');
    // A text that is not UTF-8 would not survive being written back.
    if (!path.startsWith('.git/') && !text.includes('\ufffd') && !text.startsWith('\ufeff')) out.set(path, text);
  }
  return out;
}

/** A finding in a form that survives small changes. */
function placeOf(f: ReportFinding): string {
  return JSON.stringify([f.ruleId, f.path, f.snippet.line.trim(), f.evidence?.actual]);
}

function outcomeOf(plan: Plan, findings: readonly ReportFinding[]): Outcome {
  const left = new Set(
    findings.filter((f) => f.isNew || plan.changed.get(f.path)?.has(f.range.start.line + 1) === true),
  );
  const found: Injection[] = [];
  const missed: Injection[] = [];
  for (const injection of plan.injections) {
    const hit = [...left].find((f) => isOf(f, injection));
    if (hit === undefined) missed.push(injection);
    else {
      found.push(injection);
      left.delete(hit);
    }
  }
  const fooled = plan.decoys.filter((d) =>
    [...left].some((f) => f.path === d.file && d.from <= f.range.start.line + 1 && f.range.start.line + 1 <= d.to),
  );
  const wrong = [...left];
  return {
    found,
    missed,
    wrong,
    standing: 0,
    decoys: plan.decoys,
    fooled,
  };
}

function isOf(f: ReportFinding, injection: Injection): boolean {
  const line = f.range.start.line + 1;
  return (
    f.ruleId === CONVENTION + injection.key &&
    f.path === injection.file &&
    injection.from <= line &&
    line <= injection.to &&
    f.evidence?.actual === injection.becomes
  );
}
