import { byCodeUnit, type DriftConfig, type FeedbackRecord, type FileId, LANGUAGES } from '@drift/shared';
import { type Vote, votesOf } from '../analysis/conventions/file-votes.ts';
import {
  type LearnContext,
  learnQuestion,
  type QuestionStates,
  questionKey,
  type Snapshot,
} from '../analysis/conventions/snapshot.ts';
import type { NumberedDecision, Question } from '../analysis/conventions/standing.ts';
import type { FileVotes, Population } from '../analysis/conventions/tally.ts';
import { feedbackDeltas } from '../analysis/feedback/deltas.ts';
import { populationOf } from '../enforcement/convention-findings.ts';
import type { LeftToTools } from '../enforcement/left-to-tools.ts';
import type { ActiveRules } from '../rules/engine/active-rules.ts';
import { NOT_TOLD, type ObservationSet, siteAt, siteCount } from '../rules/engine/observation-set.ts';
import { CONVENTIONS } from '../rules/registry.ts';
import type { FileAnalysis } from './file-analyzer.ts';
import type { Pacer } from './pacer.ts';
import { asksAcrossFiles } from './project-observations.ts';
import { TeacherObservations } from './teacher-observations.ts';

/** Where a learner takes its settings from. */
export interface LearnSettings {
  readonly config: DriftConfig;
  /** What is on; conventions that read other files are observed only where one is. */
  readonly active: ActiveRules | null;
  /** Directories that hold a manifest. */
  readonly packages: ReadonlySet<string>;
  /** Texts of those manifests, by path. */
  readonly manifests: ReadonlyMap<FileId, string>;
  readonly decisions: readonly NumberedDecision[];
  /** What people said about findings, in order of time. */
  readonly feedback: readonly FeedbackRecord[];
  /** What formatters decide is no habit of people. */
  readonly left: LeftToTools;
}

interface Learned {
  readonly question: Question;
  readonly votes: readonly FileVotes[];
  readonly states: QuestionStates;
}

const POPULATIONS: readonly Population[] = ['source', 'test'];
const LEAST_SHARES: ReadonlyMap<number, number> = new Map(
  CONVENTIONS.flatMap((c, i) => (c.leastShare === undefined ? [] : [[i, c.leastShare] as const])),
);
const votesByAnalysis = new WeakMap<FileAnalysis, readonly FileVotes[]>();

/** Keeps what a root has learned. Learning again costs only the questions whose votes changed. */
export class Learner {
  private learned = new Map<string, Learned>();
  private settings: LearnSettings | null = null;
  private frozen: Snapshot = new Map();
  /** Made when somebody first asks for a convention that reads other files. */
  private project: TeacherObservations | null = null;

  /** The snapshot in force; the same object as long as it judges and cites alike. */
  get snapshot(): Snapshot {
    return this.frozen;
  }

  /** The votes a question was last learned from, in path order. */
  votesOn(key: string): readonly FileVotes[] {
    return this.learned.get(key)?.votes ?? [];
  }

  /** Learns from the texts that teach, in path order whatever order they are given in, and freezes the result. */
  async learn(teachers: ReadonlyMap<FileId, FileAnalysis>, settings: LearnSettings, pacer: Pacer): Promise<void> {
    const { active } = settings;
    const asked = new Set(LANGUAGES.filter((l) => active !== null && asksAcrossFiles(active, l)));
    const asking = new Map([...teachers].filter(([, { facts }]) => asked.has(facts.language)));
    this.project = asking.size === 0 ? null : (this.project ?? new TeacherObservations());
    await this.project?.take(asking, settings.manifests, pacer);
    const ballots = await collect(teachers, { project: this.project, left: settings.left }, pacer);
    for (const q of decidedQuestions(settings.decisions)) {
      const key = questionKey(q);
      if (!ballots.has(key)) ballots.set(key, { question: q, votes: [] });
    }
    const keepsSettings = this.settings !== null && sameSettings(this.settings, settings);
    const context = contextOf(settings);
    const next = new Map<string, Learned>();
    for (const key of [...ballots.keys()].sort(byCodeUnit)) {
      const ballot = ballots.get(key);
      if (ballot === undefined) continue;
      const known = this.learned.get(key);
      const states =
        known !== undefined && keepsSettings && sameVotes(known.votes, ballot.votes)
          ? known.states
          : learnQuestion(ballot.question, ballot.votes, context);
      next.set(key, { ...ballot, states });
      await pacer.pause();
    }
    const changed =
      next.size !== this.learned.size || [...next].some(([k, l]) => this.learned.get(k)?.states !== l.states);
    this.learned = next;
    this.settings = settings;
    if (changed) this.frozen = new Map([...next].flatMap(([k, l]) => (l.states.length === 0 ? [] : [[k, l.states]])));
  }
}

