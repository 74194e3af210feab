import type { FileId, Tier } from '@drift/shared';
import { cappedDelta, type FeedbackDelta } from '../feedback/deltas.ts';
import { betaInterval } from './beta.ts';
import { type Category, categoryOf, tierOf } from './category.ts';
import {
  CLUSTER_CORRELATION,
  MIN_FILES_TO_ENFORCE,
  MIN_SITE_SHARE_TO_ENFORCE,
  MIN_SITES_TO_ENFORCE,
  PRIOR_MASS,
  UNIVERSAL_SHARE,
} from './parameters.ts';
import { isWithin, type Scope, type ScopeTally, scopeTallies } from './scopes.ts';
import {
  decidedEnforcement,
  decisionIn,
  decisionsFor,
  type Enforcement,
  learnedEnforcement,
  type NumberedDecision,
  type Question,
} from './standing.ts';
import { type FileVotes, type Population, type Tally, VOTE } from './tally.ts';

/** One value of a convention with its support. */
export interface ValueCount {
  readonly value: string;
  /** Fractional votes: each file with applicable sites has one vote in all. */
  readonly votes: number;
  readonly sites: number;
  readonly share: number;
}

/** One place that shows a value of a convention. */
export interface Example {
  readonly file: FileId;
  readonly start: number;
  readonly end: number;
}

/** What the code base does about one question in one scope. */
export interface ConventionState extends Question {
  readonly scope: Scope;
  readonly values: readonly ValueCount[];
  readonly leader: ValueCount;
  readonly files: number;
  readonly sites: number;
  /** Sites whose answer could not be told. */
  readonly abstained: number;
  /** Directories the files lie in; many files in few directories count for less. */
  readonly directories: number;
  /** Parameters of the leader's posterior. */
  readonly alpha: number;
  readonly beta: number;
  readonly mean: number;
  readonly interval: readonly [number, number];
  readonly tier: Tier;
  readonly category: Category;
  /** The decision in force here; `null` where the answer was only learned. */
  readonly decision: NumberedDecision | null;
  /** What deviations are judged by; `null` where none is told. */
  readonly enforcement: Enforcement | null;
  /** Files that hold a site with the expected (or else the leading) value, in path order, each with its first such site. */
  readonly examples: readonly Example[];
}

/** The states of one question, narrowest scope first. */
export type QuestionStates = readonly ConventionState[];

/** The frozen result of learning: deviations are judged against it and never enter it. */
export type Snapshot = ReadonlyMap<string, QuestionStates>;

/** What learning depends on besides the votes. */
export interface LearnContext {
  readonly minSites: number;
  readonly minFiles: number;
  readonly dominance: number;
  readonly packages: ReadonlySet<string>;
  readonly decisions: readonly NumberedDecision[];
  /** Share of the sites that conventions need before they are told undecided, where it is more than usual. */
  readonly leastShares: ReadonlyMap<number, number>;
  /** What people's reactions add to the posterior, by convention. */
  readonly feedback: ReadonlyMap<number, FeedbackDelta>;
}

/** Key of a question in a snapshot. */
export function questionKey({ convention, language, population }: Question): string {
  return `${convention}/${language}/${population}`;
}

/** The state that holds for one file: that of the narrowest scope around it. */
export function stateFor(
  snapshot: Snapshot,
  question: { readonly convention: number; readonly language: Question['language']; readonly population: Population },
  file: FileId,
): ConventionState | undefined {
  return snapshot.get(questionKey(question))?.find((s) => isWithin(file, s.scope.path));
}

/** Learns one question from the votes of all files, which must come in path order. */
export function learnQuestion(question: Question, votes: readonly FileVotes[], context: LearnContext): QuestionStates {
  const decisions = decisionsFor(question, context.decisions);
  const declared = new Set(decisions.flatMap((d) => (d.scope === undefined ? [] : [d.scope])));
  const tallies = scopeTallies(votes, { packages: context.packages, declared });
  const narrow: string[] = [];
  return tallies.flatMap(({ scope, tally }) => {
    const decision = decisionIn(scope, decisions);
    const state = stateOf(question, { scope, tally }, decision, context);
    const inner = [...narrow];
    narrow.push(scope.path);
    if (state === null) return [];
    const shown = state.enforcement?.expected ?? state.leader.value;
    return [{ ...state, examples: examplesOf(votes, shown, scope, inner) }];
  });
}

