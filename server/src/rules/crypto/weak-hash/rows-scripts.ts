import type { CallRow } from '../../engine/api-table.ts';

const MD5 = /^(?:RSA-)?MD5$/i;
const SHA1 = /^(?:RSA-)?SHA-?1$/i;
const JS = ['javascript', 'typescript'] as const;

/** Weak digests of the scripting languages; `message` names the algorithm. A row counts only in a security role. */
export const SCRIPT_ROWS: readonly CallRow[] = [
  {
    languages: ['python'],
    callee: ['hashlib.md5', 'Crypto.Hash.MD5.new', 'Cryptodome.Hash.MD5.new'],
    message: 'MD5',
    positive: 'import hashlib\npassword_hash = hashlib.md5(data).hexdigest()\n',
    nearMiss: 'import hashlib\nchecksum = hashlib.md5(data).hexdigest()\n',
  },
  {
    languages: ['python'],
    callee: ['hashlib.sha1', 'Crypto.Hash.SHA.new', 'Crypto.Hash.SHA1.new', 'Cryptodome.Hash.SHA1.new'],
    message: 'SHA-1',
    positive: 'from hashlib import sha1\ndigest = sha1(user.password.encode())\n',
    nearMiss: 'from hashlib import sha1\ndigest = sha1(page.encode())\n',
  },
  {
    languages: ['python'],
    callee: ['hashlib.new'],
    when: [{ at: [0, 'name'], shapes: ['string'], text: MD5 }],
    message: 'MD5',
    positive: "import hashlib\npassword_hash = hashlib.new('md5', seed).hexdigest()\n",
    nearMiss: "import hashlib\npassword_hash = hashlib.new('sha256', seed).hexdigest()\n",
  },
  {
    languages: ['python'],
    callee: ['hashlib.new'],
    when: [{ at: [0, 'name'], shapes: ['string'], text: SHA1 }],
    message: 'SHA-1',
    positive: "import hashlib\npassword_hash = hashlib.new('sha1', seed).hexdigest()\n",
    nearMiss: "import hashlib\netag = hashlib.new('sha1', body).hexdigest()\n",
  },
  {
    languages: JS,
    callee: ['crypto.createHash', 'crypto.hash'],
    when: [{ at: [0], shapes: ['string'], text: MD5 }],
    message: 'MD5',
    positive: "import crypto from 'node:crypto';\nconst h = crypto.createHash('md5').update(password).digest('hex');\n",
    nearMiss: "import crypto from 'node:crypto';\nconst h = crypto.createHash('md5').update(file).digest('hex');\n",
  },
  {
    languages: JS,
    callee: ['crypto.createHash', 'crypto.hash'],
    when: [{ at: [0], shapes: ['string'], text: SHA1 }],
    message: 'SHA-1',
    positive:
      "import { createHash } from 'crypto';\nconst passwordHash = createHash('sha1').update(x).digest('hex');\n",
    nearMiss: "import { createHash } from 'crypto';\nconst etag = createHash('sha1').update(x).digest('hex');\n",
  },
  {
    languages: JS,
    callee: ['crypto-js.MD5', 'crypto-js/md5', 'CryptoJS.MD5', 'md5'],
    imports: ['crypto-js', 'md5'],
    message: 'MD5',
    positive: "import md5 from 'md5';\nuser.password = md5(input);\n",
    nearMiss: "import md5 from 'md5';\nuser.avatar = md5(user.email);\n",
  },
  {
    languages: JS,
    callee: ['crypto-js.SHA1', 'crypto-js/sha1', 'CryptoJS.SHA1', 'sha1'],
    imports: ['crypto-js', 'sha1', 'js-sha1'],
    message: 'SHA-1',
    positive: "import CryptoJS from 'crypto-js';\nconst pw = CryptoJS.SHA1(form.password).toString();\n",
    nearMiss: "import CryptoJS from 'crypto-js';\nconst id = CryptoJS.SHA1(form.title).toString();\n",
  },
  {
    languages: ['php'],
    callee: ['md5'],
    message: 'MD5',
    positive: '<?php\n$hash = md5($password);\n',
    nearMiss: '<?php\n$hash = md5($url);\n',
  },
  {
    languages: ['php'],
    callee: ['sha1'],
    message: 'SHA-1',
    positive: '<?php\n$user->password = sha1($input);\n',
    nearMiss: '<?php\n$user->avatar = sha1($input);\n',
  },
  {
    languages: ['php'],
    callee: ['hash'],
    when: [{ at: [0], shapes: ['string'], text: /^md[45]$/i }],
    message: 'MD5',
    positive: "<?php\n$passwordHash = hash('md5', $seed);\n",
    nearMiss: "<?php\n$cacheKey = hash('md5', $seed);\n",
  },
  {
    languages: ['php'],
    callee: ['hash'],
    when: [{ at: [0], shapes: ['string'], text: /^sha1$/i }],
    message: 'SHA-1',
    positive: "<?php\n$passwordHash = hash('sha1', $seed);\n",
    nearMiss: "<?php\n$passwordHash = hash('sha256', $seed);\n",
  },
  {
    languages: ['ruby'],
    callee: [
      'Digest.MD5.hexdigest',
      'Digest.MD5.digest',
      'Digest.MD5.base64digest',
      'Digest.MD5.new',
      'OpenSSL.Digest.MD5.new',
    ],
    message: 'MD5',
    positive: "require 'digest'\nx = Digest::MD5.hexdigest(password)\n",
    nearMiss: "require 'digest'\nx = Digest::MD5.hexdigest(source)\n",
  },
  {
    languages: ['ruby'],
    callee: [
      'Digest.SHA1.hexdigest',
      'Digest.SHA1.digest',
      'Digest.SHA1.base64digest',
      'Digest.SHA1.new',
      'OpenSSL.Digest.SHA1.new',
    ],
    message: 'SHA-1',
    positive: 'self.password_digest = Digest::SHA1.hexdigest(text)\n',
    nearMiss: 'self.fingerprint = Digest::SHA1.hexdigest(text)\n',
  },
];
