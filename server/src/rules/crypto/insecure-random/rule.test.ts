import { expect, test } from 'vitest';
import { checkTable, reportsOf } from '../../../../../test/support/rules.ts';
import { PICKS, SOURCES } from './rows.ts';
import { insecureRandom } from './rule.ts';

test('each row flags its positive and not its near miss', async () => {
  await checkTable(insecureRandom, [...SOURCES, ...PICKS]);
});

test.each([
  ['a return of a function named so', 'a.js', 'function createApiKey() { return Math.random().toString(36); }'],
  ['a setter', 'a.js', 'user.setPassword(Math.random().toString(36));'],
  ['arithmetic', 'a.js', 'const otp = Math.floor(100000 + Math.random() * 900000);'],
  ['a template', 'a.ts', `const x = { secret: \`s-\${Math.random()}\` };`],
  [
    'characters picked in a closure',
    'a.js',
    "const passwordSalt = [...Array(8)].map(() => abc[Math.floor(Math.random() * n)]).join('');",
  ],
  [
    'a generator in a variable',
    'A.java',
    'import java.util.Random; class A { void f() { Random r = new Random(); int otp = 1 + r.nextInt(9); } }',
  ],
])('%s is flagged', async (_what, file, text) => {
  expect(await reportsOf(insecureRandom, file, text)).toHaveLength(1);
});

test.each([
  ['a token drawn from a vocabulary', 'a.py', 'import random\ntoken = random.randint(0, size)\n'],
  ['a nonce that only has to differ', 'a.js', 'const nonce = Math.floor(Math.random() * 1e9);'],
  ['a salt that an interface asks for', 'a.py', 'import random\nsalt = random.randint(32768, 65536)\n'],
  ['a number to guess', 'a.js', 'const secret = Math.floor(Math.random() * 100) + 1;'],
  ['a place in a list', 'a.js', 'const nextToken = Math.random().toString(36);'],
  ['a visit', 'a.js', 'const sessionId = Math.random().toString(36);'],
  ['a number that only chooses', 'a.js', 'const token = Math.random() > 0.5 ? one : other;'],
  ['an element of a list of tokens', 'a.js', 'const token = tokens[Math.floor(Math.random() * tokens.length)];'],
  ['a length', 'a.js', 'const passwordLength = Math.floor(Math.random() * 10);'],
  ['a call that only takes the number', 'a.js', 'const token = fetchToken(Math.random());'],
  ['another function named random', 'a.js', 'const token = secure.random().toString(36);'],
  [
    'a secure generator in a variable',
    'A.java',
    'import java.security.SecureRandom; class A { void f() { SecureRandom r = new SecureRandom(); int otp = 1 + r.nextInt(9); } }',
  ],
])('%s is not flagged', async (_what, file, text) => {
  expect(await reportsOf(insecureRandom, file, text)).toEqual([]);
});
