import { defineRule } from '../../engine/rule.ts';
import { scannedStrings } from '../scanned-strings.ts';

/** Flags private keys in armoured blocks: PEM, OpenSSH, PGP, PuTTY and service account files. */
export const privateKey = defineRule({
  meta: {
    id: 'drift/secret/private-key',
    title: 'Private key in the source',
    category: 'secret',
    languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'rust', 'typescript'],
    severity: 'error',
    maturity: 'stable',
    since: '1.0.0',
    cwe: ['CWE-321', 'CWE-798'],
    owasp: ['A02:2021', 'A07:2021'],
    fix: 'none',
    inTests: false,
    precision: { corpus: '10k', sample: 0, precision: 1 },
  },
  check(view, report) {
    for (const { family, start, end } of scannedStrings(view).secrets) {
      if (family.form !== 'block') continue;
      const message = `Hard-coded ${family.title}; load it from a secret store and replace the key pair`;
      report({ start, end, message, secret: true });
    }
  },
});
