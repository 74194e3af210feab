import type { FileId, RuleId, Span } from './ids.ts';

/** Severities from worst to mildest. */
export const SEVERITIES = ['error', 'warning', 'info', 'hint'] as const;
/** One of the severities. */
export type Severity = (typeof SEVERITIES)[number];

/** How well-supported a finding is; only `established` and approved evidence produces warnings. */
export type Tier = 'established' | 'emerging' | 'tentative' | 'uncertain';

/** A place in a file that helps to understand a finding. */
export interface RelatedPlace extends Span {
  readonly file: FileId;
  readonly message: string;
}

/** One replacement of a span by a text, in one file. */
export interface TextEdit extends Span {
  readonly file: FileId;
  readonly newText: string;
}

/** A change that removes the finding. `safe` fixes keep behaviour; `unsafe` ones need a person's eye. */
export interface Fix {
  readonly title: string;
  readonly kind: 'safe' | 'unsafe';
  readonly edits: readonly TextEdit[];
}

/** The numbers behind a convention finding. */
export interface Evidence {
  readonly conforming: number;
  readonly total: number;
  readonly expected: string;
  readonly actual: string;
  /** How settled the convention is. */
  readonly category: string;
  /** Directory the convention holds in; `''` for the whole project. */
  readonly scope: string;
  /** How unlikely the agreement is by chance: deviations are ranked by it. */
  readonly rank: number;
}

/** The statistics behind a numeric outlier; messages never show them. */
export interface OutlierEvidence {
  readonly value: number;
  readonly median: number;
  /** Largest count that is not told; `null` for ratios. */
  readonly limit: number | null;
  /** Size of the population. */
  readonly n: number;
  readonly deviation: number;
  readonly significance: 'critical' | 'high' | 'moderate' | 'low';
  readonly direction: 'above' | 'below';
  readonly methods: readonly { readonly method: string; readonly statistic: number; readonly threshold: number }[];
}

/** What a rule says about one place, in offsets; the form rules return. */
export interface RuleFinding extends Span {
  readonly ruleId: RuleId;
  readonly message: string;
  /** Enclosing symbol path such as `Class.method`, or `''` at module level. */
  readonly symbol: string;
  /** The code in question with white space folded: part of the finding's identity. */
  readonly snippet: string;
  readonly confidence: number;
  readonly tier: Tier;
  /** The kind of fix the rule can compute for this place when asked. */
  readonly fixable?: 'safe' | 'unsafe';
  /** The range is a secret: no surface may show its text. */
  readonly secret?: true;
  readonly related?: readonly RelatedPlace[];
  readonly evidence?: Evidence;
  readonly outlier?: OutlierEvidence;
}

/** A finding as every surface shows it: judged, ranked by severity, with its identity. */
export interface Finding extends RuleFinding {
  readonly file: FileId;
  /** 16 hex digits made of rule id, path, symbol, normalised snippet and ordinal; never of a line or column. */
  readonly id: string;
  /** What it says of which code, wherever that lies: 16 hex digits made of rule id, symbol and snippet. */
  readonly key: string;
  /** The committed baseline lists it. */
  readonly accepted: boolean;
  readonly severity: Severity;
  readonly isNew: boolean;
  readonly cwe: readonly string[];
}
