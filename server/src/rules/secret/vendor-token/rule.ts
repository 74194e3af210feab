import { defineRule } from '../../engine/rule.ts';
import { scannedStrings } from '../scanned-strings.ts';

/** Flags tokens and keys in the unmistakable format of a vendor. */
export const vendorToken = defineRule({
  meta: {
    id: 'drift/secret/vendor-token',
    title: 'Vendor token in the source',
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
    for (const { family, start, end } of scannedStrings(view).secrets) {
      if (family.form === 'block') continue;
      const message = `Hard-coded ${family.title}; move it to the environment or a secret store and rotate it`;
      report({ start, end, message, secret: true });
    }
  },
});
