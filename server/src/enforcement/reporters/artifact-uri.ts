const LONE_SURROGATE = /\p{Surrogate}/gu;

/**
 * A workspace-relative path as a relative URI reference: every segment percent-encoded as UTF-8, so no path can read
 * as a scheme, a query or a fragment. A lone surrogate, which UTF-8 cannot say, becomes U+FFFD.
 */
export function artifactUri(path: string): string {
  return path.replace(LONE_SURROGATE, '\uFFFD').split('/').map(encodeURIComponent).join('/');
}
