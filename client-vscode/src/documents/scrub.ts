/** Names of settings and variables whose values nobody should pass on. */
const SECRET_NAME =
  /((?:password|passwd|secret|token|api[_-]?key|authorization|credential)[\w-]*["']?\s*[:=]\s*)(?:bearer\s+|basic\s+)?("[^"]*"|'[^']*'|[^\s,;]+)/gi;
/** Values that are secrets wherever they stand: the usual prefixes of tokens, keys in PEM, and what a URL logs in with. */
const SECRET_VALUES: readonly RegExp[] = [
  /\b(?:gh[pousr]_|github_pat_|glpat-|xox[abprs]-|sk-|sk_live_|AKIA|ASIA|AIza|npm_)[\w-]{10,}/g,
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?-----END [A-Z ]*PRIVATE KEY-----/g,
];
const URL_LOGIN = /\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi;
const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
/** Folders in which people's homes lie, with the name of the person. */
const HOMES = /(?:\/(?:home|Users)\/|[A-Z]:[\\/]Users[\\/])[^\s\\/:'",)]+|\/root(?=[/\s:'",)]|$)/gi;

/** A text that can be shown to others: without secrets, logins, e-mail addresses and the names of people's folders. */
export function scrub(text: string, homes: readonly string[]): string {
  let out = text;
  for (const pattern of SECRET_VALUES) out = out.replace(pattern, '<secret>');
  out = out.replace(URL_LOGIN, '$1<login>@').replace(SECRET_NAME, '$1<secret>').replace(EMAIL, '<e-mail>');
  for (const home of homes) if (home.length > 1) out = out.replaceAll(home, '~');
  return out.replace(HOMES, '~');
}

/** The same for a text of this machine: the home of the person is known here. */
export function scrubHere(text: string): string {
  return scrub(text, [process.env['HOME'] ?? '', process.env['USERPROFILE'] ?? '']);
}
