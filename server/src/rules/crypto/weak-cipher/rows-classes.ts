import type { CallRow, SettingRow } from '../../engine/api-table.ts';
import { ECB, SMALL, WEAK } from './messages.ts';

const DOTNET = ['System.Security.Cryptography'];

function python(name: string, message: string): CallRow {
  return {
    languages: ['python'],
    callee: [`Crypto.Cipher.${name}.new`, `Cryptodome.Cipher.${name}.new`],
    message,
    positive: `from Crypto.Cipher import ${name}\nc = ${name}.new(key, ${name}.MODE_CBC, iv)\n`,
    nearMiss: 'from Crypto.Cipher import AES\nc = AES.new(key, AES.MODE_GCM)\n',
  };
}

function pyca(name: string, message: string): CallRow {
  const base = 'cryptography.hazmat';
  return {
    languages: ['python'],
    callee: [`${base}.primitives.ciphers.algorithms.${name}`, `${base}.decrepit.ciphers.algorithms.${name}`],
    message,
    positive: `from ${base}.primitives.ciphers import Cipher, algorithms, modes\nc = Cipher(algorithms.${name}(key), mode=m)\n`,
    nearMiss: `from ${base}.primitives.ciphers import Cipher, algorithms, modes\nc = Cipher(algorithms.AES(key), modes.GCM(iv))\n`,
  };
}

function go(module: string, names: readonly string[], message: string): CallRow {
  return {
    languages: ['go'],
    callee: names.map((n) => `${module}.${n}`),
    message,
    positive: `package a\nimport "${module}"\nfunc f(k []byte) { c, _ := ${module.slice(module.lastIndexOf('/') + 1)}.${names[0]}(k); use(c) }\n`,
    nearMiss: 'package a\nimport "crypto/aes"\nfunc f(k []byte) { c, _ := aes.NewCipher(k); use(c) }\n',
  };
}

function dotnet(names: readonly string[], message: string): CallRow {
  return {
    languages: ['csharp'],
    callee: names,
    imports: DOTNET,
    message,
    positive: `using System.Security.Cryptography;\nclass A { object F() { return ${names[0]}(); } }\n`,
    nearMiss: 'using System.Security.Cryptography;\nclass A { object F() { return Aes.Create(); } }\n',
  };
}

function rust(callee: readonly string[], use: string, call: string, message: string): CallRow {
  return {
    languages: ['rust'],
    callee,
    message,
    positive: `use ${use};\nfn f(key: &[u8]) { let c = ${call}; }\n`,
    nearMiss: 'use aes_gcm::Aes256Gcm;\nfn f(key: &[u8]) { let c = Aes256Gcm::new(key); }\n',
  };
}

function cryptoJs(name: string, message: string): CallRow {
  return {
    languages: ['javascript', 'typescript'],
    callee: [`crypto-js.${name}.encrypt`, `CryptoJS.${name}.encrypt`],
    imports: ['crypto-js'],
    message,
    positive: `import CryptoJS from 'crypto-js';\nconst c = CryptoJS.${name}.encrypt(text, key);\n`,
    nearMiss: "import CryptoJS from 'crypto-js';\nconst c = CryptoJS.AES.encrypt(text, key);\n",
  };
}

