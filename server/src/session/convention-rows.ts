import {
  byCodeUnit,
  type ConventionDetail,
  type ConventionRow,
  type FileId,
  grouped,
  keyName,
  type ReportSummary,
} from '@drift/shared';
import { isWithin } from '../analysis/conventions/scopes.ts';
import { deviationRank, directionOf, momentumOf, scoreOf, variationOf } from '../analysis/conventions/score.ts';
import { type ConventionState, questionKey } from '../analysis/conventions/snapshot.ts';
import type { FileVotes } from '../analysis/conventions/tally.ts';
import { populationOf, say } from '../enforcement/convention-findings.ts';
import { severityAfter } from '../enforcement/feedback-effects.ts';
import { conventionSeverity } from '../enforcement/rule-settings.ts';
import type { Convention } from '../rules/engine/convention.ts';
import { maturityIn } from '../rules/engine/rule.ts';
import { CONVENTIONS } from '../rules/registry.ts';
import { oldTextOf } from './baseline.ts';
import { linesOf, placeOf } from './positions-of.ts';
import type { Workspace } from './workspace.ts';

/** Files named for and against a convention; beyond that only their number is told. */
const MAX_CITED = 25;

/** Every convention of a root in every scope, by key, language, population and scope. */
export function conventionStates(workspace: Workspace): readonly { convention: Convention; state: ConventionState }[] {
  const out: { convention: Convention; state: ConventionState }[] = [];
  const isThere = placesOf(workspace);
  for (const states of workspace.conventions.values()) {
    for (const state of states) {
      const convention = CONVENTIONS[state.convention];
      if (convention !== undefined && isThere(state)) out.push({ convention, state });
    }
  }
  return out.sort(
    (a, b) =>
      byCodeUnit(a.convention.id, b.convention.id) ||
      byCodeUnit(a.state.language, b.state.language) ||
      byCodeUnit(a.state.population, b.state.population) ||
      byCodeUnit(a.state.scope.path, b.state.scope.path),
  );
}

/** Whether the code a state is about exists: what was decided holds for languages and tests to come, but is no row before. */
function placesOf(workspace: Workspace): (state: ConventionState) => boolean {
  let known: Map<string, FileId[]> | null = null;
  return (state) => {
    if (state.files > 0) return true;
    known ??= filesByKind(workspace);
    const files = known.get(`${state.language}/${state.population}`) ?? [];
    return files.some((file) => isWithin(file, state.scope.path));
  };
}

function filesByKind(workspace: Workspace): Map<string, FileId[]> {
  const out = new Map<string, FileId[]>();
  for (const file of workspace.files()) {
    const analysis = workspace.analysisOf(file);
    if (analysis === null) continue;
    const key = `${analysis.facts.language}/${populationOf(analysis.role)}`;
    const files = out.get(key);
    if (files === undefined) out.set(key, [file]);
    else files.push(file);
  }
  return out;
}

/** True for what a code base clearly does, whether or not deviations from it are told. */
function isHabit({ category, decision, tier }: ConventionState): boolean {
  return tier === 'established' && decision === null && (category === 'universal' || category === 'projectSpecific');
}

/** Conventions named in the summary of a check. */
const MAX_BEST = 8;

/** What was learned, in numbers, with the best supported conventions in words. */
export function conventionSummary(workspace: Workspace): ReportSummary['conventions'] {
  const all = conventionStates(workspace).map(({ convention, state }) => ({
    convention,
    state,
    row: conventionRow(workspace, convention, state),
  }));
  const told = all.filter((c) => c.row.severity !== null);
  const enforced = told.filter((c) => c.row.severity !== 'hint');
  const contested = all.filter((c) => c.state.category === 'contested' && c.state.decision === null);
  const rank = (s: ConventionState): number => deviationRank(s.leader.votes, s.files);
  const settled = workspace.isFirstRun ? all.filter((c) => isHabit(c.state)) : enforced;
  const best = [...settled]
    .sort((a, b) => rank(b.state) - rank(a.state))
    .slice(0, MAX_BEST)
    .map(({ convention, state, row }) => ({
      key: row.key,
      language: `${row.language}${row.population === 'test' ? ' tests' : ''}${row.scope === '' ? '' : ` in ${row.scope}`}`,
      leader: row.leader,
      evidence: `${grouped(state.leader.sites)} of ${state.sites === 1 ? '1 place' : `${grouped(state.sites)} ${convention.sites}`}`,
    }));
  return {
    enforced: enforced.length,
    hinted: told.length - enforced.length,
    seen: all.length - told.length - contested.length,
    contested: contested.length,
    firstRun: workspace.isFirstRun,
    best,
  };
}

