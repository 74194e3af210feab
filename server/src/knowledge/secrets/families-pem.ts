import { KEY_CWE, type SecretFamily, type SecretSeverity } from './family.ts';
import { sample, token } from './sample.ts';

const MIN_BLOCK_ENTROPY = 3.5;

/** What may stand between two lines of a key: line breaks, their escapes, quotes, commas, comment signs. */
const SEPARATOR = String.raw`(?:\\[nr]|[^A-Za-z0-9+/=\\-]){1,40}`;

/** A first full line of base64, then whatever else belongs to the block; a header alone is no secret. */
const BODY = String.raw`[A-Za-z0-9+/]{40}[A-Za-z0-9+/=\s\\"',;]{0,12000}(?:-----END [A-Z ]{7,40}-----)?`;

const LINE_BREAK = String.raw`(?:\\[nr]|\s){1,4}`;
const JSON_COLON = String.raw`\\?"\s{0,4}:\s{0,4}\\?"`;

const EXAMPLE_BODY = `${sample('base64', 64)}\n${sample('base64', 60)}==\n`;

/** Private keys in armoured blocks: PEM, OpenSSH, PGP, PuTTY and service account files. */
export const PEM_FAMILIES: readonly SecretFamily[] = [
  plainKey({ id: 'pem-rsa-private-key', title: 'RSA private key', label: 'RSA PRIVATE KEY' }),
  plainKey({ id: 'pem-ec-private-key', title: 'EC private key', label: 'EC PRIVATE KEY' }),
  plainKey({ id: 'pem-dsa-private-key', title: 'DSA private key', label: 'DSA PRIVATE KEY' }),
  plainKey({ id: 'pem-openssh-private-key', title: 'OpenSSH private key', label: 'OPENSSH PRIVATE KEY' }),
  plainKey({ id: 'pem-pkcs8-private-key', title: 'PKCS#8 private key', label: 'PRIVATE KEY' }),
  {
    ...plainKey({
      id: 'pem-encrypted-private-key',
      title: 'Encrypted PKCS#8 private key',
      label: 'ENCRYPTED PRIVATE KEY',
    }),
    severity: 'high',
  },
  block({
    id: 'pem-passphrase-private-key',
    title: 'Private key under a passphrase',
    keyword: 'proc-type: 4,encrypted',
    source:
      `-----BEGIN (?:RSA|EC|DSA) PRIVATE KEY-----${LINE_BREAK}Proc-Type: 4,ENCRYPTED${LINE_BREAK}` +
      `DEK-Info: [A-Z0-9-]{4,24},[A-F0-9]{8,40}${SEPARATOR}${BODY}`,
    severity: 'high',
    positive: () =>
      token(
        '-----BEGIN RSA PRIVATE ',
        'KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,8F3A61C09D\n\n',
        EXAMPLE_BODY,
      ),
    nearMiss: () => token('-----BEGIN RSA PRIVATE ', 'KEY-----\nProc-Type: 4,ENCRYPTED\n...'),
  }),
  block({
    id: 'pgp-private-key',
    title: 'PGP private key block',
    keyword: '-----begin pgp private key block-----',
    source: `-----BEGIN PGP PRIVATE KEY BLOCK-----[^-]{1,200}?${BODY}`,
    severity: 'critical',
    positive: () => token('-----BEGIN PGP PRIVATE KEY ', 'BLOCK-----\nVersion: 2\n\n', EXAMPLE_BODY),
    nearMiss: () => token('-----BEGIN PGP PRIVATE KEY ', 'BLOCK-----\n...'),
  }),
  block({
    id: 'putty-private-key',
    title: 'PuTTY private key',
    keyword: 'putty-user-key-file-',
    source: String.raw`PuTTY-User-Key-File-\d: [\s\S]{1,4000}?Private-Lines: \d{1,3}(?:\\r)?(?:\\n|\s{1,2})${BODY}`,
    severity: 'critical',
    positive: () =>
      token(
        'PuTTY-User-Key-',
        'File-3: ssh-rsa\nEncryption: none\nPublic-Lines: 1\nAAAA\nPrivate-Lines: 2\n',
        EXAMPLE_BODY,
      ),
    nearMiss: () => token('PuTTY-User-Key-', 'File-3: ssh-rsa\nEncryption: none\nPublic-Lines: 1\nAAAA\n'),
  }),
  block({
    id: 'gcp-service-account-key',
    title: 'Google Cloud service account key',
    keyword: 'private_key_id',
    source:
      `private_key_id${JSON_COLON}[a-f0-9]{40}` +
      String.raw`\\?"\s{0,4},(?:\\[nr]|\s){0,20}\\?"private_key${JSON_COLON}-----BEGIN PRIVATE KEY-----${SEPARATOR}${BODY}`,
    severity: 'critical',
    positive: () =>
      token(
        '{"private_key_id": "',
        sample('hex', 40),
        '", "private_key": "-----BEGIN PRIVATE ',
        'KEY-----\\n',
        EXAMPLE_BODY.replaceAll('\n', '\\n'),
        '"}',
      ),
    nearMiss: () => token('{"private_key_id": "', sample('hex', 40), '", "private_key": "$', '{KEY}"}'),
  }),
];

interface PlainKey {
  readonly id: string;
  readonly title: string;
  readonly label: string;
}

function plainKey({ id, title, label }: PlainKey): SecretFamily {
  return block({
    id,
    title,
    keyword: `-----begin ${label.toLowerCase()}-----`,
    source: `-----BEGIN ${label}-----${SEPARATOR}${BODY}`,
    severity: 'critical',
    positive: () => token('-----BEGIN ', label, '-----\n', EXAMPLE_BODY, '-----END ', label, '-----'),
    nearMiss: () => token('-----BEGIN ', label, '-----\n...\n-----END ', label, '-----'),
  });
}

interface Block {
  readonly id: string;
  readonly title: string;
  readonly keyword: string;
  readonly source: string;
  readonly severity: SecretSeverity;
  readonly positive: () => string;
  readonly nearMiss: () => string;
}

function block({ keyword, source, ...row }: Block): SecretFamily {
  return {
    ...row,
    keywords: [keyword],
    pattern: new RegExp(source, 'g'),
    minEntropy: MIN_BLOCK_ENTROPY,
    form: 'block',
    cwe: KEY_CWE,
  };
}
