import type { CallRow } from '../../engine/api-table.ts';

const JS = ['javascript', 'typescript'] as const;
const JVM = ['java', 'kotlin'] as const;

/** APIs that sign: a weak digest is in a security role by the call itself. HMAC-SHA-1 has no known attack and is no row. */
export const SIGNING_ROWS: readonly CallRow[] = [
  {
    languages: JVM,
    callee: ['java.security.Signature.getInstance', 'Signature.getInstance'],
    imports: ['java.security'],
    when: [{ at: [0], shapes: ['string'], text: /^MD[25]with/i }],
    message: 'MD5',
    positive: 'import java.security.Signature;\nclass A { Signature s = Signature.getInstance("MD5withRSA"); }\n',
    nearMiss: 'import java.security.Signature;\nclass A { Signature s = Signature.getInstance("SHA256withRSA"); }\n',
  },
  {
    languages: JVM,
    callee: ['java.security.Signature.getInstance', 'Signature.getInstance'],
    imports: ['java.security'],
    when: [{ at: [0], shapes: ['string'], text: /^SHA-?1with/i }],
    message: 'SHA-1',
    positive: 'import java.security.Signature;\nclass A { Signature s = Signature.getInstance("SHA1withRSA"); }\n',
    nearMiss: 'import java.security.Signature;\nclass A { Signature s = Signature.getInstance("SHA512withRSA"); }\n',
  },
  {
    languages: JVM,
    callee: ['javax.crypto.Mac.getInstance', 'Mac.getInstance'],
    imports: ['javax.crypto'],
    when: [{ at: [0], shapes: ['string'], text: /^HmacMD5$/i }],
    message: 'MD5',
    positive: 'import javax.crypto.Mac;\nclass A { Mac m = Mac.getInstance("HmacMD5"); }\n',
    nearMiss: 'import javax.crypto.Mac;\nclass A { Mac m = Mac.getInstance("HmacSHA1"); }\n',
  },
  {
    languages: JS,
    callee: ['crypto.createHmac', 'crypto.createSign', 'crypto.createVerify', 'crypto.sign'],
    when: [{ at: [0], shapes: ['string'], text: /^(?:RSA-)?MD5$/i }],
    message: 'MD5',
    positive: "import crypto from 'crypto';\nconst mac = crypto.createHmac('md5', key);\n",
    nearMiss: "import crypto from 'crypto';\nconst mac = crypto.createHmac('sha1', key);\n",
  },
  {
    languages: JS,
    callee: ['crypto.createSign', 'crypto.createVerify', 'crypto.sign'],
    when: [{ at: [0], shapes: ['string'], text: /^(?:RSA-)?SHA-?1$/i }],
    message: 'SHA-1',
    positive: "import crypto from 'crypto';\nconst signer = crypto.createSign('RSA-SHA1');\n",
    nearMiss: "import crypto from 'crypto';\nconst signer = crypto.createSign('RSA-SHA256');\n",
  },
  {
    languages: ['python'],
    callee: ['hmac.new', 'hmac.digest'],
    when: [{ at: [2, 'digestmod', 'digest'], text: /^(?:hashlib\.)?md5$/i }],
    message: 'MD5',
    positive: 'import hmac, hashlib\nmac = hmac.new(key, body, hashlib.md5)\n',
    nearMiss: 'import hmac, hashlib\nmac = hmac.new(key, body, hashlib.sha256)\n',
  },
  {
    languages: ['php'],
    callee: ['hash_hmac'],
    when: [{ at: [0], shapes: ['string'], text: /^md[45]$/i }],
    message: 'MD5',
    positive: "<?php\n$mac = hash_hmac('md5', $body, $key);\n",
    nearMiss: "<?php\n$mac = hash_hmac('sha256', $body, $key);\n",
  },
  {
    languages: ['php'],
    callee: ['openssl_sign', 'openssl_verify'],
    when: [{ at: [3], text: /^(?:OPENSSL_ALGO_)?MD[45]$/i }],
    message: 'MD5',
    positive: '<?php\nopenssl_sign($data, $signature, $key, OPENSSL_ALGO_MD5);\n',
    nearMiss: '<?php\nopenssl_sign($data, $signature, $key, OPENSSL_ALGO_SHA256);\n',
  },
  {
    languages: ['ruby'],
    callee: ['OpenSSL.HMAC.hexdigest', 'OpenSSL.HMAC.digest', 'OpenSSL.HMAC.new'],
    when: [{ at: [0], shapes: ['string'], text: /^md5$/i }],
    message: 'MD5',
    positive: "require 'openssl'\nmac = OpenSSL::HMAC.hexdigest('md5', key, data)\n",
    nearMiss: "require 'openssl'\nmac = OpenSSL::HMAC.hexdigest('sha256', key, data)\n",
  },
  {
    languages: ['go'],
    callee: ['crypto/hmac.New'],
    when: [{ at: [0], text: /^md5\.New$/ }],
    message: 'MD5',
    positive:
      'package a\nimport (\n\t"crypto/hmac"\n\t"crypto/md5"\n)\nfunc f(k []byte) { mac := hmac.New(md5.New, k); use(mac) }\n',
    nearMiss:
      'package a\nimport (\n\t"crypto/hmac"\n\t"crypto/sha256"\n)\nfunc f(k []byte) { mac := hmac.New(sha256.New, k); use(mac) }\n',
  },
  {
    languages: ['csharp'],
    callee: ['HMACMD5', 'HMACMD5.HashData'],
    imports: ['System.Security.Cryptography'],
    message: 'MD5',
    positive: 'using System.Security.Cryptography;\nclass A { object F(byte[] k) { return new HMACMD5(k); } }\n',
    nearMiss: 'using System.Security.Cryptography;\nclass A { object F(byte[] k) { return new HMACSHA256(k); } }\n',
  },
];
