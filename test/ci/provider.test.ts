import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { annotationsOf } from '../../server/src/ci/annotations.ts';
import { renderComment } from '../../server/src/ci/comment.ts';
import type { CiContext } from '../../server/src/ci/context.ts';
import { checkRun, comment, sarif } from '../../server/src/ci/post.ts';
import { apiBase } from '../../server/src/ci/provider-call.ts';
import type { CiResult } from '../../server/src/ci/result.ts';
import type { World } from '../../server/src/ci/world.ts';
import { sampleFinding } from '../../server/src/enforcement/reporters/report-sample.ts';
import { PULL, resultOf } from '../support/ci-result.ts';
import { bodyObjections, githubRequestOf } from '../support/github-rest-api.ts';
import { type RecordedProvider, type Reply, recordedProvider, type Sent } from '../support/recorded-provider.ts';

const CANARY = 'ghs_canary0123456789canary0123456789cana';
const FINDINGS = [sampleFinding({ id: 'one', severity: 'error' })];
const SARIF = '{"version":"2.1.0","runs":[]}';

let provider: RecordedProvider | null = null;
afterEach(async () => {
  await provider?.close();
  provider = null;
});

interface Tried {
  readonly code: number;
  readonly said: string;
  readonly slept: readonly number[];
  readonly sent: readonly Sent[];
}

/** Runs a verb against a provider that answers by a function. */
async function tried(
  verb: typeof comment,
  answer: (sent: Sent, nth: number) => Reply,
  over: { readonly result?: CiResult; readonly env?: Record<string, string>; readonly dryRun?: boolean } = {},
): Promise<Tried> {
  const made = await recordedProvider(answer);
  provider = made;
  const said: string[] = [];
  const slept: number[] = [];
  const files = new Map([
    ['out/drift-results.json', JSON.stringify(over.result ?? resultOf(FINDINGS))],
    ['out/drift-results.sarif', SARIF],
  ]);
  const never = (): never => {
    throw new Error('this verb needs none');
  };
  const world: World = {
    env: over.env ?? { GITHUB_TOKEN: CANARY, GITHUB_API_URL: made.url, GITLAB_TOKEN: CANARY, CI_API_V4_URL: made.url },
    files: { read: (path) => files.get(path) ?? null, write: never, append: never, exists: never },
    network: {
      fetch: (url, init) => fetch(url, init),
      sleep: (ms) => {
        slept.push(ms);
        return Promise.resolve();
      },
    },
    start: never,
    root: '/none',
    version: '0.1.0',
    print: (text) => said.push(text),
    complain: (text) => said.push(text),
    within: never,
    elapsed: () => 0,
  };
  const code = await verb(world, { input: 'out', dryRun: over.dryRun === true });
  expect(said.join('')).not.toContain('canary');
  expect(JSON.stringify(made.sent.map((s) => s.body))).not.toContain('canary');
  for (const { method, path, body } of made.sent) {
    const request = githubRequestOf(method, path);
    if (request !== null) expect(bodyObjections(request, body)).toEqual([]);
  }
  return { code, said: said.join(''), slept, sent: made.sent };
}

const BOT = { login: 'github-actions[bot]', type: 'Bot' };
const upload: typeof comment = (world, options) => sarif(world, { ...options, gzip: (text) => gzipSync(text) });

/** GitHub with some comments; the token of a workflow may not ask who it is. */
function github(comments: readonly object[]): (sent: Sent) => Reply {
  return ({ method, path }) => {
    if (path === '/user') return { status: 403, body: {} };
    if (method === 'GET') return { status: 200, body: path.includes('page=1') ? comments : [] };
    return { status: method === 'POST' ? 201 : 200, body: { id: 5 } };
  };
}

