import type { Explanation } from '@drift/shared';
import { expect, test } from 'vitest';
import { doctorText } from './doctor-text.ts';
import { explanationText } from './explanation.ts';

test('the doctor tells every check, what is underneath, and what to do', () => {
  const checks = [
    { id: 'a', status: 'ok', message: 'SQLite starts' },
    { id: 'b', status: 'error', message: 'no .drift\u0007', details: 'one\ntwo', fix: 'Run it.', mended: 'made it' },
  ] as const;
  expect(doctorText({ checks }, 'shop')).toMatchInlineSnapshot(`
    "2 checks in shop: 1 error, 0 notes

    ok     SQLite starts
    ERROR  no .drift\\x07
           one
           two
           mended: made it
           do: Run it.
    "
  `);
});

test('an explanation tells what, where, how sure, why, and the page of the rule', () => {
  const explained: Explanation = {
    id: '3a280b63',
    ruleId: 'drift/pattern/error-catch-binding',
    title: 'Name of the caught error',
    path: 'src/a\n.ts',
    line: 7,
    character: 2,
    severity: 'info',
    message: 'Expected `error`, found `e`',
    confidence: 0.9449,
    tier: 'emerging',
    cwe: ['CWE-1'],
    isNew: true,
    page: '# The page\n\nText.',
    evidence: ['40 of 40'],
    examples: [],
  };
  expect(explanationText(explained)).toMatchInlineSnapshot(`
    "# Expected \`error\`, found \`e\`

    info, drift/pattern/error-catch-binding (Name of the caught error), new code

    src/a\\n.ts, line 8; confidence 0.94, emerging; CWE-1

    ## Evidence

    - 40 of 40

    ---

    # The page

    Text.

    Finding 3a280b63
    "
  `);
});