/** False where no answer would be told: who documents what nobody else does is left alone. */
function canDeviate(convention: Convention, expected: string): boolean {
  const { answers } = convention;
  return answers === 'open' || answers.some((a) => a !== expected && convention.deviates?.(a, expected) !== false);
}

/** A convention as lists show it. */
export function conventionRow(workspace: Workspace, convention: Convention, state: ConventionState): ConventionRow {
  const { config } = workspace.config ?? {};
  const { decision, enforcement } = state;
  const set =
    enforcement === null || config === undefined || !canDeviate(convention, enforcement.expected)
      ? null
      : conventionSeverity(config, convention, state, enforcement.severity);
  const severity =
    set === null ? null : severityAfter(workspace.feedback.effects, { ruleId: convention.id, severity: set });
  return {
    id: convention.id,
    key: keyName(convention.id),
    title: convention.title,
    language: state.language,
    population: state.population,
    scope: state.scope.path,
    scopeKind: state.scope.kind,
    leader: say(convention, state.leader.value),
    leaderValue: state.leader.value,
    decided: decision?.value === undefined ? null : say(convention, decision.value),
    share: round(state.leader.share),
    files: state.files,
    sites: state.sites,
    conforming: state.leader.sites,
    abstained: state.abstained,
    tier: state.tier,
    mean: round(state.mean),
    category: state.category,
    status: decision?.status ?? 'learned',
    maturity: maturityIn(convention, state.language),
    severity,
    quietened: severity !== set,
    values: state.values.map((v) => ({
      value: say(convention, v.value),
      name: v.value,
      share: round(v.share),
      sites: v.sites,
    })),
  };
}

/** What is known of a leader's past: its shares, oldest first and the current one last, and the days they span. */
export interface History {
  readonly shares: readonly number[];
  readonly ageDays: number;
}

/** Everything a reviewer needs to check a convention by hand. */
export function conventionDetail(
  workspace: Workspace,
  convention: Convention,
  state: ConventionState,
  history: History,
): ConventionDetail {
  const inner = (workspace.conventions.get(questionKey(state)) ?? []).filter(
    (s) => s.scope.path !== state.scope.path && isWithin(s.scope.path, state.scope.path),
  );
  const votes = workspace
    .votesOn(questionKey(state))
    .filter((v) => isWithin(v.file, state.scope.path) && !inner.some((s) => isWithin(v.file, s.scope.path)));
  const leader = state.leader.value;
  const shares = votes.flatMap((v) => shareOf(v, leader));
  const { factors, weighted, score } = scoreOf({
    occurrences: state.leader.sites,
    total: state.sites,
    filesWith: state.leader.votes,
    files: state.files,
    variance: variationOf(shares),
    ageDays: history.ageDays,
    momentum: momentumOf(history.shares, state.files),
    alpha: state.alpha,
    beta: state.beta,
  });
  return {
    ...conventionRow(workspace, convention, state),
    alpha: round(state.alpha),
    beta: round(state.beta),
    interval: [round(state.interval[0]), round(state.interval[1])],
    directories: state.directories,
    direction: history.shares.length < 2 ? 'unknown' : directionOf(history.shares),
    factors: Object.fromEntries(Object.entries(factors).map(([name, value]) => [name, round(value)])),
    weighted: round(weighted),
    score: round(score),
    reason: state.decision?.reason ?? '',
    filesFor: cited(workspace, convention, votes, (value) => value === leader),
    filesAgainst: cited(workspace, convention, votes, (value) => value !== leader),
  };
}

function shareOf(vote: FileVotes, value: string): number[] {
  let total = 0;
  for (const s of vote.sites.values()) total += s.count;
  return total === 0 ? [] : [(vote.sites.get(value)?.count ?? 0) / total];
}

function cited(
  workspace: Workspace,
  convention: Convention,
  votes: readonly FileVotes[],
  wanted: (value: string) => boolean,
): ConventionDetail['filesFor'] {
  const out: { path: FileId; line: number; value: string; sites: number }[] = [];
  for (const vote of votes) {
    for (const [value, s] of vote.sites) {
      if (out.length === MAX_CITED) return out;
      if (!wanted(value)) continue;
      out.push({
        path: vote.file,
        line: lineAt(workspace, vote.file, s.start),
        value: say(convention, value),
        sites: s.count,
      });
    }
  }
  return out;
}

/** Line from 1 in the text that was learned from; 0 where the file has another text now. */
function lineAt(workspace: Workspace, file: FileId, offset: number): number {
  const { baseline } = workspace;
  const sameText = baseline.kind === 'none' || oldTextOf(baseline, file) === undefined;
  return sameText ? placeOf(linesOf(workspace, file), offset).line + 1 : 0;
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