describe('the comment', () => {
  test('is made once, with the token in its header only', async () => {
    const { code, sent } = await tried(comment, github([]));
    expect(code).toBe(0);
    expect(sent.map((s) => `${s.method} ${s.path}`)).toEqual([
      'GET /user',
      'GET /repos/acme/shop/issues/7/comments?per_page=100&page=1',
      'POST /repos/acme/shop/issues/7/comments',
    ]);
    expect(sent[2]?.headers).toMatchObject({ authorization: `Bearer ${CANARY}`, 'x-github-api-version': '2022-11-28' });
    expect(sent[2]?.body).toEqual({ body: renderComment(resultOf(FINDINGS), null) });
  });

  test('is written over the one before, with the trend, and never over what somebody else began with our line', async () => {
    const body = '<!-- drift-ci -->\n<!-- drift-ci-score: 10 -->\nold';
    const others = [
      { id: 1, body, user: { login: 'mallory', type: 'User' } },
      { id: 2, body: `> ${body}`, user: BOT },
      { id: 3, body, user: BOT },
    ];
    const { sent, said } = await tried(comment, github(others));
    expect(sent.at(-1)).toMatchObject({ method: 'PATCH', path: '/repos/acme/shop/issues/comments/3' });
    expect(sent.at(-1)?.body).toEqual({ body: renderComment(resultOf(FINDINGS), 10) });
    expect(said).toContain('the comment is updated');
  });

  test('that a failed call made after all is written over, and not made again', async () => {
    const made: object[] = [];
    const answer = (sent: Sent): Reply => {
      if (sent.method !== 'POST') return github(made)(sent);
      made.push({ id: 9, body: '<!-- drift-ci -->', user: BOT });
      return { status: 502 };
    };
    const { code, sent, slept } = await tried(comment, answer);
    expect(code).toBe(0);
    expect(sent.filter((s) => s.method === 'POST')).toHaveLength(1);
    expect(sent.at(-1)).toMatchObject({ method: 'PATCH', path: '/repos/acme/shop/issues/comments/9' });
    expect(slept).toEqual([1000]);
  });

  test('of a fork, of a closed or no pull request and of a dry run goes nowhere', async () => {
    const fork: CiContext = { ...PULL, fork: true };
    for (const over of [
      { result: resultOf(FINDINGS, { context: fork }) },
      { result: resultOf(FINDINGS, { context: { ...PULL, closed: true } }) },
      { result: resultOf(FINDINGS, { context: { ...PULL, pullRequest: null } }) },
      { dryRun: true },
    ]) {
      const { code, sent } = await tried(comment, github([]), over);
      expect([code, sent.length]).toEqual([0, 0]);
    }
  });

  test('is a note at GitLab', async () => {
    const context: CiContext = { ...PULL, provider: 'gitlab', project: '42', pullRequest: 9 };
    const notes = [
      { id: 1, body: '<!-- drift-ci -->', author: { username: 'mallory' } },
      { id: 4, body: '<!-- drift-ci -->', author: { username: 'drift-bot' } },
    ];
    const answer =
      (found: readonly object[]) =>
      ({ method, path }: Sent): Reply =>
        path === '/user'
          ? { status: 200, body: { username: 'drift-bot' } }
          : { status: 200, body: method === 'GET' ? found : {} };
    const result = resultOf(FINDINGS, { context });
    const updated = await tried(comment, answer(notes), { result });
    expect(updated.sent.at(-1)).toMatchObject({ method: 'PUT', path: '/projects/42/merge_requests/9/notes/4' });
    expect(updated.sent.at(-1)?.headers['private-token']).toBe(CANARY);
    await provider?.close();
    const first = await tried(comment, answer([]), { result });
    expect(first.sent.at(-1)).toMatchObject({ method: 'POST', path: '/projects/42/merge_requests/9/notes' });
  });
});

describe('a call that fails', () => {
  test('on the other side is tried after 1, 2 and 4 seconds, then given up', async () => {
    const { code, slept, said } = await tried(checkRun, () => ({ status: 503 }));
    expect([code, slept]).toEqual([2, [1000, 2000, 4000]]);
    expect(said).toContain('CI_PROVIDER_ERROR: GitHub answered with 503');
  });

  test('for being one too many waits as long as it is told, within reason', async () => {
    const answer = (_: Sent, nth: number): Reply =>
      nth === 3
        ? { status: 201, body: { id: 1 } }
        : { status: 429, headers: { 'retry-after': nth === 1 ? '7' : '9999' } };
    expect(await tried(checkRun, answer)).toMatchObject({ code: 0, slept: [7000, 60_000] });
  });

  test.each([
    [401, 'CI_AUTH_ERROR'],
    [403, 'CI_AUTH_ERROR'],
    [404, 'CI_PR_NOT_FOUND'],
    [422, 'CI_PROVIDER_ERROR'],
  ])('with %i is not tried again: %s', async (status, text) => {
    const { code, slept, sent, said } = await tried(checkRun, () => ({ status, body: { message: CANARY } }));
    expect([code, slept.length, sent.length]).toEqual([2, 0, 1]);
    expect(said).toContain(text);
  });

  test('follows no redirection, so that no token goes where it leads', async () => {
    const { code, sent } = await tried(checkRun, () => ({ status: 302, headers: { location: '/elsewhere' } }));
    expect(code).toBe(2);
    expect(new Set(sent.map((s) => s.path))).toEqual(new Set(['/repos/acme/shop/check-runs']));
  });
});

