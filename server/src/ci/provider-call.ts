import { CALL_MS, MAX_RETRY_AFTER_MS, RETRY_MS } from './parameters.ts';
import type { CiWarning } from './result.ts';
import type { CallAnswer, CallInit, Network } from './world.ts';

/** The value a provider answered with, or why there is none. */
export type Called<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly warning: CiWarning;
      /** What the provider answered, where it did. */
      readonly status?: number;
    };

/** What an answer holds: its status, and its JSON (`null` where it is none). */
export interface Answered {
  readonly status: number;
  readonly body: unknown;
}

/** One provider, and how we show who we are. Nothing here is ever printed. */
export interface Provider {
  readonly name: string;
  /** Address of its API, without a slash at the end. */
  readonly api: string;
  /** Headers of every call, the one with the token among them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly network: Network;
}

const LOOPBACK = /^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?(?:\/|$)/;

/** The address of an API if a token may go there: encrypted, or on this machine; `null` for any other. */
export function apiBase(text: string | undefined): string | null {
  if (text === undefined || /[\s@?#]/.test(text)) return null;
  return /^https:\/\/[^/]/.test(text) || LOOPBACK.test(text) ? text.replace(/\/+$/, '') : null;
}

/**
 * Tries until the provider answers, at most four times: 1, 2 and 4 seconds later, or when it says. Only what failed on its
 * side (5xx), was too much (429) or did not arrive is tried again; `attempt` is the whole step, so that one that makes
 * something can look first whether it is there already.
 */
export async function persistently(provider: Provider, attempt: () => Promise<CallAnswer>): Promise<Called<Answered>> {
  for (let tried = 0; ; tried++) {
    const answer = await attempt().catch(() => null);
    const isLast = tried >= RETRY_MS.length;
    if (answer !== null && answer.status !== 429 && answer.status < 500) return settled(provider, answer);
    if (isLast) return failed(provider, answer === null ? 'did not answer' : `answered with ${answer.status}`);
    await provider.network.sleep(waitOf(answer, RETRY_MS[tried] ?? 0));
  }
}

/** One call, tried again where that can help. */
export function call(
  provider: Provider,
  method: CallInit['method'],
  path: string,
  body?: object,
): Promise<Called<Answered>> {
  return persistently(provider, () => once(provider, method, path, body));
}

/** One call, tried once. */
export function once(
  { api, headers, network }: Provider,
  method: CallInit['method'],
  path: string,
  body?: object,
): Promise<CallAnswer> {
  return network.fetch(`${api}${path}`, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    redirect: 'error',
    signal: AbortSignal.timeout(CALL_MS),
  });
}

/** The JSON of an answer, `null` where it is none. */
export async function jsonOf(answer: CallAnswer): Promise<unknown> {
  try {
    return JSON.parse(await answer.text());
  } catch {
    return null;
  }
}

async function settled(provider: Provider, answer: CallAnswer): Promise<Called<Answered>> {
  const { status } = answer;
  if (status >= 200 && status < 300) return { ok: true, value: { status, body: await jsonOf(answer) } };
  if (status === 401 || status === 403) {
    const message = `${provider.name} refused the token (${status})`;
    const warning = {
      code: 'CI_AUTH_ERROR',
      message,
      hint: 'Give the job the permissions that docs/ci.md lists',
    } as const;
    return { ok: false, warning, status };
  }
  if (status === 404)
    return problem('CI_PR_NOT_FOUND', `${provider.name} does not know it (404)`, 'Check the repository and the number');
  return failed(provider, `answered with ${status}`);
}

function failed({ name }: Provider, what: string): Called<Answered> {
  return problem('CI_PROVIDER_ERROR', `${name} ${what}`, 'Run the step again; the verdict stands');
}

function problem(code: CiWarning['code'], message: string, hint: string): Called<Answered> {
  return { ok: false, warning: { code, message, hint } };
}

/** What `Retry-After` asks for in seconds, within reason; else the step of the ladder. */
function waitOf(answer: CallAnswer | null, step: number): number {
  const asked = answer?.headers.get('retry-after') ?? null;
  return asked !== null && /^\d{1,6}$/.test(asked) ? Math.min(Number(asked) * 1_000, MAX_RETRY_AFTER_MS) : step;
}
