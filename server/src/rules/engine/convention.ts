import type { Fix, LanguageId, RuleFinding, RuleId, Span } from '@drift/shared';
import type { FileView } from './file-view.ts';
import type { ProjectReader } from './project-reader.ts';
import type { FixContext, Precision, Rated } from './rule.ts';

/** One answer to a convention's question, at one place. */
export interface Observation extends Span {
  /** `null` where the question applies but its answer cannot be told: counted as an abstention, never as "other". */
  readonly value: string | null;
}

/** An answer that depends on other files. The text of a closed file is not at hand, so it names its own identity. */
export interface ProjectObservation extends Observation {
  /** What stands at the place, in one line: part of a finding's identity. */
  readonly snippet: string;
}

/** What every convention declares of itself: one question with exclusive answers, in an applicability set. */
interface ConventionBase extends Rated {
  readonly id: RuleId;
  readonly title: string;
  readonly languages: readonly LanguageId[];
  readonly since: string;
  readonly fix: 'none' | 'safe' | 'unsafe';
  /** What an unsafe fix may change, for whoever is about to apply it. */
  readonly caution?: string;
  readonly precision?: Precision;
  /** What one vote is about, in the plural: `functions`, `catch clauses`. */
  readonly sites: string;
  /** Every answer that a place can show; `open` where names of people's own are answers too. */
  readonly answers: readonly string[] | 'open';
  /**
   * Share of the sites (0 to 1) that the leading answer needs before others are told, where nobody decided: for
   * questions whose rarer answer is meant in whole parts of a code base as long as it is not rare indeed.
   */
  readonly leastShare?: number;
  /** The kind of tool that decides the question where one is set up: nothing is told there. */
  readonly leftTo?: 'importSorter';
  /**
   * False where a deviation from `expected` must not be flagged although it counts as a vote, for example a
   * one-word name that fits several styles.
   */
  deviates?(actual: string, expected: string): boolean;
  /** How a value is called in a message; the value itself by default. */
  describe?(value: string): string;
  /** The edit that gives a place the expected answer, or why there is none, as part of a sentence. */
  fixFor?(context: FixContext, finding: RuleFinding, expected: string): Fix | string;
}

/**
 * A convention that one file answers. `observe` reports every applicable place with its answer, or with `null` where it
 * cannot be told; a place where the question does not arise is not reported.
 */
export interface FileConvention extends ConventionBase {
  readonly scope: 'file';
  observe(view: FileView, report: (observation: Observation) => void): void;
  /** How it is answered in those of its languages in which one file is not enough. */
  readonly acrossFiles?: AcrossFiles;
}

/** An observation that reads other files, in some languages. */
export interface AcrossFiles {
  readonly languages: readonly LanguageId[];
  observe(view: FileView, project: ProjectReader, report: (observation: ProjectObservation) => void): void;
}

/** As `FileConvention`, for a question that also needs other files: it is observed only where somebody asks for it. */
export interface ProjectConvention extends ConventionBase {
  readonly scope: 'project';
  observe(view: FileView, project: ProjectReader, report: (observation: ProjectObservation) => void): void;
}

/** A convention of either kind. */
export type Convention = FileConvention | ProjectConvention;

/** How a convention observes a language with the help of other files, or `null` where it reads one file or none. */
export function acrossFiles(convention: Convention, language: LanguageId): AcrossFiles | null {
  const part = convention.scope === 'project' ? convention : convention.acrossFiles;
  return part?.languages.includes(language) === true ? part : null;
}

/** Declares a convention key. */
export function defineConvention(convention: Omit<FileConvention, 'scope'>): FileConvention {
  return { scope: 'file', ...convention };
}

/** Declares a convention key that reads other files. */
export function defineProjectConvention(convention: Omit<ProjectConvention, 'scope'>): ProjectConvention {
  return { scope: 'project', ...convention };
}
