import { githubContext } from './github-context.ts';
import { gitlabContext } from './gitlab-context.ts';

/** Variables of the environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What made this run happen. */
export const CI_EVENTS = ['pull_request', 'merge_group', 'push', 'schedule', 'manual', 'other', 'local'] as const;
/** One of the things that make a run happen. */
export type CiEvent = (typeof CI_EVENTS)[number];

/** A commit or branch as the provider names it. */
export interface Side {
  readonly ref: string | null;
  readonly sha: string | null;
}

/** Where and for what a run happens, as far as the provider tells. */
export interface CiContext {
  readonly provider: 'github' | 'gitlab' | 'none';
  readonly event: CiEvent;
  /** Such as `opened`; `null` where the event has none. */
  readonly action: string | null;
  /** `owner/name` at GitHub, the numeric id of the project at GitLab. */
  readonly project: string | null;
  /** Number of the pull request, or iid of the merge request. */
  readonly pullRequest: number | null;
  readonly base: Side;
  /** The proposed commit; on GitHub this is not what is checked out, which is its merge with the base. */
  readonly head: Side;
  /** The commit and ref that results belong to: what is checked out. */
  readonly checkout: Side;
  readonly draft: boolean;
  /** True where the change comes from another repository, so that tokens of this run may only read. */
  readonly fork: boolean;
  readonly closed: boolean;
  /** True where the run has the rights of the base although it is about a change by anybody (`pull_request_target`). */
  readonly privileged: boolean;
  /** Names to compare with, the best one first. */
  readonly bases: readonly string[];
  /** Address of a file of the head, without its path; `null` where the provider has none. */
  readonly blobUrl: string | null;
}

/** A side of which nothing is known. */
export const NO_SIDE: Side = { ref: null, sha: null };

/** What nothing is known about: a run at somebody's desk or in a CI that is not known. */
export const LOCAL_CONTEXT: CiContext = {
  provider: 'none',
  event: 'local',
  action: null,
  project: null,
  pullRequest: null,
  base: NO_SIDE,
  head: NO_SIDE,
  checkout: NO_SIDE,
  draft: false,
  fork: false,
  closed: false,
  privileged: false,
  bases: [],
  blobUrl: null,
};

/** Works the context out of the environment and the text of GitHub's event file (`null` without one). */
export function detectContext(env: Environment, eventText: string | null): CiContext {
  if (env['GITHUB_ACTIONS'] === 'true') return githubContext(env, eventText);
  if (env['GITLAB_CI'] === 'true') return gitlabContext(env);
  return LOCAL_CONTEXT;
}

/** The context with the pull request that the environment names itself: a run by hand has none of its own. */
export function withNamed(context: CiContext, env: Environment): CiContext {
  const { DRIFT_PR_NUMBER: number = '', DRIFT_REPO_OWNER: owner = '', DRIFT_REPO_NAME: name = '' } = env;
  const project = /^[\w.-]+$/.test(owner) && /^[\w.-]+$/.test(name) ? `${owner}/${name}` : context.project;
  return { ...context, project, pullRequest: /^[1-9]\d{0,8}$/.test(number) ? Number(number) : context.pullRequest };
}

/** The text, or `null` where it is absent, empty, or the zeros that stand for no commit. */
export function named(text: string | null | undefined): string | null {
  return text === undefined || text === null || text === '' || /^0+$/.test(text) ? null : text;
}

/** The distinct names that are there, in order. */
export function namesOf(...names: readonly (string | null)[]): string[] {
  return [...new Set(names.filter((name): name is string => name !== null))];
}
