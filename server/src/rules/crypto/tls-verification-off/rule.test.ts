import { expect, test } from 'vitest';
import { checkTable, reportsOf } from '../../../../../test/support/rules.ts';
import { CALL_ROWS } from './rows-calls.ts';
import { SETTING_ROWS } from './rows-settings.ts';
import { tlsVerificationOff } from './rule.ts';

test('each row flags its positive and not its near miss', async () => {
  await checkTable(tlsVerificationOff, [...CALL_ROWS, ...SETTING_ROWS]);
});

test.each([
  ['a session that stops verifying', 'a.py', 'import requests\ns = requests.Session()\ns.verify = False\n'],
  [
    'a callback that says yes',
    'a.cs',
    'class A { void F() { ServicePointManager.ServerCertificateValidationCallback += (a, b, c, d) => true; } }',
  ],
  [
    'a named callback that says yes',
    'a.cs',
    'class A { void F() { S.ServerCertificateValidationCallback = Ok; }\n bool Ok(object a) { return true; } }',
  ],
  [
    'an anonymous trust manager',
    'A.java',
    'class A { Object t = new X509TrustManager() { public void checkServerTrusted(X[] c, String a) {} }; }',
  ],
  ['a Java lambda', 'A.java', 'class A { void f(C c) { c.setHostnameVerifier((h, s) -> true); } }'],
  ['a Kotlin lambda', 'A.kt', 'fun f(b: B) { b.hostnameVerifier { _, _ -> true } }'],
  ['the environment by index', 'a.ts', "process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';"],
  ['an identity check that says nothing', 'a.js', 'https.get({ checkServerIdentity: () => undefined });'],
])('%s is flagged', async (_what, file, text) => {
  expect(await reportsOf(tlsVerificationOff, file, text)).toHaveLength(1);
});

test.each([
  [
    'verification by a callback of its own',
    'a.go',
    'package a\nfunc f() { c := &tls.Config{InsecureSkipVerify: true, VerifyConnection: check}; use(c) }',
  ],
  [
    'a server that asks for certificates',
    'a.js',
    'tls.createServer({ requestCert: true, rejectUnauthorized: false });',
  ],
  [
    'a server context',
    'a.py',
    'import ssl\nctx = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)\nctx.verify_mode = ssl.CERT_NONE\n',
  ],
  [
    'a default inside a context class',
    'a.py',
    'import ssl\nclass C:\n  def __init__(self):\n    self.check_hostname = False\n',
  ],
  ['a form that is not verified', 'a.py', 'form.verify = False\n'],
  [
    'a callback that decides',
    'a.cs',
    'class A { void F() { S.ServerCertificateValidationCallback += (a, b, c, e) => e == SslPolicyErrors.None; } }',
  ],
  [
    'a trust manager that delegates',
    'A.java',
    'class A implements X509TrustManager { public void checkServerTrusted(X[] c, String a) { other.checkServerTrusted(c, a); } }',
  ],
  ['a Kotlin lambda that decides', 'A.kt', 'fun f(b: B) { b.hostnameVerifier { host, _ -> host == "a" } }'],
  [
    'a test manager for clients only',
    'A.java',
    'class A implements X509TrustManager { public void checkClientTrusted(X[] c, String a) { } }',
  ],
])('%s is not flagged', async (_what, file, text) => {
  expect(await reportsOf(tlsVerificationOff, file, text)).toEqual([]);
});

test.each([
  [
    'a.go',
    'package a\nimport "crypto/tls"\ntype c struct { insecure bool }\nfunc f() { use(&tls.Config{InsecureSkipVerify: true}) }\n',
  ],
  ['a.go', 'package a\nimport "crypto/tls"\nfunc f(x bool) { if x { t.InsecureSkipVerify = true } }\n'],
  [
    'a.go',
    'package a\nimport "crypto/tls"\nfunc f() { use(&tls.Config{InsecureSkipVerify: true, ClientAuth: tls.RequestClientCert}) }\n',
  ],
  ['a.php', "<?php\nif ($options['verify'] === false) { curl_setopt($c, CURLOPT_SSL_VERIFYPEER, 0); }\n"],
  ['a.py', 'import ssl\nc = ssl.create_default_context(cafile=path)\nc.check_hostname = False\n'],
])('what somebody asks for, or checks in another way, is left alone: %s', async (file, text) => {
  expect(await reportsOf(tlsVerificationOff, file, text)).toEqual([]);
});

test('a library switch is no offer of a choice', async () => {
  const text = "<?php\nopen(['ssl' => ['verify_peer' => false]]);\n";
  expect(await reportsOf(tlsVerificationOff, 'a.php', text)).toHaveLength(1);
});
