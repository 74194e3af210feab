import { byCodeUnit, type FileId, type LanguageId } from '@drift/shared';
import type { Population } from '../analysis/conventions/tally.ts';
import { shapesOf } from '../analysis/shapes/function-shapes.ts';
import { NO_PATTERNS, type PatternSnapshot, populationKey } from '../analysis/shapes/pattern-snapshot.ts';
import type { PopulationPatterns } from '../analysis/shapes/patterns.ts';
import { PopulationLearner } from '../analysis/shapes/population-learner.ts';
import type { ShapedFile } from '../analysis/shapes/population-rows.ts';
import type { Stepwise } from '../analysis/shapes/stepwise.ts';
import { populationOf } from '../enforcement/convention-findings.ts';
import { PATTERN_RULE_IDS } from '../enforcement/pattern-findings.ts';
import type { ActiveRules } from '../rules/engine/active-rules.ts';
import type { FileAnalysis } from './file-analyzer.ts';
import type { Pacer } from './pacer.ts';

type Teachers = ReadonlyMap<FileId, FileAnalysis>;

/** Files looked at between two looks at the clock. */
const FILES_A_LOOK = 32;

/** Keeps the patterns of a root. They are learned where a rule judges by them, or when somebody asks. */
export class PatternKeeper {
  private teachers: Teachers = new Map();
  private learnedFrom: Teachers | null = null;
  private judges = false;
  private readonly learners = new Map<string, PopulationLearner>();
  private snapshot: PatternSnapshot = NO_PATTERNS;
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
    const populations = await collect(teachers, pacer);
    for (const key of this.learners.keys()) if (!populations.has(key)) this.learners.delete(key);
    const next = new Map<string, PopulationPatterns>();
    for (const key of [...populations.keys()].sort(byCodeUnit)) {
      const shaped = populations.get(key);
      if (shaped === undefined) continue;
      const learner = this.learners.get(key) ?? new PopulationLearner(shaped.language, shaped.population);
      this.learners.set(key, learner);
      next.set(key, await paced(learner.learn(shaped.files), pacer));
    }
    const { snapshot } = this;
    this.learnedFrom = teachers;
    if (next.size !== snapshot.size || [...next].some(([k, p]) => snapshot.get(k) !== p)) this.snapshot = next;
    return this.snapshot;
  }
}

interface ShapedPopulation {
  readonly language: LanguageId;
  readonly population: Population;
  readonly files: ShapedFile[];
}

/** The shapes of all files by population, in path order whatever order the files come in. */
async function collect(teachers: Teachers, pacer: Pacer): Promise<ReadonlyMap<string, ShapedPopulation>> {
  const out = new Map<string, ShapedPopulation>();
  let looked = 0;
  for (const file of [...teachers.keys()].sort(byCodeUnit)) {
    const analysis = teachers.get(file);
    const population = analysis === undefined ? null : populationOf(analysis.role);
    if (analysis === undefined || population === null) continue;
    const { language } = analysis.facts;
    const key = populationKey(language, population);
    let all = out.get(key);
    if (all === undefined) {
      all = { language, population, files: [] };
      out.set(key, all);
    }
    all.files.push({ file, shapes: shapesOf(analysis.facts) });
    if (++looked % FILES_A_LOOK === 0) await pacer.pause();
  }
  return out;
}

/** Does stepwise work and gives way to requests in between. */
async function paced<T>(work: Stepwise<T>, pacer: Pacer): Promise<T> {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    await pacer.pause();
  }
}
