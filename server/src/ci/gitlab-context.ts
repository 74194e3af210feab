import { type CiContext, type CiEvent, type Environment, LOCAL_CONTEXT, named, namesOf } from './context.ts';

const EVENTS: ReadonlyMap<string, CiEvent> = new Map([
  ['merge_request_event', 'pull_request'],
  ['push', 'push'],
  ['schedule', 'schedule'],
  ['web', 'manual'],
]);

/** The context of a job of GitLab CI, which tells everything in variables. */
export function gitlabContext(env: Environment): CiContext {
  const event = EVENTS.get(env['CI_PIPELINE_SOURCE'] ?? '') ?? 'other';
  const sha = named(env['CI_COMMIT_SHA']);
  const checkout = { ref: named(env['CI_COMMIT_REF_NAME']), sha };
  const project = /^\d+$/.exec(env['CI_PROJECT_ID'] ?? '')?.[0] ?? null;
  const common: CiContext = { ...LOCAL_CONTEXT, provider: 'gitlab', event, project, checkout, head: checkout };
  const placed = { ...common, ...(event === 'pull_request' ? mergeRequest(env) : branch(env, event)) };
  return { ...placed, blobUrl: blobUrl(env, sha) };
}

function mergeRequest(env: Environment): Partial<CiContext> {
  const iid = env['CI_MERGE_REQUEST_IID'] ?? '';
  const target = named(env['CI_MERGE_REQUEST_TARGET_BRANCH_NAME']);
  const base = named(env['CI_MERGE_REQUEST_DIFF_BASE_SHA']);
  return {
    pullRequest: /^[1-9]\d{0,14}$/.test(iid) ? Number(iid) : null,
    base: { ref: target, sha: base },
    head: {
      ref: named(env['CI_MERGE_REQUEST_SOURCE_BRANCH_NAME']),
      sha: named(env['CI_MERGE_REQUEST_SOURCE_BRANCH_SHA']) ?? named(env['CI_COMMIT_SHA']),
    },
    draft:
      env['CI_MERGE_REQUEST_DRAFT'] === 'true' || /^(?:draft:|\[draft\])/i.test(env['CI_MERGE_REQUEST_TITLE'] ?? ''),
    fork: env['CI_MERGE_REQUEST_SOURCE_PROJECT_ID'] !== env['CI_MERGE_REQUEST_PROJECT_ID'],
    bases: namesOf(base, target === null ? null : `origin/${target}`),
  };
}

function branch(env: Environment, event: CiEvent): Partial<CiContext> {
  const main = named(env['CI_DEFAULT_BRANCH']);
  const before = named(env['CI_COMMIT_BEFORE_SHA']);
  if (event !== 'push' || main === null) return {};
  if (env['CI_COMMIT_BRANCH'] === main) return { base: { ref: main, sha: before }, bases: namesOf(before) };
  return { base: { ref: main, sha: null }, bases: [`origin/${main}`] };
}

function blobUrl(env: Environment, sha: string | null): string | null {
  const url = env['CI_PROJECT_URL'] ?? '';
  if (sha === null || !/^https:\/\/[\w.:/-]+$/.test(url) || !/^[0-9a-f]+$/.test(sha)) return null;
  return `${url}/-/blob/${sha}/`;
}
