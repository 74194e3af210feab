import { MARKDOWN_MARKER } from '@drift/shared';
import * as z from 'zod';
import type { Annotation } from './annotations.ts';
import type { Environment } from './context.ts';
import { ANNOTATIONS_A_CALL, MAX_PAGES, PAGE_SIZE, SARIF_POLL_MS, SARIF_POLLS } from './parameters.ts';
import { type Answered, apiBase, type Called, call, once, type Provider, persistently } from './provider-call.ts';
import type { CallAnswer, Network } from './world.ts';

const commentsSchema = z.array(
  z.object({
    id: z.number(),
    body: z.string().nullish(),
    user: z.object({ login: z.string(), type: z.string() }).nullish(),
  }),
);
const madeSchema = z.object({ id: z.number() });
const userSchema = z.object({ login: z.string() });
const uploadedSchema = z.object({ id: z.string().regex(/^[\w-]+$/) });
const uploadSchema = z.object({ processing_status: z.string(), errors: z.array(z.string()).nullish() });

/** GitHub as the environment names it; `null` without a token or with an address that no token may go to. */
export function githubProvider(env: Environment, network: Network): Provider | null {
  const token = env['GITHUB_TOKEN'];
  const api = apiBase(env['GITHUB_API_URL'] ?? 'https://api.github.com');
  if (token === undefined || token === '' || api === null) return null;
  return {
    name: 'GitHub',
    api,
    network,
    headers: {
      authorization: `Bearer ${token}`,
      accept: 'application/vnd.github+json',
      'x-github-api-version': '2022-11-28',
      'user-agent': 'drift-ci',
    },
  };
}

/** An earlier comment of ours. */
export interface OwnComment {
  readonly id: number;
  readonly body: string;
}

/**
 * The comment of ours on a pull request, found by its first line and its author: anybody may write such a line. `null`
 * where there is none.
 */
export async function findComment(github: Provider, project: string, pull: number): Promise<Called<OwnComment | null>> {
  const who = await persistently(github, () => once(github, 'GET', '/user'));
  // The token of a workflow may not ask who it is; its comments are those of a bot.
  if (!who.ok && who.status !== 403) return who;
  const login = who.ok ? userSchema.safeParse(who.value.body).data?.login : undefined;
  for (let page = 1; page <= MAX_PAGES; page++) {
    const path = `/repos/${project}/issues/${pull}/comments?per_page=${PAGE_SIZE}&page=${page}`;
    const listed = await call(github, 'GET', path);
    if (!listed.ok) return listed;
    const comments = commentsSchema.safeParse(listed.value.body).data ?? [];
    const own = comments.find(
      (c) =>
        c.body?.startsWith(MARKDOWN_MARKER) === true &&
        (login === undefined ? c.user?.type === 'Bot' : c.user?.login === login),
    );
    if (own !== undefined) return { ok: true, value: { id: own.id, body: own.body ?? '' } };
    if (comments.length < PAGE_SIZE) break;
  }
  return { ok: true, value: null };
}

/** Writes the comment of a pull request: over the earlier one, else a first one, and never a second. */
export async function putComment(
  github: Provider,
  { project, pull, body, earlier }: { project: string; pull: number; body: string; earlier: OwnComment | null },
): Promise<Called<Answered>> {
  if (earlier !== null) return call(github, 'PATCH', `/repos/${project}/issues/comments/${earlier.id}`, { body });
  let isFirst = true;
  return persistently(github, async (): Promise<CallAnswer> => {
    // What a failed call made is there now.
    const found = isFirst ? null : await findComment(github, project, pull);
    isFirst = false;
    if (found?.ok === true && found.value !== null)
      return once(github, 'PATCH', `/repos/${project}/issues/comments/${found.value.id}`, { body });
    return once(github, 'POST', `/repos/${project}/issues/${pull}/comments`, { body });
  });
}

/** What a check run says. */
export interface CheckRun {
  readonly headSha: string;
  readonly conclusion: 'success' | 'failure' | 'neutral';
  readonly title: string;
  readonly summary: string;
  readonly annotations: readonly Annotation[];
}

/** Makes a check run with its annotations, fifty a call; it is completed with the last of them. */
export async function putCheckRun(github: Provider, project: string, run: CheckRun): Promise<Called<Answered>> {
  const batches: (readonly Annotation[])[] = [];
  for (let at = 0; at === 0 || at < run.annotations.length; at += ANNOTATIONS_A_CALL)
    batches.push(run.annotations.slice(at, at + ANNOTATIONS_A_CALL));
  const output = (annotations: readonly Annotation[]) => ({ title: run.title, summary: run.summary, annotations });
  const end = { status: 'completed', conclusion: run.conclusion };
  const [first = [], ...rest] = batches;
  const made = await call(github, 'POST', `/repos/${project}/check-runs`, {
    name: 'Drift',
    head_sha: run.headSha,
    ...(rest.length === 0 ? end : { status: 'in_progress' }),
    output: output(first),
  });
  if (!made.ok) return made;
  const id = madeSchema.safeParse(made.value.body).data?.id;
  let last: Called<Answered> = made;
  for (const [at, batch] of rest.entries()) {
    const isLast = at === rest.length - 1;
    const next = await call(github, 'PATCH', `/repos/${project}/check-runs/${id ?? 0}`, {
      ...(isLast ? end : {}),
      output: output(batch),
    });
    // A run that stays open would be waited for: it ends with what there is.
    if (!next.ok && !isLast) await call(github, 'PATCH', `/repos/${project}/check-runs/${id ?? 0}`, end);
    if (!next.ok) return next;
    last = next;
  }
  return last;
}

/** What is uploaded: compressed SARIF in base64, and what it is about. */
export interface SarifUpload {
  readonly commit: string;
  readonly ref: string;
  readonly sarif: string;
}

/** Uploads SARIF and waits until GitHub has taken or refused it. */
export async function uploadSarif(github: Provider, project: string, upload: SarifUpload): Promise<Called<string>> {
  const sent = await call(github, 'POST', `/repos/${project}/code-scanning/sarifs`, {
    commit_sha: upload.commit,
    ref: upload.ref,
    sarif: upload.sarif,
    tool_name: 'Drift',
  });
  if (!sent.ok) return sent;
  const id = uploadedSchema.safeParse(sent.value.body).data?.id;
  if (id === undefined) return sarifProblem('GitHub gave the upload no name');
  for (let asked = 0; asked < SARIF_POLLS; asked++) {
    const state = await call(github, 'GET', `/repos/${project}/code-scanning/sarifs/${id}`);
    if (!state.ok) return state;
    const { processing_status: status, errors } = uploadSchema.safeParse(state.value.body).data ?? {
      processing_status: 'pending',
    };
    if (status === 'complete') return { ok: true, value: 'GitHub has taken the report' };
    if (status === 'failed') return sarifProblem(`GitHub refused the report: ${(errors ?? []).join('; ')}`);
    await github.network.sleep(SARIF_POLL_MS);
  }
  return { ok: true, value: 'the report is uploaded, and GitHub is still reading it' };
}

function sarifProblem(message: string): Called<string> {
  return { ok: false, warning: { code: 'CI_SARIF_ERROR', message, hint: 'Keep the file as an artifact of the job' } };
}
