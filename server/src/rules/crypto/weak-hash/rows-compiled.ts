import type { CallRow } from '../../engine/api-table.ts';

const MD5 = /^MD[245]$/i;
const SHA1 = /^SHA-?1?$/i;
const JVM = ['java', 'kotlin'] as const;
const SECURITY = ['java.security'];
const CODEC = ['org.apache.commons.codec', 'org.springframework.util', 'com.google.common.hash'];
const DOTNET = ['System.Security.Cryptography'];

/** Weak digests of the compiled languages; `message` names the algorithm. A row counts only in a security role. */
export const COMPILED_ROWS: readonly CallRow[] = [
  {
    languages: JVM,
    callee: ['java.security.MessageDigest.getInstance', 'MessageDigest.getInstance'],
    imports: SECURITY,
    when: [{ at: [0], shapes: ['string'], text: MD5 }],
    message: 'MD5',
    positive:
      'import java.security.MessageDigest;\nclass A { byte[] f(String password) { return MessageDigest.getInstance("MD5").digest(password.getBytes()); } }\n',
    nearMiss:
      'import java.security.MessageDigest;\nclass A { byte[] f(String page) { return MessageDigest.getInstance("MD5").digest(page.getBytes()); } }\n',
  },
  {
    languages: JVM,
    callee: ['java.security.MessageDigest.getInstance', 'MessageDigest.getInstance'],
    imports: SECURITY,
    when: [{ at: [0], shapes: ['string'], text: SHA1 }],
    message: 'SHA-1',
    positive:
      'import java.security.*;\nclass A { byte[] hashPassword(String p) { return MessageDigest.getInstance("SHA-1").digest(p.getBytes()); } }\n',
    nearMiss:
      'import java.security.*;\nclass A { byte[] hashPassword(String p) { return MessageDigest.getInstance("SHA-256").digest(p.getBytes()); } }\n',
  },
  {
    languages: JVM,
    callee: ['DigestUtils.md5', 'DigestUtils.md5Hex', 'DigestUtils.md5DigestAsHex', 'Hashing.md5'].flatMap(qualified),
    imports: CODEC,
    message: 'MD5',
    positive:
      'import org.apache.commons.codec.digest.DigestUtils;\nclass A { String f(User u) { return DigestUtils.md5Hex(u.getPassword()); } }\n',
    nearMiss:
      'import org.apache.commons.codec.digest.DigestUtils;\nclass A { String f(User u) { return DigestUtils.md5Hex(u.getEmail()); } }\n',
  },
  {
    languages: JVM,
    callee: ['DigestUtils.sha1', 'DigestUtils.sha1Hex', 'DigestUtils.shaHex', 'Hashing.sha1'].flatMap(qualified),
    imports: CODEC,
    message: 'SHA-1',
    positive:
      'import org.apache.commons.codec.digest.DigestUtils;\nclass A { void f(User u) { String passwordHash = DigestUtils.sha1Hex(u.salted); } }\n',
    nearMiss:
      'import org.apache.commons.codec.digest.DigestUtils;\nclass A { void f(User u) { String etag = DigestUtils.sha1Hex(u.id); } }\n',
  },
  {
    languages: ['csharp'],
    callee: ['MD5.Create', 'MD5.HashData', 'MD5CryptoServiceProvider', 'MD5Cng'],
    imports: DOTNET,
    message: 'MD5',
    positive:
      'using System.Security.Cryptography;\nclass A { byte[] F(string password) { return MD5.HashData(Encoding.UTF8.GetBytes(password)); } }\n',
    nearMiss:
      'using System.Security.Cryptography;\nclass A { byte[] F(string page) { return MD5.HashData(Encoding.UTF8.GetBytes(page)); } }\n',
  },
  {
    languages: ['csharp'],
    callee: ['SHA1.Create', 'SHA1.HashData', 'SHA1CryptoServiceProvider', 'SHA1Managed', 'SHA1Cng'],
    imports: DOTNET,
    message: 'SHA-1',
    positive:
      'using System.Security.Cryptography;\nclass A { byte[] HashPassword(byte[] p) { using (var sha = SHA1.Create()) { return sha.ComputeHash(p); } } }\n',
    nearMiss:
      'using System.Security.Cryptography;\nclass A { byte[] HashFile(byte[] p) { using (var sha = SHA1.Create()) { return sha.ComputeHash(p); } } }\n',
  },
  {
    languages: ['go'],
    callee: ['crypto/md5.Sum', 'crypto/md5.New'],
    message: 'MD5',
    positive: 'package a\nimport "crypto/md5"\nfunc f(password []byte) [16]byte { return md5.Sum(password) }\n',
    nearMiss: 'package a\nimport "crypto/md5"\nfunc f(page []byte) [16]byte { return md5.Sum(page) }\n',
  },
  {
    languages: ['go'],
    callee: ['crypto/sha1.Sum', 'crypto/sha1.New'],
    message: 'SHA-1',
    positive:
      'package a\nimport "crypto/sha1"\nfunc f(salted []byte) { passwordHash := sha1.Sum(salted); use(passwordHash) }\n',
    nearMiss: 'package a\nimport "crypto/sha1"\nfunc f(seed []byte) { checksum := sha1.Sum(seed); use(checksum) }\n',
  },
  {
    languages: ['rust'],
    callee: ['md5.compute', 'md5.Md5.new', 'md5.Md5.digest', 'openssl.hash.MessageDigest.md5'],
    message: 'MD5',
    positive: 'fn f(password: &str) { let d = md5::compute(password.as_bytes()); }\n',
    nearMiss: 'fn f(page: &str) { let d = md5::compute(page.as_bytes()); }\n',
  },
  {
    languages: ['rust'],
    callee: ['sha1.Sha1.new', 'sha1.Sha1.digest', 'openssl.sha.sha1'],
    message: 'SHA-1',
    positive:
      'use sha1::{Digest, Sha1};\nfn f(password: &str) { let mut h = Sha1::new(); h.update(password.as_bytes()); }\n',
    nearMiss: 'use sha1::{Digest, Sha1};\nfn f(page: &str) { let mut h = Sha1::new(); h.update(page.as_bytes()); }\n',
  },
];

function qualified(name: string): string[] {
  return [
    name,
    `org.apache.commons.codec.digest.${name}`,
    `org.springframework.util.${name}`,
    `com.google.common.hash.${name}`,
  ];
}
