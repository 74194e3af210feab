import { CREDENTIAL_CWE, KEY_CWE, type SecretFamily } from './family.ts';
import { sample, token } from './sample.ts';

/** Secrets of key material in one line and signed tokens. */
export const KEYS_FAMILIES: readonly SecretFamily[] = [
  {
    id: 'age-secret-key',
    title: 'age secret key',
    keywords: ['age-secret-key-1'],
    pattern: /AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}/g,
    minEntropy: 3.5,
    severity: 'critical',
    cwe: KEY_CWE,
    positive: () => token('AGE-SECRET-KEY-', '1', sample('bech32', 58)),
    nearMiss: () => token('AGE-SECRET-KEY-', '1', sample('bech32', 40)),
  },
  {
    id: 'jwk-private-key',
    title: 'Private JSON Web Key',
    keywords: ['kty'],
    pattern:
      /kty\\?"\s{0,4}:\s{0,4}\\?"(?:RSA|EC|OKP)\\?"[^{}]{1,1500}?"d\\?"\s{0,4}:\s{0,4}\\?"([\w-]{40,700})(?=\\?")/g,
    minEntropy: 3.5,
    severity: 'critical',
    cwe: KEY_CWE,
    positive: () =>
      token('{"kty": "EC", "crv": "P-256", "x": "', sample('base64', 43), '", "d": "', sample('base64', 44), '"}'),
    nearMiss: () => token('{"kty": "EC", "crv": "P-256", "x": "', sample('base64', 43), '"}'),
  },
  {
    id: 'supabase-service-role-key',
    title: 'Supabase service role key',
    keywords: ['injvbguioijzzxj2awnlx3jvbgui', 'jyb2xlijoic2vydmljzv9yb2xli', 'cm9szsi6innlcnzpy2vfcm9szs'],
    pattern:
      /eyJ[\w-]{10,80}\.eyJ[\w-]{0,300}(?:InJvbGUiOiJzZXJ2aWNlX3JvbGUi|Jyb2xlIjoic2VydmljZV9yb2xlI|cm9sZSI6InNlcnZpY2Vfcm9sZS)[\w-]{0,300}\.[\w-]{43}(?!-)/g,
    minEntropy: 3.5,
    severity: 'critical',
    cwe: CREDENTIAL_CWE,
    positive: () =>
      token(
        'eyJ',
        'hbGciOiJIUzI1NiJ9.',
        'eyJ',
        sample('base64', 40),
        'InJvbGUiOiJzZXJ2aWNl',
        'X3JvbGUi',
        sample('base64', 40),
        '.',
        sample('base64', 43),
      ),
    nearMiss: () => token('eyJ', 'hbGciOiJIUzI1NiJ9.', 'InJvbGUiOiJzZXJ2aWNl', 'X3JvbGUi'),
  },
  {
    id: 'jwt',
    title: 'JSON Web Token',
    keywords: ['eyj'],
    pattern: /(?:(?<![\w.-])|(?<=\\[nrt]))eyJ[\w-]{12,600}\.eyJ[\w-]{12,2000}\.[\w-]{22,700}/g,
    minEntropy: 3.5,
    severity: 'low',
    maturity: 'incubating',
    cwe: CREDENTIAL_CWE,
    positive: () => token('eyJ', 'hbGciOiJIUzI1NiJ9.', 'eyJ', sample('base64', 60), '.', sample('base64', 43)),
    nearMiss: () => token('eyJ', 'hbGciOiJIUzI1NiJ9.', sample('base64', 60)),
  },
];
