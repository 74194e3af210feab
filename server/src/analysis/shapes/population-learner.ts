import type { LanguageId } from '@drift/shared';
import type { Population } from '../conventions/tally.ts';
import { type AlikePairs, NO_PAIRS, pairsAfter } from './alike-pairs.ts';
import { JOIN_LEVELS, KIND_BANDING, STALE_TEXTS } from './parameters.ts';
import { freezePopulation, type PopulationPatterns } from './patterns.ts';
import { NO_ROWS, type PopulationRows, rowsOf, type ShapedFile } from './population-rows.ts';
import { samePatterns } from './same-patterns.ts';
import { StepTexts } from './step-texts.ts';
import type { Stepwise } from './stepwise.ts';

const LIKENESS = { banding: KIND_BANDING, least: JOIN_LEVELS[0] } as const;

/** Learns the patterns of one population. After a change only what the changed files touch is looked at; the patterns are those of all files learned at once. */
export class PopulationLearner {
  private readonly language: LanguageId;
  private readonly population: Population;
  private rows: PopulationRows = NO_ROWS;
  private pairs: AlikePairs = NO_PAIRS;
  private texts = new StepTexts();
  /** Texts that were there when `texts` began. */
  private first = 0;
  private frozen: PopulationPatterns | null = null;

  constructor(language: LanguageId, population: Population) {
    this.language = language;
    this.population = population;
  }

  /** The patterns of some files, which are in order of path; the same object as long as it judges and cites alike. */
  *learn(files: readonly ShapedFile[]): Stepwise<PopulationPatterns> {
    if (this.frozen !== null && sameFiles(this.rows.files, files)) return this.frozen;
    const { rows, moves } = yield* rowsOf(files, this.rows);
    const pairs = yield* pairsAfter({ sets: this.rows.sets, pairs: this.pairs }, rows.sets, moves, LIKENESS);
    this.learnTexts(files);
    const { language, population, texts } = this;
    const patterns = yield* freezePopulation({ language, population, members: rows.members, pairs, texts });
    this.rows = rows;
    this.pairs = pairs;
    if (this.frozen === null || !samePatterns(this.frozen, patterns)) this.frozen = patterns;
    return this.frozen;
  }

  private learnTexts(files: readonly ShapedFile[]): void {
    const known = new Set(this.rows.files.map((f) => f.shapes));
    this.texts.learn(
      files.filter((f) => !known.has(f.shapes)),
      files,
    );
    if (this.first > 0 && this.texts.size < this.first + STALE_TEXTS) return;
    if (this.first > 0) {
      this.texts = new StepTexts();
      this.texts.learn(files, files);
    }
    this.first = this.texts.size;
  }
}

function sameFiles(a: readonly ShapedFile[], b: readonly ShapedFile[]): boolean {
  return a.length === b.length && a.every((f, i) => f.file === b[i]?.file && f.shapes === b[i]?.shapes);
}
