import { byCodeUnit, type ConventionChange, type DiffAnswer, keyName, type Result } from '@drift/shared';
import { categoryWithHistory } from '../analysis/conventions/category.ts';
import { EMERGING_FLOOR } from '../analysis/conventions/parameters.ts';
import { directionOf, momentumOf } from '../analysis/conventions/score.ts';
import { type ConventionState, questionKey, type Snapshot } from '../analysis/conventions/snapshot.ts';
import { say } from '../enforcement/convention-findings.ts';
import { openRepository } from '../host/git.ts';
import { type CommitPoint, commitsSince } from '../host/git-history.ts';
import type { Host } from '../host/host.ts';
import { CONVENTIONS } from '../rules/registry.ts';
import { findBaseline } from './baseline.ts';
import type { History } from './convention-rows.ts';
import { learnOnce } from './learner.ts';
import { analyzeOldTexts, teachersOf } from './teachers.ts';
import type { Workspace } from './workspace.ts';

/** Commits looked at between the given one and now, both included. */
const POINTS = 5;
const SECONDS_PER_DAY = 86_400;

/** What the code base did at one commit. */
export interface HistoryPoint {
  readonly commit: CommitPoint;
  readonly snapshot: Snapshot;
}

/** What the code base did at a commit, at a few commits since, and does now, oldest first. */
export async function historySince(
  workspace: Workspace,
  host: Host,
  rev: string,
  signal: AbortSignal,
): Promise<Result<readonly HistoryPoint[]>> {
  const repo = await openRepository(host, workspace.root);
  if (!repo.ok) return repo;
  if (repo.value === null) return failed('there is no git repository here to compare with');
  const commits = await commitsSince(repo.value, rev, workspace.baseline.commit ?? 'HEAD', POINTS);
  if (!commits.ok) return commits;
  const out: HistoryPoint[] = [];
  for (const commit of commits.value) {
    if (commit.id === workspace.baseline.commit) {
      out.push({ commit, snapshot: workspace.conventions });
      continue;
    }
    const snapshot = await snapshotAt(workspace, host, commit.id, signal);
    if (!snapshot.ok) return snapshot;
    out.push({ commit, snapshot: snapshot.value });
  }
  return { ok: true, value: out };
}

async function snapshotAt(
  workspace: Workspace,
  host: Host,
  commit: string,
  signal: AbortSignal,
): Promise<Result<Snapshot>> {
  const settings = workspace.config;
  if (settings === null) return failed('the workspace is not read yet');
  const baseline = await findBaseline(host, workspace.root, commit);
  if (baseline.kind === 'none') return failed(baseline.problems[0]?.message ?? baseline.description);
  const old = await analyzeOldTexts(workspace, baseline, workspace.activeRules, signal);
  const teachers = teachersOf(workspace.currentFiles(), baseline, old);
  const value = await learnOnce(teachers, workspace.learnSettings(settings.config), workspace.pacer());
  return { ok: true, value };
}

/** What the points say of the leader of one convention now. */
export function historyOf(points: readonly HistoryPoint[], state: ConventionState): History {
  const shares = points.map(
    (p) =>
      p.snapshot
        .get(questionKey(state))
        ?.find((s) => s.scope.path === state.scope.path)
        ?.values.find((v) => v.value === state.leader.value)?.share ?? 0,
  );
  const first = points[shares.findIndex((s) => s > 0)];
  const last = points[points.length - 1];
  const seconds = first === undefined || last === undefined ? 0 : last.commit.time - first.commit.time;
  return {
    shares: points.length === 0 ? [state.leader.share] : shares,
    ageDays: Math.max(0, seconds / SECONDS_PER_DAY),
  };
}

/** How every answer that ever led, and every one that is spreading, changed between the points; project-wide scopes only. */
export function changesOf(points: readonly HistoryPoint[], dominance: number): DiffAnswer {
  const keys = new Set(points.flatMap((p) => [...p.snapshot.keys()]));
  const changes: ConventionChange[] = [];
  for (const key of [...keys].sort(byCodeUnit)) {
    const states = points.map((p) => p.snapshot.get(key)?.find((s) => s.scope.kind === 'project'));
    const leaders = new Set(states.flatMap((s) => (s === undefined ? [] : [s.leader.value])));
    for (const value of [...leaders].sort(byCodeUnit)) changes.push(...changeOf(states, value, dominance));
    const others = (states.at(-1)?.values ?? []).filter((v) => v.share >= EMERGING_FLOOR && !leaders.has(v.value));
    for (const { value } of others)
      changes.push(...changeOf(states, value, dominance).filter((c) => c.category === 'emerging'));
  }
  changes.sort((a, b) => byCodeUnit(a.id, b.id));
  const moved = changes.filter((c) => c.change !== 'same' || c.direction !== 'stable');
  const unchanged = changes.length - moved.length;
  return { commits: points.map((p) => p.commit.id), changes: moved, unchanged, problem: '' };
}

function changeOf(
  states: readonly (ConventionState | undefined)[],
  value: string,
  dominance: number,
): ConventionChange[] {
  const known = states.find((s) => s !== undefined);
  const convention = known === undefined ? undefined : CONVENTIONS[known.convention];
  if (known === undefined || convention === undefined) return [];
  const shares = states.map((s) => s?.values.find((v) => v.value === value)?.share ?? 0);
  const last = states[states.length - 1];
  const first = states[0];
  const direction = directionOf(shares);
  const files = last?.files ?? 0;
  return [
    {
      id: convention.id,
      key: keyName(convention.id),
      language: known.language,
      population: known.population,
      value: say(convention, value),
      shares: shares.map((s) => Math.round(s * 1e6) / 1e6),
      files,
      direction,
      momentum: Math.round(momentumOf(shares, files) * 1e6) / 1e6,
      category: categoryWithHistory(last?.category ?? 'unsettled', shares, direction, dominance),
      change: changeKind(first?.leader.value, last?.leader.value, value),
    },
  ];
}

function changeKind(before: string | undefined, now: string | undefined, value: string): ConventionChange['change'] {
  if (before === now) return 'same';
  if (now === value) return before === undefined ? 'new' : 'leads';
  return now === undefined ? 'gone' : 'led';
}

function failed(message: string): { readonly ok: false; readonly problems: { code: 'GIT_ERROR'; message: string }[] } {
  return { ok: false, problems: [{ code: 'GIT_ERROR', message }] };
}
