import type { CallRow } from '../../engine/api-table.ts';

const JS = ['javascript', 'typescript'] as const;
const JVM = ['java', 'kotlin'] as const;

/** APIs that sign: a weak digest is in a security role by the call itself. HMAC has no known attack with either and is no row. */
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
    languages: JS,
    callee: ['crypto.createSign', 'crypto.createVerify', 'crypto.sign'],
    when: [{ at: [0], shapes: ['string'], text: /^(?:RSA-)?MD5$/i }],
    message: 'MD5',
    positive: "import crypto from 'crypto';\nconst signer = crypto.createSign('RSA-MD5');\n",
    nearMiss: "import crypto from 'crypto';\nconst signer = crypto.createSign('RSA-SHA256');\n",
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
    languages: ['php'],
    callee: ['openssl_sign', 'openssl_verify'],
    when: [{ at: [3], text: /^(?:OPENSSL_ALGO_)?MD[45]$/i }],
    message: 'MD5',
    positive: '<?php\nopenssl_sign($data, $signature, $key, OPENSSL_ALGO_MD5);\n',
    nearMiss: '<?php\nopenssl_sign($data, $signature, $key, OPENSSL_ALGO_SHA256);\n',
  },
];
