import type { CallRow } from '../../engine/api-table.ts';
import { ECB, SMALL, WEAK } from './messages.ts';

const JVM = ['java', 'kotlin'] as const;
const JS = ['javascript', 'typescript'] as const;

/** OpenSSL names, shared by Node, Ruby and PHP. */
const OPENSSL = {
  des: /^(?:id-)?(?:des(?:3|-|$)|desx)/i,
  rc4: /^rc[24](?:-|$)/i,
  blowfish: /^(?:bf(?:-|$)|blowfish|cast5?(?:-|$)|idea(?:-|$)|seed(?:-|$))/i,
  ecb: /^(?:aes|camellia|aria|sm4)-?\d*-ecb$/i,
} as const;
/** Transformations of the Java cipher API; a bare `AES` means ECB there, and ECB without padding serves single blocks. */
const JCA = {
  des: /^(?:DES|DESede|TripleDES|PBEWith\w*DES\w*)(?:\/|$)/i,
  rc4: /^(?:RC2|RC4|ARCFOUR|ARC4|Blowfish|IDEA|CAST5)(?:\/|$)/i,
  ecb: /^(?:AES(?:_\d+)?|Camellia|Twofish|SM4)(?:\/ECB(?:\/(?!NoPadding)|$)|$)/i,
} as const;
const JCA_CALLS = ['javax.crypto.Cipher.getInstance', 'Cipher.getInstance'];
const JCA_IMPORTS = ['javax.crypto'];

function openssl(
  languages: CallRow['languages'],
  at: number,
  callee: readonly string[],
  code: (name: string) => string,
): CallRow[] {
  const row = (text: RegExp, message: string, bad: string, good: string): CallRow => ({
    languages,
    callee,
    when: [{ at: [at], shapes: ['string'], text }],
    message,
    positive: code(bad),
    nearMiss: code(good),
  });
  return [
    row(OPENSSL.ecb, ECB, 'aes-128-ecb', 'aes-128-gcm'),
    row(OPENSSL.des, `DES ${WEAK}`, 'des-ede3-cbc', 'aes-256-gcm'),
    row(OPENSSL.rc4, `RC4 ${WEAK}`, 'rc4', 'chacha20-poly1305'),
    row(OPENSSL.blowfish, `This cipher ${SMALL}`, 'bf-cbc', 'aes-256-cbc'),
  ];
}

function jca(text: RegExp, message: string, bad: string, good: string): CallRow {
  const code = (name: string): string =>
    `import javax.crypto.Cipher;\nclass A { Object f() throws Exception { return Cipher.getInstance("${name}"); } }\n`;
  return {
    languages: JVM,
    callee: JCA_CALLS,
    imports: JCA_IMPORTS,
    when: [{ at: [0], shapes: ['string'], text }],
    message,
    positive: code(bad),
    nearMiss: code(good),
  };
}

/** Broken ciphers named by a string. */
export const NAMED_ROWS: readonly CallRow[] = [
  jca(JCA.des, `DES ${WEAK}`, 'DES/CBC/PKCS5Padding', 'AES/GCM/NoPadding'),
  jca(JCA.rc4, `This cipher ${WEAK}`, 'RC4', 'ChaCha20-Poly1305'),
  jca(JCA.ecb, ECB, 'AES/ECB/PKCS5Padding', 'RSA/ECB/OAEPWithSHA-256AndMGF1Padding'),
  ...openssl(
    JS,
    0,
    ['crypto.createCipheriv', 'crypto.createCipher'],
    (n) => `import crypto from 'node:crypto';\nconst c = crypto.createCipheriv('${n}', key, iv);\n`,
  ),
  ...openssl(
    ['ruby'],
    0,
    ['OpenSSL.Cipher.new', 'OpenSSL.Cipher.Cipher.new'],
    (n) => `require 'openssl'\nc = OpenSSL::Cipher.new('${n}')\n`,
  ),
  ...openssl(['php'], 1, ['openssl_encrypt'], (n) => `<?php\n$c = openssl_encrypt($data, '${n}', $key);\n`),
];
