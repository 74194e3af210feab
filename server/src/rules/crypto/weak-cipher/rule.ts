import { callTable, matchCalls, matchSettings, settingTable } from '../../engine/api-table.ts';
import type { FileView } from '../../engine/file-view.ts';
import { defineRule } from '../../engine/rule.ts';
import { wordsOf } from '../security-words.ts';
import { enclosingNames } from '../value-flow.ts';
import { ECB } from './messages.ts';
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
    precision: {
      corpus: '9 packages of 326: impacket, CyberChef, mono, TCPDF, mikutter and others',
      sample: 76,
      precision: 0.03,
    },
  },
  check(view, report) {
    for (const { row, start, end, symbol } of [...matchCalls(view, CALLS), ...matchSettings(view, MODES)]) {
      const message = row.message ?? '';
      if (message !== ECB || !buildsOnBlocks(view, symbol)) report({ start, end, message });
    }
  },
});

/** Single blocks are what key derivations and other modes are built of; ECB is how most libraries name that. */
const BLOCK_USERS: ReadonlySet<string> = new Set([
  'cmac',
  'counter',
  'ctr',
  'kdf',
  'keywrap',
  'mac',
  'prf',
  'siv',
  'unwrap',
  'wrap',
  'xts',
]);

function buildsOnBlocks(view: FileView, symbol: number): boolean {
  const { fn, type } = enclosingNames(view, symbol);
  const fields = [...view.table('bindings')].filter((b) => b.kind === 'field').flatMap((b) => wordsOf(b.target));
  return [...wordsOf(fn), ...wordsOf(type), ...fields].some((word) => BLOCK_USERS.has(word));
}
