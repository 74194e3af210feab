import type { Fix, LanguageId, RuleFinding, RuleId, Severity, Span } from '@drift/shared';
import type { Leaf } from '../../facts/leaves.ts';
import type { Directives, Suppression } from '../../facts/suppression-comments.ts';
import type { ProjectIndex } from '../../index/project-index.ts';
import type { FileView } from './file-view.ts';
import type { SuppressionState } from './suppression-state.ts';

/** Whether a rule is on by default: only measured rules are. */
export type Maturity = 'incubating' | 'stable' | 'deprecated';

/** What says whether a rule is on by default. */
export interface Rated {
  readonly maturity: Maturity;
  /** Languages in which a rule that is stable elsewhere was not measured to its bar. */
  readonly incubatingIn?: readonly LanguageId[];
}

/** The maturity of a rule in one language. */
export function maturityIn({ maturity, incubatingIn }: Rated, language: LanguageId): Maturity {
  return maturity === 'stable' && incubatingIn?.includes(language) === true ? 'incubating' : maturity;
}

/** The measured precision of a rule on code it was not written on. */
export interface Precision {
  readonly corpus: string;
  /** Findings read by eye. */
  readonly sample: number;
  /** Share of them that were true, 0 to 1. */
  readonly precision: number;
}

/** What every rule declares of itself. */
export interface RuleMeta extends Rated {
  readonly id: RuleId;
  readonly title: string;
  readonly category: string;
  readonly languages: readonly LanguageId[];
  readonly severity: Severity;
  readonly since: string;
  /** Ids as in `CWE-89`. */
  readonly cwe: readonly string[];
  /** Ids as in `A03:2021`. */
  readonly owasp: readonly string[];
  readonly fix: 'none' | 'safe' | 'unsafe';
  /** True where the rule also speaks in tests and fixtures. */
  readonly inTests: boolean;
  readonly precision?: Precision;
}

/** What a rule's check reports; the engine adds identity and position in the symbol tree. */
export interface Report extends Span {
  readonly message: string;
  readonly confidence?: number;
  readonly secret?: true;
}

/** One place where a name stands as a token of its own. */
export interface NameToken extends Span {
  /** True right after `.`, `?.`, `->` or `::`: the name belongs to what stands before it, not to the scope. */
  readonly isMember: boolean;
}

/** Everything a fix may look at, made when somebody asks for it. */
export interface FixContext {
  readonly view: FileView;
  /** The text that the facts were taken from. */
  readonly text: string;
  /** Ranges of all name tokens with exactly this text inside a range. */
  identifiers(name: string, within: Span): readonly NameToken[];
  /** Every token of code that lies in a range, in order. */
  leaves(within: Span): readonly Leaf[];
  /** What the project answers to a convention's question where the file lies, or `null` where that is not settled. */
  usual(convention: RuleId): string | null;
}

/** A rule that needs one file only. It sees facts, never trees, and must not keep state between files. */
export interface FileRule {
  readonly scope: 'file';
  readonly meta: RuleMeta;
  check(view: FileView, report: (finding: Report) => void): void;
  /** The edit that mends a finding, or why there is none, as part of a sentence. */
  fix?(context: FixContext, finding: RuleFinding): Fix | string;
}

/** A rule that also needs other files: it runs in the slow lane. */
export interface ProjectRule {
  readonly scope: 'project';
  readonly meta: RuleMeta;
  check(view: FileView, index: ProjectIndex, report: (finding: Report) => void): void;
  /** The edit that mends a finding, or why there is none, as part of a sentence. */
  fix?(context: FixContext, finding: RuleFinding): Fix | string;
}

/** What there is to know of the suppressions of a file once everything else has been said about it. */
export interface SuppressionContext extends Directives {
  stateOf(suppression: Suppression): SuppressionState;
  /** Every rule and convention, by id. */
  readonly ruleIds: readonly RuleId[];
  /**
   * Lines (0-based) on which a rule finds something, suppressed or not; `null` for rules that are off here, or of which
   * not everything is known.
   */
  linesOf(rule: RuleId): ReadonlySet<number> | null;
}

/** A rule about the suppressions of a file: it speaks last, and must not keep state between files. */
export interface SuppressionRule {
  readonly scope: 'suppression';
  readonly meta: RuleMeta;
  check(view: FileView, context: SuppressionContext, report: (finding: Report) => void): void;
  /** The edit that mends a finding, or why there is none, as part of a sentence. */
  fix?(context: FixContext, finding: RuleFinding): Fix | string;
}

/** A rule of any kind. */
export type Rule = FileRule | ProjectRule | SuppressionRule;

/** Declares a rule of one file. */
export function defineRule(rule: Omit<FileRule, 'scope'>): FileRule {
  return { scope: 'file', ...rule };
}

/** Declares a rule that reads other files through the index. */
export function defineProjectRule(rule: Omit<ProjectRule, 'scope'>): ProjectRule {
  return { scope: 'project', ...rule };
}

/** Declares a rule about suppressions. */
export function defineSuppressionRule(rule: Omit<SuppressionRule, 'scope'>): SuppressionRule {
  return { scope: 'suppression', ...rule };
}
