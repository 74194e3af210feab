import { expect, test } from 'vitest';
import { checkTable, reportsOf } from '../../../../../test/support/rules.ts';
import { CALL_ROWS, SETTING_ROWS } from './rows.ts';
import { jwtUnverified } from './rule.ts';

test('each row flags its positive and not its near miss', async () => {
  await checkTable(jwtUnverified, [...CALL_ROWS, ...SETTING_ROWS]);
});

test.each([
  [
    'none in the list of algorithms',
    'a.ts',
    "import jwt from 'jsonwebtoken';\njwt.verify(t, key, { algorithms: ['none'] });",
  ],
  ['none among others', 'a.py', "import jwt\njwt.decode(t, key, algorithms=['HS256', 'none'])\n"],
])('%s is flagged', async (_what, file, text) => {
  expect(await reportsOf(jwtUnverified, file, text)).toHaveLength(1);
});

test.each([
  [
    'a list of signing algorithms',
    'a.ts',
    "import jwt from 'jsonwebtoken';\njwt.verify(t, key, { algorithms: ['RS256'] });",
  ],
  ['an option of another library', 'a.ts', "import zip from 'zip';\nzip.pack({ algorithms: ['none'] });"],
  [
    'a look at the issuer before the verification',
    'a.py',
    "import jwt\ndef f(t):\n    iss = jwt.decode(t, options={'verify_signature': False})['iss']\n    return jwt.decode(t, keys[iss], algorithms=['RS256'])\n",
  ],
])('%s is not flagged', async (_what, file, text) => {
  expect(await reportsOf(jwtUnverified, file, text)).toEqual([]);
});
