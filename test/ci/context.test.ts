import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { detectContext, LOCAL_CONTEXT } from '../../server/src/ci/context.ts';

const BASE = 'a'.repeat(40);
const HEAD = 'b'.repeat(40);
const MERGED = 'c'.repeat(40);

function payload(name: string): string {
  return readFileSync(new URL(`payloads/${name}.json`, import.meta.url), 'utf8');
}

function github(event: string, name: string, ref = 'refs/pull/7/merge') {
  const env = {
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: event,
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_SHA: MERGED,
    GITHUB_REF: ref,
  };
  return detectContext(env, payload(name));
}

describe('a run of GitHub Actions', () => {
  test('on a pull request knows both sides, the number, and that it is a draft', () => {
    expect(github('pull_request', 'github-pull-request-opened')).toEqual({
      provider: 'github',
      event: 'pull_request',
      action: 'opened',
      project: 'acme/shop',
      pullRequest: 7,
      base: { ref: 'main', sha: BASE },
      head: { ref: 'orders', sha: HEAD },
      checkout: { ref: 'refs/pull/7/merge', sha: MERGED },
      draft: true,
      fork: false,
      closed: false,
      privileged: false,
      bases: ['origin/main', BASE],
      blobUrl: `https://github.com/acme/shop/blob/${HEAD}/`,
    });
  });

  test('tells a further push, a closed one, a fork and a privileged run apart', () => {
    expect(github('pull_request', 'github-pull-request-synchronize')).toMatchObject({
      action: 'synchronize',
      draft: false,
    });
    expect(github('pull_request', 'github-pull-request-closed')).toMatchObject({ closed: true, fork: false });
    expect(github('pull_request', 'github-pull-request-fork')).toMatchObject({ fork: true, privileged: false });
    expect(github('pull_request_target', 'github-pull-request-fork')).toMatchObject({ fork: true, privileged: true });
  });

  test('in a merge queue compares with what it will be merged into', () => {
    const context = github('merge_group', 'github-merge-group', 'refs/heads/gh-readonly-queue/main/pr-7-aaaa');
    expect(context).toMatchObject({ event: 'merge_group', bases: [BASE], base: { ref: 'main', sha: BASE } });
    expect(context).toMatchObject({ pullRequest: null, head: { sha: MERGED } });
  });

  test('on a push compares with what was there, or with the default branch', () => {
    expect(github('push', 'github-push-default', 'refs/heads/main')).toMatchObject({ event: 'push', bases: [BASE] });
    expect(github('push', 'github-push-branch', 'refs/heads/orders')).toMatchObject({ bases: ['origin/main'] });
  });

  test('by the clock or by hand is about no change', () => {
    expect(github('schedule', 'github-schedule', 'refs/heads/main')).toMatchObject({ event: 'schedule', bases: [] });
    expect(github('workflow_dispatch', 'github-workflow-dispatch')).toMatchObject({ event: 'manual', bases: [] });
  });

  test('with an event that cannot be read or says odd things knows less and does not fail', () => {
    const env = {
      GITHUB_ACTIONS: 'true',
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_REPOSITORY: 'a/b/../c',
      GITHUB_SHA: 'x y',
    };
    for (const text of [null, '', '{', '[]', '{"pull_request":{"number":"7; rm"}}', '{"action":{}}'])
      expect(detectContext(env, text)).toMatchObject({
        event: 'pull_request',
        pullRequest: null,
        project: null,
        bases: [],
      });
  });
});

describe('a job of GitLab', () => {
  test('on a merge request knows it and where it began', () => {
    expect(detectContext(JSON.parse(payload('gitlab-merge-request')), null)).toMatchObject({
      provider: 'gitlab',
      event: 'pull_request',
      project: '42',
      pullRequest: 9,
      bases: [BASE, 'origin/main'],
      head: { ref: 'orders', sha: HEAD },
      draft: true,
      fork: false,
      blobUrl: `https://gitlab.com/acme/shop/-/blob/${HEAD}/`,
    });
    const fork = { ...JSON.parse(payload('gitlab-merge-request')), CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '77' };
    expect(detectContext(fork, null).fork).toBe(true);
  });

  test('on a branch compares with the default one, there with what was before', () => {
    expect(detectContext(JSON.parse(payload('gitlab-branch')), null).bases).toEqual(['origin/main']);
    expect(detectContext(JSON.parse(payload('gitlab-default-branch')), null).bases).toEqual([BASE]);
  });
});

test('anywhere else nothing is known', () => {
  expect(detectContext({ CI: 'true', GITHUB_SHA: HEAD }, null)).toEqual(LOCAL_CONTEXT);
});
