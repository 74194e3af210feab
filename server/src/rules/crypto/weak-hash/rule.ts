import type { Row } from '../../../facts/schema.ts';
import { callTable, matchCalls } from '../../engine/api-table.ts';
import type { FileView } from '../../engine/file-view.ts';
import { defineRule } from '../../engine/rule.ts';
import { isPrescribed } from './prescribed.ts';
import { digestsPassword } from './role-at.ts';
import { COMPILED_ROWS } from './rows-compiled.ts';
import { SCRIPT_ROWS } from './rows-scripts.ts';
import { SIGNING_ROWS } from './rows-signing.ts';

const DIGESTS = callTable([...SCRIPT_ROWS, ...COMPILED_ROWS]);
const SIGNING = callTable(SIGNING_ROWS);

const PASSWORD = 'is too fast for passwords; store them with Argon2id or bcrypt';
const SIGNATURE = 'is broken; sign with SHA-256 or better';

/** Flags MD5 and SHA-1 where stored passwords or signatures depend on them. */
export const weakHash = defineRule({
  meta: {
    id: 'drift/crypto/weak-hash',
    title: 'Broken hash in a security role',
    category: 'crypto',
    languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'rust', 'typescript'],
    severity: 'error',
    maturity: 'incubating',
    since: '1.0.0',
    cwe: ['CWE-328', 'CWE-327', 'CWE-916'],
    owasp: ['A02:2021'],
    fix: 'none',
    inTests: false,
    precision: {
      corpus: '7 packages of 326: passport-saml, Supysonic, sqlmap, Adminer, NagVis and others',
      sample: 11,
      precision: 0.45,
    },
  },
  check(view, report) {
    for (const { row, start, end } of matchCalls(view, SIGNING))
      report({ start, end, message: `${row.message} ${SIGNATURE}` });
    const digests = [...matchCalls(view, DIGESTS)].filter(
      ({ call }) => !isDeclaredHarmless(view, call) && digestsPassword(view, call),
    );
    for (const { row, call, start, end } of digests) {
      // Where one function knows several digests, stored data or an operator chooses between them.
      const isChoice = digests.some((d) => d.symbol === call.symbol && d.row.message !== row.message);
      if (!isChoice && !isPrescribed(view, call)) report({ start, end, message: `${row.message} ${PASSWORD}` });
    }
  },
});

/** `usedforsecurity=False` is Python's way to say that the digest is a checksum. */
function isDeclaredHarmless(view: FileView, call: Row<'calls'>): boolean {
  return view.optionsOf(call).some((o) => o.name === 'usedforsecurity' && /^false$/i.test(o.value.text));
}
