import { expect, test } from 'vitest';
import { reportsOf } from '../../../../../test/support/rules.ts';
import { corsAnyOrigin } from './rule.ts';

async function found(path: string, text: string): Promise<number> {
  return (await reportsOf(corsAnyOrigin, path, text)).length;
}

test('a list of one star is told from a list of one short name', async () => {
  const use = 'app.add_middleware(CORSMiddleware, allow_origins=[x], allow_credentials=True)\n';
  expect(await found('main.py', use.replace('[x]', '["*"]'))).toBe(1);
  expect(await found('main.py', `url = os.environ["SHOP"]\n${use.replace('[x]', '[url]')}`)).toBe(0);
  expect(await found('main.py', use.replace('[x]', '["https://a.example"]'))).toBe(0);
});

test('origins held by a variable count', async () => {
  const use = 'app.add_middleware(CORSMiddleware, allow_origins=origins, allow_credentials=True)\n';
  expect(await found('main.py', `origins = ["*"]\n${use}`)).toBe(1);
  expect(await found('main.py', `origins = load()\n${use}`)).toBe(0);
});

test('the middlewares of Go', async () => {
  const gin = (body: string): string => `package a\nimport "github.com/gin-contrib/cors"\nfunc f() { ${body} }\n`;
  expect(await found('a.go', gin('cors.New(cors.Config{AllowAllOrigins: true, AllowCredentials: true})'))).toBe(1);
  expect(
    await found('a.go', gin('c := cors.DefaultConfig()\n c.AllowAllOrigins = true\n c.AllowCredentials = true')),
  ).toBe(1);
  expect(await found('a.go', gin('c := cors.DefaultConfig()\n c.AllowAllOrigins = true'))).toBe(0);
});

test('headers of two functions are not taken together', async () => {
  const text = `function a(res) { res.setHeader('Access-Control-Allow-Origin', '*'); }
function b(res) { res.setHeader('Access-Control-Allow-Credentials', 'true'); }
`;
  expect(await found('a.js', text)).toBe(0);
});

test('the origin of the request sent back by PHP without a check', async () => {
  const open =
    '<?php\nheader("Access-Control-Allow-Origin: " . $_SERVER["HTTP_ORIGIN"]);\nheader("Access-Control-Allow-Credentials: true");\n';
  expect(await found('a.php', open)).toBe(1);
  expect(await found('a.php', open.replace('<?php', '<?php\n$ok = in_array($_SERVER["HTTP_ORIGIN"], $known);'))).toBe(
    0,
  );
});

test('a server for development is left alone', async () => {
  expect(
    await found(
      'tools/dev-server.js',
      "import cors from 'cors';\napp.use(cors({ origin: true, credentials: true }));\n",
    ),
  ).toBe(0);
});
