import type { SettingRow } from '../../engine/api-table.ts';

const JS = ['javascript', 'typescript'] as const;
const VERIFY = 'Certificate verification is off; leave it on and add the missing CA certificate instead';
const HOST = 'Host names are not checked; remove this and use a certificate made for the host';
const OFF = { shapes: ['true', 'false', 'number'], text: /^(?:false|False|0)$/ } as const;
const ON = { shapes: ['true'], text: /^true$/ } as const;

/** Settings that turn the verification of certificates or host names off. */
export const SETTING_ROWS: readonly SettingRow[] = [
  {
    languages: JS,
    target: ['rejectUnauthorized'],
    value: OFF,
    message: VERIFY,
    positive: "import https from 'https';\nconst agent = new https.Agent({ rejectUnauthorized: false });\n",
    nearMiss: "import https from 'https';\nconst agent = new https.Agent({ rejectUnauthorized: true });\n",
  },
  {
    languages: JS,
    target: ['NODE_TLS_REJECT_UNAUTHORIZED'],
    path: /^process\.env\./,
    value: { text: /^(?:0|false)$/ },
    message: VERIFY,
    positive: "process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';\n",
    nearMiss: "process.env.NODE_TLS_REJECT_UNAUTHORIZED = '1';\n",
  },
  {
    languages: ['python'],
    target: ['check_hostname'],
    path: /^(?!self\.)[^.]+\./,
    value: OFF,
    imports: ['ssl', 'urllib3'],
    message: HOST,
    positive: 'import ssl\nctx = ssl.create_default_context()\nctx.check_hostname = False\n',
    nearMiss: 'import ssl\nctx = ssl.create_default_context()\nctx.check_hostname = True\n',
  },
  {
    languages: ['python'],
    target: ['verify_mode'],
    path: /^(?!self\.)[^.]+\./,
    value: { text: /^(?:ssl\.)?CERT_NONE$/ },
    message: VERIFY,
    positive: 'import ssl\nctx.verify_mode = ssl.CERT_NONE\n',
    nearMiss: 'import ssl\nctx.verify_mode = ssl.CERT_REQUIRED\n',
  },
  {
    languages: ['python'],
    target: ['_create_default_https_context'],
    path: /^ssl\./,
    value: { text: /_create_unverified_context$/ },
    message: VERIFY,
    positive: 'import ssl\nssl._create_default_https_context = ssl._create_unverified_context\n',
    nearMiss: 'import ssl\nssl._create_default_https_context = ssl.create_default_context\n',
  },
  {
    languages: ['go'],
    target: ['InsecureSkipVerify'],
    value: ON,
    message: VERIFY,
    positive: 'package a\nimport "crypto/tls"\nvar c = &tls.Config{InsecureSkipVerify: true}\n',
    nearMiss: 'package a\nimport "crypto/tls"\nvar c = &tls.Config{InsecureSkipVerify: insecure}\n',
  },
  {
    languages: ['csharp'],
    target: ['ServerCertificateCustomValidationCallback', 'ServerCertificateValidationCallback'],
    value: { text: /\bDangerousAcceptAnyServerCertificateValidator$/ },
    message: VERIFY,
    positive:
      'class A { void F(HttpClientHandler h) { h.ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator; } }\n',
    nearMiss: 'class A { void F(HttpClientHandler h) { h.ServerCertificateCustomValidationCallback = Validate; } }\n',
  },
  {
    languages: ['ruby'],
    target: ['verify_mode'],
    value: { text: /^OpenSSL\.SSL\.VERIFY_NONE$/ },
    message: VERIFY,
    positive: 'http.verify_mode = OpenSSL::SSL::VERIFY_NONE\n',
    nearMiss: 'http.verify_mode = OpenSSL::SSL::VERIFY_PEER\n',
  },
  {
    languages: ['ruby'],
    target: ['ssl_verify_mode'],
    value: { text: /^(?:OpenSSL\.SSL\.VERIFY_NONE|none)$/ },
    message: VERIFY,
    positive: 'redis = Redis.new(url: url, ssl_params: { x: 1 }, ssl_verify_mode: OpenSSL::SSL::VERIFY_NONE)\n',
    nearMiss: 'redis = Redis.new(url: url, ssl_verify_mode: OpenSSL::SSL::VERIFY_PEER)\n',
  },
  {
    languages: ['php'],
    target: ['CURLOPT_SSL_VERIFYPEER', 'verify_peer', 'sslverify'],
    value: OFF,
    message: VERIFY,
    positive: '<?php\ncurl_setopt_array($ch, [CURLOPT_SSL_VERIFYPEER => false]);\n',
    nearMiss: '<?php\ncurl_setopt_array($ch, [CURLOPT_SSL_VERIFYPEER => true]);\n',
  },
  {
    languages: ['php'],
    target: ['CURLOPT_SSL_VERIFYHOST', 'verify_peer_name'],
    value: OFF,
    message: HOST,
    positive: "<?php\n$c = stream_context_create(['ssl' => ['verify_peer_name' => false]]);\n",
    nearMiss: "<?php\n$c = stream_context_create(['ssl' => ['verify_peer_name' => true]]);\n",
  },
  {
    languages: ['php'],
    target: ['verify'],
    value: OFF,
    imports: ['GuzzleHttp'],
    message: VERIFY,
    positive: "<?php\nuse GuzzleHttp\\Client;\n$c = new Client(['verify' => false]);\n",
    nearMiss: "<?php\nuse App\\Client;\n$c = new Client(['verify' => false]);\n",
  },
];
