import {
  byCodeUnit,
  type CheckoutAnswer,
  DEFAULT_CONFIG,
  type DriftConfig,
  type Problem,
  type Result,
} from '@drift/shared';
import { openRepository, type Repository } from '../host/git.ts';
import { commitOf, defaultBaseline } from '../host/git-baseline.ts';
import { changedSince } from '../host/git-changes.ts';
import { hooksFolder, isAncestor, isShallow } from '../host/git-checkout.ts';
import type { Host } from '../host/host.ts';
import { configAt, readProjectConfig } from './project-config.ts';

const NOTHING: CheckoutAnswer = {
  isGit: false,
  shallow: false,
  prefix: '',
  head: null,
  base: null,
  baseline: null,
  problems: [],
  changed: [],
  failOnBefore: null,
  ci: DEFAULT_CONFIG.ci,
  ciBefore: null,
  hooks: null,
};

/** What is asked about a checkout. */
interface Asked {
  readonly bases: readonly string[];
  /** What this run was given with `--set`. */
  readonly flags: ReadonlyMap<string, string>;
}

/** What git says of a root: what it is compared with, what differs, where hooks lie. Reads no source file. */
export async function checkoutOf(host: Host, root: string, asked: Asked): Promise<CheckoutAnswer> {
  const repo = await openRepository(host, root);
  const { ci } = (await readProjectConfig(host, root, asked.flags, null)).config;
  if (!repo.ok) return { ...NOTHING, ci, problems: texts(repo.problems) };
  if (repo.value === null) return { ...NOTHING, ci };
  const problems: Problem[] = [];
  const told = <T>(result: Result<T>, otherwise: T): T => {
    if (result.ok) return result.value;
    problems.push(...result.problems);
    return otherwise;
  };
  const [shallow, hooks] = await Promise.all([isShallow(repo.value), hooksFolder(repo.value)]);
  const base = await firstCommit(repo.value, asked.bases);
  const found = await defaultBaseline(repo.value, base ?? undefined);
  const baseline = told(found, null);
  const before = baseline === null ? null : await configBefore(repo.value, baseline.commit, asked.flags);
  const changed = baseline === null ? new Map() : told(await changedSince(repo.value, baseline.commit), new Map());
  return {
    isGit: true,
    shallow: told(shallow, false),
    prefix: repo.value.prefix,
    head: repo.value.head.commit,
    base,
    baseline:
      baseline === null
        ? null
        : { ...baseline, isAncestor: told(await isAncestor(repo.value, baseline.commit), false) },
    changed: [...changed].map(([path, { status }]) => ({ path, status })).sort((a, b) => byCodeUnit(a.path, b.path)),
    failOnBefore: before?.quality_gates.fail_on ?? null,
    ci,
    ciBefore: before?.ci ?? null,
    hooks: told(hooks, null),
    problems: texts(problems),
  };
}

async function firstCommit(repo: Repository, names: readonly string[]): Promise<string | null> {
  for (const name of names) {
    const commit = await commitOf(repo, name);
    if (commit.ok && commit.value !== null) return name;
  }
  return null;
}

/** The settings when the commit was made: who proposes a change does not choose what it is judged by. */
async function configBefore(repo: Repository, commit: string, flags: Asked['flags']): Promise<DriftConfig | null> {
  const read = await configAt(repo, commit, flags);
  return read.ok ? read.value.config : null;
}

function texts(problems: readonly Problem[]): string[] {
  return problems.map((p) => (p.hint === undefined ? p.message : `${p.message}. ${p.hint}`));
}
