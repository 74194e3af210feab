import { MIN_LOCAL_WORD_PASSWORD, MIN_URL_PASSWORD } from './parameters.ts';

/** Where a URL leads: another machine, this one (or a bare service name), or a name reserved for documentation. */
export type HostPlace = 'remote' | 'local' | 'reserved';

/** The user part, password and host place of a URL, as judged together. */
export interface UrlUser {
  readonly user: string;
  readonly password: string;
  readonly place: HostPlace;
}

const HOST = /^(?:\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9_-][A-Za-z0-9._-]{0,252})/;
const TEMPLATE_HOST = /^[$%{[(]/;
const RESERVED_HOST =
  /(?:^|\.)(?:example|test|invalid)$|^test\.host$|(?:^|\.)example\.(?:com|org|net|edu|io)$|(?:^|[-.])(?:your|my)-?(?:host|domain|site)\b|(?:^|[-.])your/i;
const LOOPBACK_HOST =
  /^(?:127\.\d{1,3}\.\d{1,3}\.\d{1,3}|0\.0\.0\.0|\[::1\]|[\w.-]{0,200}\.(?:local|localhost|internal))$/i;

const TEMPLATE_PART = /[()[\]{}<>*^]|\$\w|%[A-Za-z_]{2,40}%|%[sdv]|\.{3}|\u2026/;
const EXAMPLE_WORDS =
  /example|placeholder|changeme|change[-_]me|your|xxx|redacted|dummy|fake|sample|foobar|anoncvs|^(?:my|some|the|a|db|user|super)?[-_.]?(?:password|passwort|passwd|passw0rd|pass|pwd|pw|secret|secretpassword|token|api[-_]?key|key|admin|root|guest|test|tests|testing|user|username|login|hunter2|p4ss(?:w0?rd)?|p@ss(?:[ _-]?w[o0]rd)?|foo|bar|baz|qux|secure|private|x-oauth-basic|x-access-token|anonymous|default|hello|none|null|undefined)[-_.]?\d{0,4}$/i;
const NAMELESS_USER = /^(?:anonymous|ftp)$/i;
const PERCENT_ESCAPE = /%([2-7][0-9A-Fa-f])/g;
const HEX = 16;
const LETTERS_ONLY = /^[A-Za-z]{1,256}$/;
const ONE_CHARACTER = /^(.)\1{0,511}$/;
const COUNTING = ['0123456789', '1234567890', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'secretpassword', 'letmein'];

/** The place that the host at the start of a text names, whatever follows it; undefined when no host stands there. */
export function hostPlace(text: string): HostPlace | undefined {
  const name = HOST.exec(text)?.[0].replace(/\.$/, '');
  if (name === undefined) return TEMPLATE_HOST.test(text) ? 'remote' : undefined;
  if (RESERVED_HOST.test(name)) return 'reserved';
  const bare = !name.includes('.') && !name.startsWith('[');
  return bare || LOOPBACK_HOST.test(name) ? 'local' : 'remote';
}

/** True for a password somebody would really use: no template, example word, counting or repetition of the user name. */
export function isBelievablePassword({ user, password, place }: UrlUser): boolean {
  if (password.length < MIN_URL_PASSWORD || TEMPLATE_PART.test(password)) return false;
  if (NAMELESS_USER.test(user) || EXAMPLE_WORDS.test(withoutEscapes(password))) return false;
  if (ONE_CHARACTER.test(password) || COUNTING.some((run) => run.startsWith(password.toLowerCase()))) return false;
  if (password.toLowerCase() === user.toLowerCase()) return false;
  return place === 'remote' || !LETTERS_ONLY.test(password) || password.length >= MIN_LOCAL_WORD_PASSWORD;
}

function withoutEscapes(text: string): string {
  return text.replace(PERCENT_ESCAPE, (_, code: string) => String.fromCharCode(Number.parseInt(code, HEX)));
}
