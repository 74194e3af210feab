import { MARKDOWN_MARKER } from '@drift/shared';
import * as z from 'zod';
import type { Environment } from './context.ts';
import type { OwnComment } from './github-client.ts';
import { MAX_PAGES, PAGE_SIZE } from './parameters.ts';
import { type Answered, apiBase, type Called, call, once, type Provider, persistently } from './provider-call.ts';
import type { CallAnswer, Network } from './world.ts';

const notesSchema = z.array(z.object({ id: z.number(), body: z.string(), author: z.object({ username: z.string() }) }));
const userSchema = z.object({ username: z.string() });

/** GitLab as the environment names it; `null` without a token or with an address that no token may go to. */
export function gitlabProvider(env: Environment, network: Network): Provider | null {
  const token = env['GITLAB_TOKEN'];
  const api = apiBase(env['CI_API_V4_URL']);
  if (token === undefined || token === '' || api === null) return null;
  return { name: 'GitLab', api, network, headers: { 'private-token': token, 'user-agent': 'drift-ci' } };
}

/** The note of ours on a merge request, found by its first line and its author; `null` where there is none. */
export async function findNote(gitlab: Provider, project: string, iid: number): Promise<Called<OwnComment | null>> {
  const who = await call(gitlab, 'GET', '/user');
  if (!who.ok) return who;
  const name = userSchema.safeParse(who.value.body).data?.username;
  for (let page = 1; page <= MAX_PAGES; page++) {
    const path = `${notesOf(project, iid)}?per_page=${PAGE_SIZE}&page=${page}&sort=asc`;
    const listed = await call(gitlab, 'GET', path);
    if (!listed.ok) return listed;
    const notes = notesSchema.safeParse(listed.value.body).data ?? [];
    const own = notes.find((n) => n.body.startsWith(MARKDOWN_MARKER) && n.author.username === name);
    if (own !== undefined) return { ok: true, value: { id: own.id, body: own.body } };
    if (notes.length < PAGE_SIZE) break;
  }
  return { ok: true, value: null };
}

/** Writes the note of a merge request: over the earlier one, else a first one, and never a second. */
export async function putNote(
  gitlab: Provider,
  { project, pull, body, earlier }: { project: string; pull: number; body: string; earlier: OwnComment | null },
): Promise<Called<Answered>> {
  const notes = notesOf(project, pull);
  if (earlier !== null) return call(gitlab, 'PUT', `${notes}/${earlier.id}`, { body });
  let isFirst = true;
  return persistently(gitlab, async (): Promise<CallAnswer> => {
    const found = isFirst ? null : await findNote(gitlab, project, pull);
    isFirst = false;
    if (found?.ok === true && found.value !== null) return once(gitlab, 'PUT', `${notes}/${found.value.id}`, { body });
    return once(gitlab, 'POST', notes, { body });
  });
}

function notesOf(project: string, iid: number): string {
  return `/projects/${project}/merge_requests/${iid}/notes`;
}