/** Broken ciphers that are a class, a module or a function of their own. */
export const CLASS_ROWS: readonly CallRow[] = [
  python('DES', `DES ${WEAK}`),
  python('DES3', `Triple DES ${SMALL}`),
  python('ARC2', `RC2 ${WEAK}`),
  python('ARC4', `RC4 ${WEAK}`),
  python('Blowfish', `Blowfish ${SMALL}`),
  pyca('ARC4', `RC4 ${WEAK}`),
  pyca('TripleDES', `Triple DES ${SMALL}`),
  pyca('Blowfish', `Blowfish ${SMALL}`),
  pyca('IDEA', `IDEA ${SMALL}`),
  {
    languages: ['python'],
    callee: ['Crypto.Cipher.AES.new', 'Cryptodome.Cipher.AES.new'],
    when: [{ at: [1, 'mode'], text: /\bMODE_ECB$/ }],
    message: ECB,
    positive: 'from Crypto.Cipher import AES\nc = AES.new(key, AES.MODE_ECB)\n',
    nearMiss: 'from Crypto.Cipher import AES\nc = AES.new(key, AES.MODE_EAX)\n',
  },
  {
    languages: ['python'],
    callee: ['cryptography.hazmat.primitives.ciphers.modes.ECB'],
    message: ECB,
    positive: 'from cryptography.hazmat.primitives.ciphers import modes\nm = modes.ECB()\n',
    nearMiss: 'from cryptography.hazmat.primitives.ciphers import modes\nm = modes.GCM(iv)\n',
  },
  cryptoJs('DES', `DES ${WEAK}`),
  cryptoJs('TripleDES', `Triple DES ${SMALL}`),
  cryptoJs('RC4', `RC4 ${WEAK}`),
  go('crypto/des', ['NewCipher'], `DES ${WEAK}`),
  go('crypto/des', ['NewTripleDESCipher'], `Triple DES ${SMALL}`),
  go('crypto/rc4', ['NewCipher'], `RC4 ${WEAK}`),
  go('golang.org/x/crypto/blowfish', ['NewCipher'], `Blowfish ${SMALL}`),
  dotnet(['DES.Create', 'DESCryptoServiceProvider'], `DES ${WEAK}`),
  dotnet(['TripleDES.Create', 'TripleDESCryptoServiceProvider', 'TripleDESCng'], `Triple DES ${SMALL}`),
  dotnet(['RC2.Create', 'RC2CryptoServiceProvider'], `RC2 ${WEAK}`),
  rust(['des.Des.new', 'des.Des.new_from_slice'], 'des::Des', 'Des::new(key)', `DES ${WEAK}`),
  rust(
    ['des.TdesEde3.new', 'des.TdesEde3.new_from_slice'],
    'des::TdesEde3',
    'TdesEde3::new(key)',
    `Triple DES ${SMALL}`,
  ),
  rust(['rc4.Rc4.new', 'rc4.Rc4.new_from_slice'], 'rc4::Rc4', 'Rc4::new(key)', `RC4 ${WEAK}`),
  rust(
    ['blowfish.Blowfish.new', 'blowfish.Blowfish.new_from_slice'],
    'blowfish::Blowfish',
    'Blowfish::new(key)',
    `Blowfish ${SMALL}`,
  ),
  rust(['ecb.Encryptor.new', 'ecb.Encryptor.new_from_slice'], 'aes::Aes128', 'ecb::Encryptor::<Aes128>::new(key)', ECB),
  rust(
    [
      'openssl.symm.Cipher.des_cbc',
      'openssl.symm.Cipher.des_ecb',
      'openssl.symm.Cipher.des_ede3_cbc',
      'openssl.symm.Cipher.rc4',
      'openssl.symm.Cipher.bf_cbc',
    ],
    'openssl::symm::Cipher',
    'Cipher::des_cbc()',
    `This cipher ${WEAK}`,
  ),
  rust(
    ['openssl.symm.Cipher.aes_128_ecb', 'openssl.symm.Cipher.aes_256_ecb'],
    'openssl::symm::Cipher',
    'Cipher::aes_128_ecb()',
    ECB,
  ),
  {
    languages: ['php'],
    callee: ['mcrypt_encrypt'],
    message: 'mcrypt is abandoned; encrypt with openssl_encrypt and aes-256-gcm, or with sodium_crypto_secretbox',
    positive: '<?php\n$c = mcrypt_encrypt(MCRYPT_DES, $key, $data, MCRYPT_MODE_ECB);\n',
    nearMiss: "<?php\n$c = openssl_encrypt($data, 'aes-256-gcm', $key);\n",
  },
];

/** Modes that are set, not called. */
export const MODE_ROWS: readonly SettingRow[] = [
  {
    languages: ['csharp'],
    target: ['Mode'],
    value: { text: /^(?:System\.Security\.Cryptography\.)?CipherMode\.ECB$/ },
    message: ECB,
    positive: 'class A { void F(Aes aes) { aes.Mode = CipherMode.ECB; } }\n',
    nearMiss: 'class A { void F(Aes aes) { aes.Mode = CipherMode.CBC; } }\n',
  },
  {
    languages: ['javascript', 'typescript'],
    target: ['mode'],
    value: { text: /^CryptoJS\.mode\.ECB$/ },
    imports: ['crypto-js'],
    message: ECB,
    positive: "import CryptoJS from 'crypto-js';\nconst c = CryptoJS.AES.encrypt(t, k, { mode: CryptoJS.mode.ECB });\n",
    nearMiss: "import CryptoJS from 'crypto-js';\nconst c = CryptoJS.AES.encrypt(t, k, { mode: CryptoJS.mode.CBC });\n",
  },
];