/** Learns once, from texts that are not kept: what another commit would have taught. */
export async function learnOnce(
  teachers: ReadonlyMap<FileId, FileAnalysis>,
  settings: LearnSettings,
  pacer: Pacer,
): Promise<Snapshot> {
  const learner = new Learner();
  await learner.learn(teachers, settings, pacer);
  return learner.snapshot;
}

interface Ballot {
  readonly question: Question;
  readonly votes: FileVotes[];
}

async function collect(
  teachers: ReadonlyMap<FileId, FileAnalysis>,
  { project, left }: { readonly project: TeacherObservations | null; readonly left: LeftToTools },
  pacer: Pacer,
): Promise<Map<string, Ballot>> {
  const out = new Map<string, Ballot>();
  for (const file of [...teachers.keys()].sort(byCodeUnit)) {
    const analysis = teachers.get(file);
    if (analysis === undefined) continue;
    const more = project === null ? [] : votesIn(file, analysis, project.of(file, analysis));
    for (const vote of [...votesOfFile(file, analysis), ...more]) {
      const convention = CONVENTIONS[vote.convention];
      if (convention !== undefined && left.to(convention, vote.language, file) !== null) continue;
      const key = questionKey(vote);
      const ballot = out.get(key);
      if (ballot === undefined) out.set(key, { question: vote, votes: [vote] });
      else ballot.votes.push(vote);
    }
    await pacer.pause();
  }
  return out;
}

function contextOf({ config, packages, decisions, feedback }: LearnSettings): LearnContext {
  const { min_occurrences, min_files, dominance_threshold } = config.analysis;
  return {
    minSites: min_occurrences,
    minFiles: min_files,
    dominance: dominance_threshold,
    packages,
    decisions,
    leastShares: LEAST_SHARES,
    feedback: new Map(
      [...feedbackDeltas(feedback)].flatMap(([id, delta]) => {
        const number = CONVENTIONS.findIndex((c) => c.id === id);
        return number < 0 ? [] : [[number, delta] as const];
      }),
    ),
  };
}

/** Questions somebody decided, whether or not the code shows them yet. */
function decidedQuestions(decisions: readonly NumberedDecision[]): Question[] {
  return decisions.flatMap((d) =>
    (CONVENTIONS[d.convention]?.languages ?? [])
      .filter((language) => (d.language ?? language) === language)
      .flatMap((language) =>
        POPULATIONS.filter((p) => (d.population ?? p) === p).map((population) => ({
          convention: d.convention,
          language,
          population,
        })),
      ),
  );
}

function sameSettings(a: LearnSettings, b: LearnSettings): boolean {
  const same =
    a.decisions === b.decisions &&
    a.feedback === b.feedback &&
    a.packages.size === b.packages.size &&
    [...a.packages].every((p) => b.packages.has(p));
  const [x, y] = [a.config.analysis, b.config.analysis];
  return (
    same &&
    x.min_occurrences === y.min_occurrences &&
    x.min_files === y.min_files &&
    x.dominance_threshold === y.dominance_threshold
  );
}

function sameVotes(a: readonly FileVotes[], b: readonly FileVotes[]): boolean {
  return a.length === b.length && a.every((vote, i) => vote === b[i] || sameVote(vote, b[i]));
}

function sameVote(a: FileVotes, b: FileVotes | undefined): boolean {
  if (b === undefined || a.file !== b.file || a.abstained !== b.abstained || a.sites.size !== b.sites.size)
    return false;
  for (const [value, s] of a.sites) {
    const other = b.sites.get(value);
    if (other === undefined || other.count !== s.count || other.start !== s.start || other.end !== s.end) return false;
  }
  return true;
}

function votesOfFile(file: FileId, analysis: FileAnalysis): readonly FileVotes[] {
  const known = votesByAnalysis.get(analysis);
  if (known !== undefined) return known;
  const votes = votesIn(file, analysis, analysis.observations);
  votesByAnalysis.set(analysis, votes);
  return votes;
}

function votesIn(file: FileId, analysis: FileAnalysis, observations: ObservationSet): readonly FileVotes[] {
  const population = populationOf(analysis.role);
  return population === null ? [] : votesOf(file, analysis.facts.language, population, sites(observations));
}

function* sites(observations: ObservationSet): Generator<Vote> {
  for (let i = 0; i < siteCount(observations); i++) {
    const site = siteAt(observations, i);
    yield { ...site, value: site.value === NOT_TOLD ? null : site.value };
  }
}
