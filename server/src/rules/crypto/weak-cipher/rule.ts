import { callTable, matchCalls, matchSettings, settingTable } from '../../engine/api-table.ts';
import { defineRule } from '../../engine/rule.ts';
import { NAMED_ROWS } from './rows.ts';
import { CLASS_ROWS, MODE_ROWS } from './rows-classes.ts';

const CALLS = callTable([...NAMED_ROWS, ...CLASS_ROWS]);
const MODES = settingTable(MODE_ROWS);

/** Flags ciphers that are broken or have small blocks, and ECB mode. */
export const weakCipher = defineRule({
  meta: {
    id: 'drift/crypto/weak-cipher',
    title: 'Broken cipher or ECB mode',
    category: 'crypto',
    languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'rust', 'typescript'],
    severity: 'error',
    maturity: 'incubating',
    since: '1.0.0',
    cwe: ['CWE-327'],
    owasp: ['A02:2021'],
    fix: 'none',
    inTests: false,
  },
  check(view, report) {
    for (const { row, start, end } of matchCalls(view, CALLS)) report({ start, end, message: row.message ?? '' });
    for (const { row, start, end } of matchSettings(view, MODES)) report({ start, end, message: row.message ?? '' });
  },
});
