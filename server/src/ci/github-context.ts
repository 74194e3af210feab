import * as z from 'zod';
import { type CiContext, type CiEvent, type Environment, LOCAL_CONTEXT, NO_SIDE, named, namesOf } from './context.ts';

const sideSchema = z.object({
  ref: z.string(),
  sha: z.string(),
  repo: z.object({ full_name: z.string() }).nullish(),
});

/** The parts of an event that are read. Whatever is absent or of another form counts as not told. */
const eventSchema = z.object({
  action: z.string().optional().catch(undefined),
  number: z.number().int().positive().optional().catch(undefined),
  pull_request: z
    .object({
      number: z.number().int().positive(),
      draft: z.boolean().catch(false),
      state: z.string().catch('open'),
      base: sideSchema,
      head: sideSchema,
    })
    .optional()
    .catch(undefined),
  merge_group: z
    .object({ base_ref: z.string(), base_sha: z.string(), head_ref: z.string(), head_sha: z.string() })
    .optional()
    .catch(undefined),
  before: z.string().optional().catch(undefined),
  repository: z.object({ default_branch: z.string().optional() }).optional().catch(undefined),
});
type Event = z.output<typeof eventSchema>;

const EVENTS: ReadonlyMap<string, CiEvent> = new Map([
  ['pull_request', 'pull_request'],
  ['pull_request_target', 'pull_request'],
  ['merge_group', 'merge_group'],
  ['push', 'push'],
  ['schedule', 'schedule'],
  ['workflow_dispatch', 'manual'],
]);

/** The context of a run of GitHub Actions. */
export function githubContext(env: Environment, eventText: string | null): CiContext {
  const name = env['GITHUB_EVENT_NAME'] ?? '';
  const event = eventOf(eventText);
  const project = /^[\w.-]+\/[\w.-]+$/.exec(env['GITHUB_REPOSITORY'] ?? '')?.[0] ?? null;
  const checkout = { ref: named(env['GITHUB_REF']), sha: named(env['GITHUB_SHA']) };
  const common: CiContext = {
    ...LOCAL_CONTEXT,
    provider: 'github',
    event: EVENTS.get(name) ?? 'other',
    action: event.action ?? null,
    project,
    checkout,
    head: checkout,
    privileged: name === 'pull_request_target',
  };
  const placed = { ...common, ...placeOf(event, common.event, env) };
  return { ...placed, blobUrl: blobUrl(env, project, placed.head.sha) };
}

function eventOf(text: string | null): Event {
  const nothing = eventSchema.parse({});
  if (text === null) return nothing;
  try {
    const parsed = eventSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : nothing;
  } catch {
    return nothing;
  }
}

function placeOf(event: Event, kind: CiEvent, env: Environment): Partial<CiContext> {
  const pull = event.pull_request;
  if (kind === 'pull_request' && pull !== undefined) {
    const from = pull.head.repo?.full_name;
    return {
      pullRequest: pull.number,
      base: { ref: pull.base.ref, sha: named(pull.base.sha) },
      head: { ref: pull.head.ref, sha: named(pull.head.sha) },
      draft: pull.draft,
      // A head whose repository was deleted is nobody's own any more.
      fork: from === undefined || from !== pull.base.repo?.full_name,
      closed: event.action === 'closed' || pull.state === 'closed',
      bases: namesOf(`origin/${pull.base.ref}`, named(pull.base.sha)),
    };
  }
  const group = event.merge_group;
  if (kind === 'merge_group' && group !== undefined) {
    return {
      base: { ref: group.base_ref.replace('refs/heads/', ''), sha: named(group.base_sha) },
      head: { ref: group.head_ref, sha: named(group.head_sha) },
      bases: namesOf(named(group.base_sha)),
    };
  }
  return kind === 'push' ? pushed(event, env) : {};
}

/** A push to the default branch is about what it brought; any other about what its branch has that the default one has not. */
function pushed(event: Event, env: Environment): Partial<CiContext> {
  const branch = event.repository?.default_branch;
  const before = named(event.before);
  const isDefault = branch !== undefined && env['GITHUB_REF'] === `refs/heads/${branch}`;
  if (isDefault) return { base: before === null ? NO_SIDE : { ref: branch, sha: before }, bases: namesOf(before) };
  return branch === undefined ? {} : { base: { ref: branch, sha: null }, bases: [`origin/${branch}`] };
}

function blobUrl(env: Environment, project: string | null, sha: string | null): string | null {
  const server = env['GITHUB_SERVER_URL'] ?? '';
  if (project === null || sha === null || !/^https:\/\/[\w.:-]+$/.test(server) || !/^[0-9a-f]+$/.test(sha)) return null;
  return `${server}/${project}/blob/${sha}/`;
}
