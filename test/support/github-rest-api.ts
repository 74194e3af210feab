import { readFileSync } from 'node:fs';
import * as ajv2020 from 'ajv/dist/2020.js';
import * as formats from 'ajv-formats';

const described = JSON.parse(
  readFileSync(new URL('../reporters/schemas/github-rest-api.json', import.meta.url), 'utf8'),
);
// The dialect of OpenAPI has words of its own, such as `example`.
const ajv = new ajv2020.Ajv2020({ strict: false, allErrors: true });
formats.default.default(ajv);

/** Requests that GitHub's description is at hand for, by method and end of the path. */
export const GITHUB_REQUESTS = [
  'POST check-runs',
  'PATCH check-runs',
  'POST code-scanning/sarifs',
  'POST comments',
] as const;
/** One of them. */
export type GithubRequest = (typeof GITHUB_REQUESTS)[number];

const validators = new Map(GITHUB_REQUESTS.map((request) => [request, ajv.compile(described[request])]));

/** What GitHub's own description of its API has against the body of a request, a line each. */
export function bodyObjections(request: GithubRequest, body: unknown): string[] {
  const validate = validators.get(request);
  if (validate === undefined) throw new Error(`nothing is known of ${request}`);
  validate(body);
  return (validate.errors ?? []).map((e) => `${e.instancePath} ${e.message}`);
}

/** The request that a call is, where its description is at hand. */
export function githubRequestOf(method: string, path: string): GithubRequest | null {
  const place =
    /^\/repos\/acme\/shop\/(?:(check-runs)(?:\/\d+)?|(code-scanning\/sarifs)|issues\/\d+\/(comments))$/.exec(path);
  const [, ...ends] = place ?? [];
  const end = ends.find((e) => e !== undefined);
  return GITHUB_REQUESTS.find((request) => request === `${method} ${end}`) ?? null;
}
