import { byCodeUnit, type FileId, type LanguageId, type Tier } from '@drift/shared';
import { betaInterval } from './beta.ts';
import {
  CONTESTED_GAP,
  CONTESTED_LARGER,
  CONTESTED_SMALLER,
  MIN_FILES_TO_ENFORCE,
  MIN_SITE_SHARE_TO_ENFORCE,
  MIN_SITES_TO_ENFORCE,
  PRIOR_MASS,
  TIERS,
  UNIVERSAL_SHARE,
} from './parameters.ts';

/** How settled a convention is. */
export type Category = 'universal' | 'projectSpecific' | 'contested' | 'unsettled';

/** Test code and product code follow different habits and are counted apart. */
export type Population = 'source' | 'test';

/** One value of a convention with its support. */
export interface ValueCount {
  readonly value: string;
  /** Fractional votes: each file with applicable sites has one vote in all. */
  readonly votes: number;
  readonly sites: number;
  readonly share: number;
}

/** What the code base does about one question, in one language and population. */
export interface ConventionState {
  readonly convention: number;
  readonly language: LanguageId;
  readonly population: Population;
  readonly values: readonly ValueCount[];
  readonly leader: ValueCount;
  readonly files: number;
  readonly sites: number;
  readonly mean: number;
  readonly interval: readonly [number, number];
  readonly tier: Tier;
  readonly category: Category;
  /** True when deviations from the leader are shown. */
  readonly enforced: boolean;
  /** Files that hold a site with the leading value, in path order, each with its first such site. */
  readonly examples: readonly Example[];
}

/** One place that shows a value of a convention. */
export interface Example {
  readonly file: FileId;
  readonly start: number;
  readonly end: number;
}

/** The frozen result of learning: deviations are judged against it and never enter it. */
export type Snapshot = ReadonlyMap<string, ConventionState>;

/** Key of a state in a snapshot. */
export function stateKey(convention: number, language: LanguageId, population: Population): string {
  return `${convention}/${language}/${population}`;
}

/** What one file contributes about one question: its sites by value. */
export interface FileVotes {
  readonly file: FileId;
  readonly convention: number;
  readonly language: LanguageId;
  readonly population: Population;
  /** Sites whose answer could not be told. */
  readonly abstained: number;
  readonly sites: ReadonlyMap<string, { readonly count: number; readonly start: number; readonly end: number }>;
}

interface Tally {
  readonly first: FileVotes;
  files: number;
  readonly values: Map<string, { votes: number; sites: number }>;
  readonly examples: Map<string, Example[]>;
}

/** Builds the snapshot from the votes of all files. Files must come in path order. O(votes + values). */
export function buildSnapshot(
  votes: Iterable<FileVotes>,
  limits: { minSites: number; minFiles: number; dominance: number },
): Snapshot {
  const tallies = new Map<string, Tally>();
  for (const vote of votes) {
    const key = stateKey(vote.convention, vote.language, vote.population);
    let tally = tallies.get(key);
    if (tally === undefined) {
      tally = { first: vote, files: 0, values: new Map(), examples: new Map() };
      tallies.set(key, tally);
    }
    addVote(tally, vote);
  }
  const out = new Map<string, ConventionState>();
  for (const key of [...tallies.keys()].sort(byCodeUnit)) {
    const tally = tallies.get(key);
    const state = tally === undefined ? null : stateOf(tally, limits);
    if (state !== null) out.set(key, state);
  }
  return out;
}

function addVote(tally: Tally, vote: FileVotes): void {
  let total = 0;
  for (const s of vote.sites.values()) total += s.count;
  if (total === 0) return;
  tally.files++;
  for (const [value, s] of vote.sites) {
    const sum = tally.values.get(value) ?? { votes: 0, sites: 0 };
    tally.values.set(value, { votes: sum.votes + s.count / total, sites: sum.sites + s.count });
    const list = tally.examples.get(value);
    const example = { file: vote.file, start: s.start, end: s.end };
    if (list === undefined) tally.examples.set(value, [example]);
    else list.push(example);
  }
}

function stateOf(
  tally: Tally,
  limits: { minSites: number; minFiles: number; dominance: number },
): ConventionState | null {
  const values = [...tally.values]
    .map(([value, v]) => ({ value, votes: v.votes, sites: v.sites, share: v.votes / tally.files }))
    .sort((a, b) => b.votes - a.votes || byCodeUnit(a.value, b.value));
  const leader = values[0];
  const sites = values.reduce((sum, v) => sum + v.sites, 0);
  if (leader === undefined || sites < limits.minSites || tally.files < limits.minFiles) return null;
  const prior = PRIOR_MASS / Math.max(2, values.length);
  const a = prior + leader.votes;
  const b = PRIOR_MASS - prior + tally.files - leader.votes;
  const interval = betaInterval(a, b);
  const mean = a / (a + b);
  const tier = tierOf(mean, interval[1] - interval[0]);
  const category = categoryOf(values, leader, tier, limits.dominance);
  const enough =
    tally.files >= MIN_FILES_TO_ENFORCE &&
    leader.sites >= MIN_SITES_TO_ENFORCE &&
    leader.sites >= MIN_SITE_SHARE_TO_ENFORCE * sites;
  const { convention, language, population } = tally.first;
  return {
    convention,
    language,
    population,
    values,
    leader,
    files: tally.files,
    sites,
    mean,
    interval,
    tier,
    category,
    enforced: enough && tier === 'established' && (category === 'universal' || category === 'projectSpecific'),
    examples: tally.examples.get(leader.value) ?? [],
  };
}

/** The tier that both the mean and the width of the interval reach. */
export function tierOf(mean: number, width: number): Tier {
  return TIERS.find((t) => mean >= t.mean && width < t.width)?.tier ?? 'uncertain';
}

function categoryOf(values: readonly ValueCount[], leader: ValueCount, tier: Tier, dominance: number): Category {
  const contested = values.some((v, i) => {
    const next = values[i + 1];
    return (
      next !== undefined &&
      v.share > CONTESTED_LARGER &&
      next.share > CONTESTED_SMALLER &&
      v.share - next.share < CONTESTED_GAP
    );
  });
  if (contested) return 'contested';
  if (leader.share >= UNIVERSAL_SHARE && tier === 'established') return 'universal';
  return leader.share >= dominance ? 'projectSpecific' : 'unsettled';
}

/** True when two snapshots would judge and cite alike. O(values + examples). */
export function sameSnapshot(a: Snapshot, b: Snapshot): boolean {
  if (a.size !== b.size) return false;
  for (const [key, state] of a) {
    const other = b.get(key);
    if (other === undefined || !sameState(state, other)) return false;
  }
  return true;
}

function sameState(a: ConventionState, b: ConventionState): boolean {
  return (
    a.files === b.files &&
    a.sites === b.sites &&
    a.values.length === b.values.length &&
    a.values.every(
      (v, i) => v.value === b.values[i]?.value && v.votes === b.values[i]?.votes && v.sites === b.values[i]?.sites,
    ) &&
    a.examples.length === b.examples.length &&
    a.examples.every(
      (e, i) => e.file === b.examples[i]?.file && e.start === b.examples[i]?.start && e.end === b.examples[i]?.end,
    )
  );
}
