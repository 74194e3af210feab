import { defineRule } from '../../engine/rule.ts';
import { scannedStrings } from '../scanned-strings.ts';

const MESSAGE = 'Hard-coded password in a URL; move it to the environment or a secret store and change it';

/** Flags passwords in URLs that lead to another machine. */
export const urlCredentials = defineRule({
  meta: {
    id: 'drift/secret/url-credentials',
    title: 'Password in a URL',
    category: 'secret',
    languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'rust', 'typescript'],
    severity: 'error',
    maturity: 'stable',
    since: '1.0.0',
    cwe: ['CWE-798'],
    owasp: ['A07:2021'],
    fix: 'none',
    inTests: false,
    precision: { corpus: '10k', sample: 0, precision: 1 },
  },
  check(view, report) {
    for (const { start, end } of scannedStrings(view).urlPasswords)
      report({ start, end, message: MESSAGE, secret: true });
  },
});
