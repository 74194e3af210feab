import { maskSecret } from './mask-secret.ts';
import { MAX_SCHEME, MAX_USER_INFO } from './parameters.ts';
import { type HostPlace, hostPlace, isBelievablePassword } from './url-password.ts';

/** A password inside a URL; offsets are UTF-16 code units of the scanned text, `end` exclusive, of the password alone. */
export interface UrlCredential {
  readonly scheme: string;
  readonly start: number;
  readonly end: number;
  /** The only form of the password that may leave the scanner. */
  readonly masked: string;
  /** `local` when the host is this machine or a bare service name, so the password opens nothing from outside. */
  readonly place: Exclude<HostPlace, 'reserved'>;
}

const AUTHORITY_START = '://';
const AUTHORITY_CHARACTER = /[^\s/?#"'`<>\\,;|]/;
const SCHEME_CHARACTER = /[A-Za-z0-9+.-]/;

/**
 * Every `scheme://user:password@host` of a text whose password looks real, in order. Variables, templates, the usual
 * example words and hosts reserved for documentation are left out. Linear in the text.
 */
export function scanUrlCredentials(text: string): readonly UrlCredential[] {
  const found: UrlCredential[] = [];
  for (let at = text.indexOf(AUTHORITY_START); at !== -1; at = text.indexOf(AUTHORITY_START, at + 1)) {
    const credential = credentialAt(text, at);
    if (credential !== undefined) found.push(credential);
  }
  return found;
}

function credentialAt(text: string, at: number): UrlCredential | undefined {
  const scheme = schemeBefore(text, at);
  const authority = authorityAfter(text, at + AUTHORITY_START.length);
  const split = authority.lastIndexOf('@');
  const colon = authority.indexOf(':');
  if (scheme === '' || colon === -1 || split < colon) return undefined;
  const password = authority.slice(colon + 1, split);
  const place = hostPlace(authority.slice(split + 1));
  if (place === undefined || place === 'reserved') return undefined;
  if (!isBelievablePassword({ user: authority.slice(0, colon), password, place })) return undefined;
  const start = at + AUTHORITY_START.length + colon + 1;
  return { scheme, start, end: start + password.length, masked: maskSecret(password), place };
}

function schemeBefore(text: string, at: number): string {
  let start = at;
  while (start > 0 && at - start < MAX_SCHEME && SCHEME_CHARACTER.test(text.charAt(start - 1))) start -= 1;
  return text.slice(start, at).toLowerCase();
}

function authorityAfter(text: string, start: number): string {
  let end = start;
  while (end < text.length && end - start < MAX_USER_INFO && AUTHORITY_CHARACTER.test(text.charAt(end))) end += 1;
  return text.slice(start, end);
}
