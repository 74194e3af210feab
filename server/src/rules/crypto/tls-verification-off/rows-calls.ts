import type { CallRow } from '../../engine/api-table.ts';

const JVM = ['java', 'kotlin'] as const;
const VERIFY = 'Certificate verification is off; leave it on and add the missing CA certificate instead';
const HOST = 'Host names are not checked; remove this and use a certificate made for the host';
const OFF = /^(?:false|False|0)$/;
const VERBS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'request'];
const NOOP =
  /(?:NoopHostnameVerifier\.INSTANCE|NoopHostnameVerifier|ALLOW_ALL_HOSTNAME_VERIFIER|AllowAllHostnameVerifier)$/;

/** Calls that turn the verification of certificates or host names off. */
export const CALL_ROWS: readonly CallRow[] = [
  {
    languages: ['python'],
    callee: [...VERBS, 'stream'].flatMap((v) => [`requests.${v}`, `httpx.${v}`, `*.${v}`]),
    imports: ['requests', 'httpx'],
    when: [{ at: ['verify'], shapes: ['false'], text: OFF }],
    message: VERIFY,
    positive: 'import requests\nrequests.get(url, verify=False)\n',
    nearMiss: "import requests\nrequests.get(url, verify='/etc/ca.pem')\n",
  },
  {
    languages: ['python'],
    callee: ['httpx.Client', 'httpx.AsyncClient'],
    when: [{ at: ['verify'], shapes: ['false'], text: OFF }],
    message: VERIFY,
    positive: 'import httpx\nclient = httpx.AsyncClient(verify=False)\n',
    nearMiss: 'import httpx\nclient = httpx.AsyncClient(verify=True)\n',
  },
  {
    languages: ['python'],
    callee: ['aiohttp.TCPConnector', 'TCPConnector'],
    imports: ['aiohttp'],
    when: [{ at: ['ssl', 'verify_ssl'], shapes: ['false'], text: OFF }],
    message: VERIFY,
    positive: 'import aiohttp\nc = aiohttp.TCPConnector(ssl=False)\n',
    nearMiss: 'import aiohttp\nc = aiohttp.TCPConnector(ssl=context)\n',
  },
  {
    languages: ['python'],
    callee: ['ssl._create_unverified_context'],
    message: VERIFY,
    positive: 'import ssl\nctx = ssl._create_unverified_context()\n',
    nearMiss: 'import ssl\nctx = ssl.create_default_context()\n',
  },
  {
    languages: ['python'],
    callee: ['ssl.wrap_socket', 'urllib3.PoolManager', 'urllib3.HTTPSConnectionPool'],
    when: [{ at: ['cert_reqs'], text: /^(?:ssl\.)?CERT_NONE$/ }],
    message: VERIFY,
    positive: "import urllib3\nhttp = urllib3.PoolManager(cert_reqs='CERT_NONE')\n",
    nearMiss: "import urllib3\nhttp = urllib3.PoolManager(cert_reqs='CERT_REQUIRED')\n",
  },
  {
    languages: JVM,
    callee: ['*.setHostnameVerifier', '*.setDefaultHostnameVerifier', '*.setSSLHostnameVerifier', '*.hostnameVerifier'],
    when: [{ at: [0], text: NOOP }],
    message: HOST,
    positive:
      'import org.apache.http.conn.ssl.NoopHostnameVerifier;\nclass A { void f(B b) { b.setSSLHostnameVerifier(NoopHostnameVerifier.INSTANCE); } }\n',
    nearMiss:
      'import org.apache.http.conn.ssl.DefaultHostnameVerifier;\nclass A { void f(B b) { b.setSSLHostnameVerifier(new DefaultHostnameVerifier()); } }\n',
  },
  {
    languages: JVM,
    callee: ['SSLConnectionSocketFactory', 'org.apache.http.conn.ssl.SSLConnectionSocketFactory'],
    when: [{ at: [1], text: NOOP }],
    message: HOST,
    positive:
      'import org.apache.http.conn.ssl.*;\nclass A { Object f(Object c) { return new SSLConnectionSocketFactory(c, NoopHostnameVerifier.INSTANCE); } }\n',
    nearMiss:
      'import org.apache.http.conn.ssl.*;\nclass A { Object f(Object c) { return new SSLConnectionSocketFactory(c, SSLConnectionSocketFactory.STRICT); } }\n',
  },
  {
    languages: JVM,
    callee: ['*.loadTrustMaterial'],
    when: [{ at: [1, 0], text: /\bTrustAllStrategy(?:\.INSTANCE)?$/ }],
    message: VERIFY,
    positive: 'class A { void f(B b) { b.loadTrustMaterial(null, TrustAllStrategy.INSTANCE); } }\n',
    nearMiss: 'class A { void f(B b) { b.loadTrustMaterial(store, password); } }\n',
  },
  {
    languages: ['rust'],
    callee: ['*.danger_accept_invalid_certs'],
    when: [{ at: [0], text: /^true$/ }],
    message: VERIFY,
    positive: 'fn f() { let c = reqwest::Client::builder().danger_accept_invalid_certs(true).build(); }\n',
    nearMiss: 'fn f() { let c = reqwest::Client::builder().danger_accept_invalid_certs(false).build(); }\n',
  },
  {
    languages: ['rust'],
    callee: ['*.danger_accept_invalid_hostnames'],
    when: [{ at: [0], text: /^true$/ }],
    message: HOST,
    positive: 'fn f(b: B) { b.danger_accept_invalid_hostnames(true); }\n',
    nearMiss: 'fn f(b: B, insecure: bool) { b.danger_accept_invalid_hostnames(insecure); }\n',
  },
  {
    languages: ['rust'],
    callee: ['*.set_verify'],
    when: [{ at: [0], text: /\bSslVerifyMode\.NONE$/ }],
    imports: ['openssl'],
    message: VERIFY,
    positive: 'use openssl::ssl::{SslConnector, SslVerifyMode};\nfn f(b: B) { b.set_verify(SslVerifyMode::NONE); }\n',
    nearMiss: 'use openssl::ssl::{SslConnector, SslVerifyMode};\nfn f(b: B) { b.set_verify(SslVerifyMode::PEER); }\n',
  },
  {
    languages: ['ruby'],
    callee: ['Faraday.new', ...VERBS.map((v) => `HTTParty.${v}`), 'HTTPX.with'],
    when: [{ at: ['verify'], shapes: ['false'], text: OFF }],
    message: VERIFY,
    positive: 'conn = Faraday.new(url, ssl: { verify: false })\n',
    nearMiss: 'conn = Faraday.new(url, ssl: { verify: true })\n',
  },
  {
    languages: ['ruby'],
    callee: ['RestClient.Request.execute', 'RestClient.Resource.new'],
    when: [{ at: ['verify_ssl'], text: /^(?:false|OpenSSL\.SSL\.VERIFY_NONE)$/ }],
    message: VERIFY,
    positive: 'RestClient::Request.execute(url: url, verify_ssl: false)\n',
    nearMiss: 'RestClient::Request.execute(url: url, verify_ssl: true)\n',
  },
  {
    languages: ['php'],
    callee: ['curl_setopt'],
    when: [
      { at: [1], text: /^CURLOPT_SSL_VERIFYPEER$/ },
      { at: [2], text: OFF },
    ],
    message: VERIFY,
    positive: '<?php\ncurl_setopt($ch, CURLOPT_SSL_VERIFYPEER, false);\n',
    nearMiss: '<?php\ncurl_setopt($ch, CURLOPT_SSL_VERIFYPEER, true);\n',
  },
  {
    languages: ['php'],
    callee: ['curl_setopt'],
    when: [
      { at: [1], text: /^CURLOPT_SSL_VERIFYHOST$/ },
      { at: [2], text: OFF },
    ],
    message: HOST,
    positive: '<?php\ncurl_setopt($ch, CURLOPT_SSL_VERIFYHOST, 0);\n',
    nearMiss: '<?php\ncurl_setopt($ch, CURLOPT_SSL_VERIFYHOST, 2);\n',
  },
  {
    languages: ['php'],
    callee: ['Illuminate.Support.Facades.Http.withoutVerifying', 'Http.withoutVerifying', '*.withoutVerifying'],
    imports: ['Illuminate'],
    message: VERIFY,
    positive: '<?php\nuse Illuminate\\Support\\Facades\\Http;\nHttp::withoutVerifying()->get($url);\n',
    nearMiss: '<?php\nuse Illuminate\\Support\\Facades\\Http;\nHttp::withToken($t)->get($url);\n',
  },
];
