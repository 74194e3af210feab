import { expect, test } from 'vitest';
import { expandSecrets, viewOf } from '../../../../test/support/rules.ts';
import { scannedStrings } from './scanned-strings.ts';

const example = (family: string): string => expandSecrets(`\${secret:${family}}`);
const KEY = example('aws-access-key-id');

/** What is found in a text, as the marked parts of it. */
async function secretsOf(path: string, text: string): Promise<string[]> {
  return scannedStrings(await viewOf(path, text)).secrets.map((s) => text.slice(s.start, s.end));
}

test.each([
  ['a.ts', `const a = 'x ${KEY} y';`, KEY],
  ['a.ts', `const a = 'x\\n${KEY}';`, KEY],
  ['a.ts', `const a = \`${KEY} of \${user}\`;`, KEY],
  ['a.py', `a = rb"x ${KEY}"`, KEY],
  ['a.py', `a = f"{KEY} ${KEY}"`, `f"{KEY} ${KEY}"`],
  ['a.go', `package a\n\nvar a = \`x\n${KEY}\n\``, KEY],
  ['a.rs', `const A: &str = r#"x ${KEY}"#;`, KEY],
  ['A.kt', `val a = """x\n${KEY}"""`, KEY],
  ['A.java', `class A { String a = """\n    ${KEY}\n    """; }`, KEY],
  ['a.cs', `class A { string a = @"x ${KEY}"; }`, KEY],
  ['a.rb', `A = <<~TEXT\n  x ${KEY}\nTEXT\n`, `\n  x ${KEY}\nTEXT`],
  ['a.php', `<?php\n$a = <<<'TEXT'\nx ${KEY}\nTEXT;\n`, KEY],
])(
  'marks the secret itself, or the whole string where its place in it is not told: %s %s',
  async (path, text, expected) => {
    const found = await secretsOf(path, text);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(KEY);
    expect(found[0]).toBe(expected);
  },
);

test('marks the whole of a string that is kept in part only', async () => {
  const text = `const a = '${KEY} ${'word '.repeat(600)}';`;
  expect(await secretsOf('a.ts', text)).toEqual([text.slice('const a = '.length, -1)]);
});

test('reads the name a key is given to, where the key alone says nothing', async () => {
  const secret = /"(.+)"/.exec(example('aws-secret-access-key'))?.[1] ?? '';
  expect(await secretsOf('a.py', `aws_secret_access_key = "${secret}"`)).toEqual([secret]);
  expect(await secretsOf('a.ts', `connect({ secretAccessKey: '${secret}' });`)).toEqual([secret]);
  expect(await secretsOf('a.ts', `connect({ digest: '${secret}' });`)).toEqual([]);
});

test('tells a token inside a URL once, as the token', async () => {
  const token = example('github-personal-access-token');
  const view = await viewOf('a.ts', `const a = 'https://bot:${token}@git.acme.io/shop.git';`);
  expect(scannedStrings(view).secrets).toHaveLength(1);
  expect(scannedStrings(view).urlPasswords).toEqual([]);
});

test.each([
  ['a.ts', `const a = '${KEY}', b = 1; // ${example('stripe-live-secret-key')}`, 2],
  ['a.py', `# the old one was ${KEY}\n`, 1],
  ['A.java', `/**\n * use ${KEY} here\n */\nclass A {}`, 1],
  ['a.rb', `# see https://example.com/a/very/long/path/1234567890\n`, 0],
])('reads comments too: %s %s', async (path, text, count) => {
  expect(await secretsOf(path, text)).toHaveLength(count);
});

test('leaves out files whose name says they are for tests', async () => {
  expect(await secretsOf('lib/http/test_case.rb', `A = '${KEY}'`)).toEqual([]);
  expect(await secretsOf('lib/http/latest_case.rb', `A = '${KEY}'`)).toHaveLength(1);
});

test('scans a file once', async () => {
  const view = await viewOf('a.ts', `const a = '${KEY}';`);
  expect(scannedStrings(view)).toBe(scannedStrings(view));
});