test('without a token, or with an address that is not safe for one, nothing is called', async () => {
  for (const env of [{}, { GITHUB_TOKEN: CANARY, GITHUB_API_URL: 'http://api.example.com' }]) {
    const { code, sent, said } = await tried(comment, github([]), { env });
    expect([code, sent.length]).toEqual([2, 0]);
    expect(said).toContain('CI_AUTH_ERROR');
    await provider?.close();
  }
  expect(apiBase('https://ghe.example.com/api/v3/')).toBe('https://ghe.example.com/api/v3');
  for (const bad of ['http://127.0.0.1.evil.example', 'https://a@b', 'ftp://x', 'https://x/?q', undefined])
    expect(apiBase(bad)).toBeNull();
});

describe('a check run', () => {
  test('has its annotations fifty a call, and ends with the last', async () => {
    const many = Array.from({ length: 120 }, (_, i) =>
      sampleFinding({ id: `i${i}`, path: `src/${i}.ts`, severity: 'error' }),
    );
    const result = resultOf(many);
    const { code, sent } = await tried(checkRun, () => ({ status: 201, body: { id: 3 } }), { result });
    expect(code).toBe(0);
    expect(sent.map((s) => `${s.method} ${s.path}`)).toEqual([
      'POST /repos/acme/shop/check-runs',
      'PATCH /repos/acme/shop/check-runs/3',
      'PATCH /repos/acme/shop/check-runs/3',
    ]);
    const bodies = sent.map((s) => JSON.parse(JSON.stringify(s.body)));
    expect(bodies.map((b) => [b.status, b.conclusion, b.output.annotations.length])).toEqual([
      ['in_progress', undefined, 50],
      [undefined, undefined, 50],
      ['completed', 'failure', 20],
    ]);
    expect(bodies.flatMap((b) => b.output.annotations)).toEqual(annotationsOf(result));
    expect(bodies[0].head_sha).toBe('b'.repeat(40));
    expect(bodyObjections('POST check-runs', bodies[0])).toEqual([]);
    expect(bodyObjections('POST check-runs', { ...bodies[0], head_sha: 3 })).toEqual(['/head_sha must be string']);
  });

  test('of a run that could not look is no success', async () => {
    const result: CiResult = { ...resultOf([]), status: 'timeout' };
    const { sent } = await tried(checkRun, () => ({ status: 201, body: { id: 3 } }), { result });
    expect(sent[0]?.body).toMatchObject({ status: 'completed', conclusion: 'neutral' });
  });
});

describe('an upload of SARIF', () => {
  const states =
    (...each: readonly string[]) =>
    ({ method }: Sent, nth: number): Reply =>
      method === 'POST'
        ? { status: 202, body: { id: 'abc-1' } }
        : { status: 200, body: { processing_status: each[nth - 2], errors: ['no good'] } };

  test('is what lies in the folder, compressed, and is waited for', async () => {
    const { code, sent, slept } = await tried(upload, states('pending', 'complete'));
    expect([code, slept]).toEqual([0, [2000]]);
    const body = JSON.parse(JSON.stringify(sent[0]?.body));
    expect(gunzipSync(Buffer.from(body.sarif, 'base64')).toString('utf8')).toBe(SARIF);
    expect(body).toMatchObject({ commit_sha: 'c'.repeat(40), ref: 'refs/pull/7/merge', tool_name: 'Drift' });
  });

  test('that is refused says so', async () => {
    const { code, said } = await tried(upload, states('failed'));
    expect(code).toBe(2);
    expect(said).toContain('CI_SARIF_ERROR: GitHub refused the report: no good');
  });
});
