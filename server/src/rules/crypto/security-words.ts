const SESSION_COMPANY: ReadonlySet<string> = new Set(['auth', 'login', 'user']);

/** What a secret value is for, as its name tells. */
export type SecurityRole = 'password' | 'secret' | 'signature';

const PASSWORD: ReadonlySet<string> = new Set(['password', 'passwd', 'pwd', 'passphrase', 'passcode']);
const SECRET: ReadonlySet<string> = new Set(['secret', 'token', 'csrf', 'xsrf', 'otp']);
/** Names that only need to be unguessable in some company: most nonces and salts merely have to differ. */
const IN_COMPANY: Readonly<Record<string, ReadonlySet<string>>> = {
  nonce: new Set(['auth', 'csp', 'csrf', 'login', 'oauth', 'oidc', 'script', 'session']),
  salt: new Set(['passwd', 'password', 'pwd']),
};
const SECRET_PAIRS: ReadonlySet<string> = new Set([
  'access key',
  'api key',
  'auth code',
  'encryption key',
  'hmac key',
  'private key',
  'reset code',
  'secret key',
  'session id',
  'signing key',
  'verification code',
]);
const SIGNATURE: ReadonlySet<string> = new Set(['signature', 'hmac']);
/** Trailing words that tell the form of a value, not its meaning. */
const FORM: ReadonlySet<string> = new Set([
  'string',
  'str',
  'value',
  'hex',
  'bytes',
  'hash',
  'digest',
  'md5',
  'sha1',
  'base64',
]);
/** Leading words of yes-or-no names and counts. */
const QUESTION: ReadonlySet<string> = new Set([
  'is',
  'has',
  'should',
  'use',
  'with',
  'num',
  'max',
  'min',
  'cached',
  'cache',
]);
/** Signatures of code and data that have nothing to do with keys. */
const OTHER_SIGNATURE: ReadonlySet<string> = new Set([
  'argument',
  'build',
  'cache',
  'call',
  'class',
  'code',
  'content',
  'file',
  'function',
  'method',
  'model',
  'object',
  'query',
  'schema',
  'source',
  'state',
  'style',
  'template',
  'type',
]);

/** Tokens that mark a place or a version. */
const OTHER_TOKEN: ReadonlySet<string> = new Set(
  'cancel cancellation cas continuation cursor lock next omit page placeholder request trace'.split(' '),
);

/** The words of an identifier in lower case: `generateApiKey`, `generate_api_key` -> `generate api key`. */
export function wordsOf(name: string): string[] {
  return name
    .slice(name.lastIndexOf('.') + 1)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((w) => w !== '');
}

function meaningful(name: string): string[] {
  const words = wordsOf(name);
  while (words.length > 1 && FORM.has(words.at(-1) ?? '')) words.pop();
  return words;
}

/** The role of what a name holds: its last words decide, so `passwordLength` and `tokenCount` hold no secret. */
export function roleOf(name: string): SecurityRole | null {
  const words = meaningful(name);
  const last = words.at(-1) ?? '';
  if (QUESTION.has(words[0] ?? '')) return null;
  if (PASSWORD.has(last)) return 'password';
  if (SECRET.has(last) || SECRET_PAIRS.has(words.slice(-2).join(' '))) return 'secret';
  if (SIGNATURE.has(last) && !words.some((w) => OTHER_SIGNATURE.has(w))) return 'signature';
  return null;
}

/** True for names of values that must not be guessed. */
export function mustBeUnguessable(name: string): boolean {
  const words = meaningful(name);
  if (QUESTION.has(words[0] ?? '')) return false;
  const company = IN_COMPANY[words.at(-1) ?? ''];
  if (company !== undefined) return words.some((w) => company.has(w));
  // Most ids of sessions that are made up on the spot tell visits or jobs apart.
  if (words.slice(-2).join(' ') === 'session id') return words.some((w) => SESSION_COMPANY.has(w));
  if (words.at(-1) === 'token' && words.some((w) => OTHER_TOKEN.has(w))) return false;
  const role = roleOf(name);
  return role === 'password' || role === 'secret';
}

/** True for names that end in `token` or `secret`, which lexers, language models and guessing games use for numbers too. */
export function isAmbiguous(name: string): boolean {
  const last = meaningful(name).at(-1);
  return last === 'token' || last === 'secret';
}

/** True where the name is a bare `signature`, which is also a word for fingerprints. */
export function isBareSignature(name: string): boolean {
  return meaningful(name).join(' ') === 'signature';
}

const SIGNING: ReadonlySet<string> = new Set(['sign', 'signed', 'signature', 'verify', 'webhook', 'callback', 'auth']);

/** True for functions that by name sign something or check a signature. */
export function namesSigning(name: string): boolean {
  return wordsOf(name).some((w) => SIGNING.has(w));
}

/** True for names of passwords and of secrets that only the owner knows. */
export function isSecretInput(name: string): SecurityRole | null {
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  if (PASSWORD.has(last)) return 'password';
  return last === 'secret' || words.slice(-2).join(' ') === 'secret key' ? 'secret' : null;
}

const HASHING: ReadonlySet<string> = new Set(['hash', 'encode', 'encrypt', 'crypt', 'digest', 'hashed']);
const MAKING: ReadonlySet<string> = new Set([
  ...HASHING,
  'check',
  'compare',
  'compute',
  'create',
  'generate',
  'issue',
  'make',
  'new',
  'sign',
  'store',
  'validate',
  'verify',
]);

/** True for functions that by name turn a password into its stored form. */
export function namesHashing(name: string): boolean {
  return wordsOf(name).some((w) => HASHING.has(w));
}

/** The role of what a function makes or checks: `hashPassword`, `generate_token`, `verifySignature`. */
export function roleOfFunction(name: string): SecurityRole | null {
  const words = wordsOf(name);
  if (!words.some((w) => MAKING.has(w))) return null;
  const nouns = words.filter((w) => !HASHING.has(w)).join('_');
  return roleOf(nouns);
}

/** The role of what a class does: `PasswordHasher`, `Md5PasswordEncoder`. */
export function roleOfClass(name: string): SecurityRole | null {
  return /(?:^|[a-z0-9A-Z_])Password(?:Hasher|Encoder|Encryptor|Digester)$/.test(name) ||
    /^Password(?:Hasher|Encoder)$/.test(name)
    ? 'password'
    : null;
}
