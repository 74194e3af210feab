import { expect, test } from 'vitest';
import { SNIPPET_FILE, viewOf } from '../../../../test/support/rules.ts';
import { builtText } from './built-text.ts';
import { hazards, isNeutralised } from './harmless.ts';

const HELPERS: ReadonlySet<string> = new Set(['quote']);

/** The built text of the first argument of the call `sink(…)`, with only hazardous holes left. */
async function read(language: keyof typeof SNIPPET_FILE, code: string): Promise<string | null> {
  const view = await viewOf(SNIPPET_FILE[language], code);
  const call = view.callsNamed('sink')[0];
  const argument = call === undefined ? undefined : view.argumentsOf(call)[0];
  if (call === undefined || argument === undefined) throw new Error('no call of sink');
  const built = builtText(view, argument, call.symbol);
  if (built === null) return null;
  const text = hazards(view, built, HELPERS);
  return isNeutralised(view, built, HELPERS) ? `safe ${text}` : text;
}

test('templates, concatenations and formatting calls read alike', async () => {
  expect(await read('typescript', `sink(\`a \${x} b\`)`)).toBe('a {} b');
  expect(await read('python', 'sink("a {0} b".format(x))')).toBe('a {} b');
  expect(await read('python', 'sink("a %s b %d" % (x, y))')).toBe('a {} b %d');
  expect(await read('go', 'package a\nimport "fmt"\nfunc f() { sink(fmt.Sprintf("a %s b", x)) }')).toBe('a {} b');
  expect(await read('rust', 'fn f() { sink(&format!("a {x} b")); }')).toBe('a {} b');
  expect(await read('kotlin', 'fun f() { sink("a $x b") }')).toBe('a {} b');
  expect(await read('csharp', 'class A { void F() { sink(string.Format("a {0} b", x)); } }')).toBe('a {} b');
});

test('one local name is followed, a name bound twice is not', async () => {
  expect(await read('python', 'def f(x):\n  q = "a " + x\n  sink(q)\n')).toBe('a {}');
  expect(await read('python', 'def f(x):\n  q = "a " + x\n  q = "b"\n  sink(q)\n')).toBe(null);
});

test('constants leave no hole', async () => {
  expect(await read('typescript', "sink('a ' + 'b')")).toBe(null);
  expect(await read('python', 'sink("a {}".format(LIMIT))')).toBe('safe a 0');
  expect(await read('kotlin', 'fun f() { sink("a \\$x b") }')).toBe(null);
  expect(await read('rust', 'fn f() { sink(&format!("a {LIMIT} b")); }')).toBe('safe a 0 b');
  expect(await read('php', '<?php class A { private $t = "x"; function f() { sink("a $this->t"); } }')).toBe(
    'safe a 0',
  );
  expect(await read('python', 'def f(y):\n  x = "a"\n  if y:\n    x = "b"\n  sink("c " + x)\n')).toBe('safe c 0');
  expect(await read('python', 'def f(x):\n  x = "a"\n  sink("c " + x)\n')).toBe('safe c 0');
  expect(await read('python', 'def f(x):\n  if x:\n    x = "a"\n  sink("c " + x)\n')).toBe('c {}');
});

test('numbers leave no hole', async () => {
  expect(await read('java', 'class A { void f(int x, String y) { sink("a " + x + y); } }')).toBe('a 0{}');
  expect(await read('javascript', 'sink("a " + x.length)')).toBe('safe a 0');
  expect(await read('php', '<?php sink("a " . (int)$x);')).toBe('safe a 0');
  expect(await read('python', 'def f(y):\n  x = int(y)\n  sink("c %s" % x)\n')).toBe('safe c 0');
});

test('each hole must be filled by a helper', async () => {
  expect(await read('python', 'sink("a %s" % quote(x))')).toBe('safe a 0');
  expect(await read('python', 'sink("a {}".format(quote(x)))')).toBe('safe a 0');
  expect(await read('python', 'sink("a " + quote(x) + y)')).toBe('a 0{}');
  expect(await read('python', 'def f(x):\n  x2 = quote(x)\n  sink("a " + x2)\n')).toBe('safe a 0');
});
