import { Buffer } from 'node:buffer';
import { displayText } from '@drift/shared';
import { annotationsOf } from './annotations.ts';
import { renderComment, scoreOfComment } from './comment.ts';
import { findComment, githubProvider, type OwnComment, putCheckRun, putComment, uploadSarif } from './github-client.ts';
import { findNote, gitlabProvider, putNote } from './gitlab-client.ts';
import { MAX_SARIF_BYTES } from './parameters.ts';
import type { Called, Provider } from './provider-call.ts';
import { readResult } from './read-result.ts';
import type { CiResult, CiWarning } from './result.ts';
import type { World } from './world.ts';
import { sarifFile } from './write-results.ts';

/** What the verbs that post share. */
export interface PostOptions {
  /** The folder of the results. */
  readonly input: string;
  readonly dryRun: boolean;
}

const EXIT_NOT_POSTED = 2;

/** Something to send, and how to show it without sending. */
type Step = (result: CiResult) => Promise<Called<string>>;

/** `drift ci comment`: writes the comment of the pull or merge request; 0 posted or nothing to post, 2 not posted. */
export function comment(world: World, options: PostOptions): Promise<number> {
  return posted(
    world,
    options,
    (result) => renderComment(result, null),
    async (result) => {
      const { provider, project, pullRequest } = result.context;
      if (project === null || pullRequest === null) return nothing('this run is about no pull request');
      const client = clientOf(world, provider);
      if (client === null) return noToken(provider);
      const isGitlab = provider === 'gitlab';
      const earlier = await (isGitlab ? findNote : findComment)(client, project, pullRequest);
      if (!earlier.ok) return earlier;
      const body = renderComment(result, scoreBefore(earlier.value));
      const put = await (isGitlab ? putNote : putComment)(client, {
        project,
        pull: pullRequest,
        body,
        earlier: earlier.value,
      });
      return put.ok
        ? { ok: true, value: earlier.value === null ? 'the comment is written' : 'the comment is updated' }
        : put;
    },
  );
}

/** `drift ci check-run`: a check run of GitHub with annotations; 0 made or nothing to make, 2 not made. */
export function checkRun(world: World, options: PostOptions): Promise<number> {
  const show = (result: CiResult): string => `${JSON.stringify(annotationsOf(result), null, 2)}\n`;
  return posted(world, options, show, async (result) => {
    const { provider, project, head } = result.context;
    if (provider !== 'github' || project === null || head.sha === null)
      return nothing('check runs exist at GitHub only');
    const client = clientOf(world, provider);
    if (client === null) return noToken(provider);
    const put = await putCheckRun(client, project, {
      headSha: head.sha,
      conclusion: conclusionOf(result),
      title: displayText(result.summary),
      summary: renderComment(result, null),
      annotations: annotationsOf(result),
    });
    return put.ok ? { ok: true, value: 'the check run is made' } : put;
  });
}

/** `drift ci sarif`: uploads the SARIF file to GitHub code scanning; 0 uploaded or nothing to upload, 2 not uploaded. */
export function sarif(
  world: World,
  options: PostOptions & { readonly gzip: (text: string) => Uint8Array },
): Promise<number> {
  const path = sarifFile(options.input);
  const show = (): string => world.files.read(path) ?? '';
  return posted(world, options, show, async (result) => {
    const { provider, project, checkout } = result.context;
    if (provider !== 'github' || project === null) return nothing('code scanning exists at GitHub only');
    const text = world.files.read(path);
    if (text === null)
      return failure('CI_SARIF_ERROR', `${path} does not exist`, 'Run drift ci analyze --format sarif --output');
    if (checkout.sha === null || checkout.ref === null) return nothing('the commit is not known');
    const packed = options.gzip(text);
    if (packed.length > MAX_SARIF_BYTES)
      return failure(
        'CI_SARIF_ERROR',
        `the compressed report has ${packed.length} bytes, too many for GitHub`,
        'Keep it as an artifact',
      );
    const client = clientOf(world, provider);
    if (client === null) return noToken(provider);
    const encoded = Buffer.from(packed).toString('base64');
    return uploadSarif(client, project, { commit: checkout.sha, ref: checkout.ref, sarif: encoded });
  });
}

/** A verdict stands whatever comes of a post: the exit code says only whether it went through. */
async function posted(
  world: World,
  options: PostOptions,
  show: (result: CiResult) => string,
  step: Step,
): Promise<number> {
  const result = readResult(world.files, options.input);
  if (typeof result === 'string') {
    world.complain(`drift: ${displayText(result)}\n`);
    return EXIT_NOT_POSTED;
  }
  if (options.dryRun) {
    world.print(show(result));
    return 0;
  }
  const { context } = result;
  const done = await (withheld(context) ?? step(result));
  if (done.ok) world.complain(`drift: ${displayText(done.value)}\n`);
  else world.complain(`drift: ${displayText(`${done.warning.code}: ${done.warning.message}. ${done.warning.hint}`)}\n`);
  return done.ok ? 0 : EXIT_NOT_POSTED;
}

/** Why nothing may be posted; `null` where it may. */
function withheld(context: CiResult['context']): Called<string> | null {
  // What was said while it was open stays as it was.
  if (context.closed) return nothing('the pull request is closed');
  const isReadOnly = context.fork && !context.privileged;
  return isReadOnly ? nothing('the change comes from a fork, whose runs may only read', 'CI_FORK') : null;
}

function clientOf({ env, network }: World, provider: CiResult['context']['provider']): Provider | null {
  if (provider === 'github') return githubProvider(env, network);
  return provider === 'gitlab' ? gitlabProvider(env, network) : null;
}

function scoreBefore(earlier: OwnComment | null): number | null {
  return earlier === null ? null : scoreOfComment(earlier.body);
}

function conclusionOf({ status: how }: CiResult): 'success' | 'failure' | 'neutral' {
  if (how === 'fail') return 'failure';
  // What could not look is no success.
  return how === 'pass' || how === 'warn' ? 'success' : 'neutral';
}

function nothing(why: string, code?: CiWarning['code']): Called<string> {
  return { ok: true, value: `${code === undefined ? '' : `${code}: `}nothing was posted: ${why}` };
}

function noToken(provider: string): Called<string> {
  const [variable, api] =
    provider === 'gitlab' ? ['GITLAB_TOKEN', 'CI_API_V4_URL'] : ['GITHUB_TOKEN', 'GITHUB_API_URL'];
  return failure('CI_AUTH_ERROR', 'there is no token to post with', `Set ${variable}, and ${api} to an https address`);
}

function failure(code: CiWarning['code'], message: string, hint: string): Called<string> {
  return { ok: false, warning: { code, message, hint } };
}
