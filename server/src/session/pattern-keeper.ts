import { byCodeUnit, type FileId } from '@drift/shared';
import { shapesOf } from '../analysis/shapes/function-shapes.ts';
import { minHash } from '../analysis/shapes/min-hash.ts';
import { NO_PATTERNS, type PatternSnapshot, populationKey } from '../analysis/shapes/pattern-snapshot.ts';
import {
  freezePopulation,
  type PopulationMember,
  type PopulationPatterns,
  type ShapePopulation,
  samePatterns,
} from '../analysis/shapes/patterns.ts';
import type { Stepwise } from '../analysis/shapes/stepwise.ts';
import { populationOf } from '../enforcement/convention-findings.ts';
import { PATTERN_RULE_IDS } from '../enforcement/pattern-findings.ts';
import type { ActiveRules } from '../rules/engine/active-rules.ts';
import type { FileAnalysis } from './file-analyzer.ts';
import type { Pacer } from './pacer.ts';

type Teachers = ReadonlyMap<FileId, FileAnalysis>;

interface Frozen {
  readonly members: readonly PopulationMember[];
  readonly patterns: PopulationPatterns;
}

/** Keeps the patterns of a root. They are learned where a rule judges by them, or when somebody asks. */
export class PatternKeeper {
  private teachers: Teachers = new Map();
  private learnedFrom: Teachers | null = null;
  private judges = false;
  private frozen: ReadonlyMap<string, Frozen> = new Map();
  private snapshot: PatternSnapshot = NO_PATTERNS;
  private readonly known = new WeakMap<FileAnalysis, readonly PopulationMember[]>();
  private learning: Promise<PatternSnapshot> | null = null;

  /** What findings are judged by: nothing while no rule needs it. The same object as long as it judges and cites alike. */
  get law(): PatternSnapshot {
    return this.judges ? this.snapshot : NO_PATTERNS;
  }

  /** What was learned of the texts that teach now, or `null` while nobody asked. */
  get current(): PatternSnapshot | null {
    return this.learnedFrom === this.teachers ? this.snapshot : null;
  }

  /** Takes the texts that teach. Learns at once where a rule is on; otherwise this costs nothing. */
  async relearn(teachers: Teachers, active: ActiveRules, pacer: Pacer): Promise<void> {
    this.teachers = teachers;
    this.judges = [...active.rules.values()].some((ids) => PATTERN_RULE_IDS.some((id) => ids.has(id)));
    if (this.judges) await this.ask(pacer);
  }

  /** The patterns of the texts that teach; learns them where that was not done yet. */
  async ask(pacer: Pacer): Promise<PatternSnapshot> {
    while (this.learnedFrom !== this.teachers) {
      this.learning ??= this.learn(pacer).finally(() => {
        this.learning = null;
      });
      await this.learning;
    }
    return this.snapshot;
  }

  private async learn(pacer: Pacer): Promise<PatternSnapshot> {
    const { teachers } = this;
    const populations = await this.collect(teachers, pacer);
    const next = new Map<string, Frozen>();
    for (const key of [...populations.keys()].sort(byCodeUnit)) {
      const population = populations.get(key);
      if (population === undefined) continue;
      const before = this.frozen.get(key);
      const isSame = before !== undefined && sameMembers(before.members, population.members);
      const patterns = isSame ? before.patterns : await paced(freezePopulation(population), pacer);
      const keeps = before !== undefined && samePatterns(before.patterns, patterns);
      next.set(key, { members: population.members, patterns: keeps ? before.patterns : patterns });
      await pacer.pause();
    }
    const changed =
      next.size !== this.frozen.size || [...next].some(([k, f]) => this.frozen.get(k)?.patterns !== f.patterns);
    this.frozen = next;
    this.learnedFrom = teachers;
    if (changed) this.snapshot = new Map([...next].map(([k, f]) => [k, f.patterns]));
    return this.snapshot;
  }

  /** The functions of all files by population, in path order whatever order the files come in. */
  private async collect(teachers: Teachers, pacer: Pacer): Promise<Map<string, ShapePopulation>> {
    const out = new Map<string, ShapePopulation & { members: PopulationMember[]; steps: Map<number, string> }>();
    for (const file of [...teachers.keys()].sort(byCodeUnit)) {
      const analysis = teachers.get(file);
      const population = analysis === undefined ? null : populationOf(analysis.role);
      if (analysis === undefined || population === null) continue;
      const { language } = analysis.facts;
      const key = populationKey(language, population);
      let all = out.get(key);
      if (all === undefined) {
        all = { language, population, members: [], steps: new Map() };
        out.set(key, all);
      }
      all.members.push(...this.membersOf(file, analysis));
      for (const [feature, text] of shapesOf(analysis.facts).steps) {
        const before = all.steps.get(feature);
        if (before === undefined || text < before) all.steps.set(feature, text);
      }
      await pacer.pause();
    }
    return out;
  }

  private membersOf(file: FileId, analysis: FileAnalysis): readonly PopulationMember[] {
    const before = this.known.get(analysis);
    if (before !== undefined) return before;
    const members = shapesOf(analysis.facts).functions.map((shape) => ({
      file,
      shape,
      minHash: minHash(shape.features),
    }));
    this.known.set(analysis, members);
    return members;
  }
}

/** Does stepwise work and gives way to requests in between. */
async function paced<T>(work: Stepwise<T>, pacer: Pacer): Promise<T> {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    await pacer.pause();
  }
}

function sameMembers(a: readonly PopulationMember[], b: readonly PopulationMember[]): boolean {
  return a.length === b.length && a.every((m, i) => m === b[i]);
}