/** First sites with a value in the files of a scope that belong to no narrower one. */
function examplesOf(votes: readonly FileVotes[], value: string, scope: Scope, inner: readonly string[]): Example[] {
  const out: Example[] = [];
  for (const vote of votes) {
    const site = vote.sites.get(value);
    if (site === undefined || !isWithin(vote.file, scope.path)) continue;
    if (inner.some((path) => isWithin(vote.file, path))) continue;
    out.push({ file: vote.file, start: site.start, end: site.end });
  }
  return out;
}

function stateOf(
  question: Question,
  { scope, tally }: ScopeTally,
  decision: NumberedDecision | null,
  context: LearnContext,
): ConventionState | null {
  // A directory that a decision names is a scope even before the code there shows anything.
  const decided = decision?.scope === scope.path || decision?.status === 'pinned' ? decision : null;
  const values = valuesOf(tally, decided?.value);
  const leader = values[0] ?? (decided === null ? undefined : NOTHING_SHOWN);
  if (leader === undefined) return null;
  const isListed = tally.sites >= context.minSites && tally.files >= context.minFiles;
  if (!isListed && decision === null && scope.kind === 'project') return null;
  const said = context.feedback.get(question.convention);
  const feedback = said === undefined ? undefined : cappedDelta(said, tally.files);
  const posterior = posteriorOf(tally, leader, { values: values.length, weight: weightOf(tally), feedback });
  const category = categoryOf(
    values.map((v) => v.share),
    posterior.tier,
    context.dominance,
  );
  const enough =
    tally.files >= MIN_FILES_TO_ENFORCE &&
    leader.sites >= MIN_SITES_TO_ENFORCE &&
    leader.sites >= MIN_SITE_SHARE_TO_ENFORCE * tally.sites;
  const settledButClustered =
    posterior.tier !== 'established' &&
    leader.share >= UNIVERSAL_SHARE &&
    posteriorOf(tally, leader, { values: values.length, weight: 1, feedback }).tier === 'established';
  const learned = learnedEnforcement(leader.value, {
    category,
    tier: posterior.tier,
    settledButClustered,
    enough: enough && leader.sites >= (context.leastShares.get(question.convention) ?? 0) * tally.sites,
  });
  const supported =
    enough &&
    leader.value === decision?.value &&
    (settledButClustered || posterior.tier === 'established' || posterior.tier === 'emerging');
  return {
    convention: question.convention,
    language: question.language,
    population: question.population,
    scope,
    values,
    leader,
    files: tally.files,
    sites: tally.sites,
    abstained: tally.abstained,
    directories: tally.leaves,
    ...posterior,
    category,
    decision,
    enforcement:
      decision === null ? learned : decidedEnforcement(decision, learned, { category, supported, sites: tally.sites }),
    examples: [],
  };
}

/** The leader where nobody has shown or named an answer. */
const NOTHING_SHOWN: ValueCount = { value: '', votes: 0, sites: 0, share: 0 };

/** The values by votes; a decided value takes part even where nothing shows it yet. */
function valuesOf(tally: Tally, pinned: string | undefined): ValueCount[] {
  const values = [...tally.values].map(([value, v]) => ({
    value,
    votes: v.units / VOTE,
    sites: v.sites,
    share: tally.share(value),
  }));
  if (pinned !== undefined && !tally.values.has(pinned)) values.push({ value: pinned, votes: 0, sites: 0, share: 0 });
  return values.sort((a, b) => b.votes - a.votes || (a.value < b.value ? -1 : 1));
}

/** What a file's vote is worth: less, the more files lie together (Kish's design effect). */
function weightOf(tally: Tally): number {
  const perDirectory = tally.files / Math.max(1, tally.leaves);
  return 1 / (1 + Math.max(0, perDirectory - 1) * CLUSTER_CORRELATION);
}

interface Prior {
  readonly values: number;
  readonly weight: number;
  readonly feedback: { readonly alpha: number; readonly beta: number } | undefined;
}

/** Beta posterior of the leader against the rest, with prior mass 2 spread over the values. */
function posteriorOf(
  tally: Tally,
  leader: ValueCount,
  { values, weight, feedback }: Prior,
): Pick<ConventionState, 'alpha' | 'beta' | 'mean' | 'interval' | 'tier'> {
  const prior = PRIOR_MASS / Math.max(2, values);
  const alpha = prior + leader.votes * weight + (feedback?.alpha ?? 0);
  const beta = PRIOR_MASS - prior + (tally.files - leader.votes) * weight + (feedback?.beta ?? 0);
  const interval = betaInterval(alpha, beta);
  const mean = alpha / (alpha + beta);
  return { alpha, beta, mean, interval, tier: tierOf(mean, interval[1] - interval[0]) };
}
