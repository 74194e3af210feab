import type { RuleFinding } from '@drift/shared';
import { expect, test } from 'vitest';
import { viewOf } from '../../../../../test/support/rules.ts';
import type { NameToken } from '../../engine/rule.ts';
import { testApi } from './rule.ts';

/** The text after the fix of its first site, or `null` where the fix is refused. */
async function fixed(text: string, expected: string): Promise<string | null> {
  const view = await viewOf('src/cart.test.ts', text, 'test');
  const sites: number[] = [];
  testApi.observe(view, (o) => sites.push(o.start));
  const start = sites[0] ?? -1;
  const finding: RuleFinding = {
    ruleId: testApi.id,
    start,
    end: start,
    message: '',
    symbol: '',
    snippet: '',
    confidence: 1,
    tier: 'established',
  };
  const identifiers = (name: string): NameToken[] =>
    [...text.matchAll(new RegExp(`(?<=(.?))\\b${name}\\b`, 'g'))].map((m) => ({
      start: m.index,
      end: m.index + name.length,
      isMember: m[1] === '.',
    }));
  const fix =
    testApi.fixFor?.({ view, text, identifiers, leaves: () => [], usual: () => null }, finding, expected) ?? 'no fix';
  if (typeof fix === 'string') return null;
  const edits = [...fix.edits].sort((a, b) => b.start - a.start);
  let out = text;
  for (const e of edits) out = out.slice(0, e.start) + e.newText + out.slice(e.end);
  return out;
}

test('takes the other name where both are global', async () => {
  expect(await fixed("test('adds', () => {});", 'it')).toBe("it('adds', () => {});");
  expect(await fixed("it.only('adds', () => {});", 'test')).toBe("test.only('adds', () => {});");
});

test('takes the other name where it is imported', async () => {
  const head = "import { it, test } from 'vitest';\n";
  expect(await fixed(`${head}it('adds', () => {});`, 'test')).toBe(`${head}test('adds', () => {});`);
});

test('takes the other name in the whole file where its import has to change', async () => {
  const before = (name: string): string =>
    `import { ${name}, expect } from 'vitest';\n${name}('${name}', () => {});\n${name}.each([/a/.test('b')])('%s', () => {});`;
  expect(await fixed(before('test'), 'it')).toBe(before('it').replace("('it'", "('test'"));
  expect(await fixed("import { it } from 'vitest';\nit('adds', () => {});", 'test')).toBe(
    "import { test } from 'vitest';\ntest('adds', () => {});",
  );
});

test.each([
  ['it is loaded otherwise', "const { it } = require('vitest');\nit('adds', () => {});"],
  ['it is passed on', "import { it } from 'vitest';\nit('adds', () => {});\nrun(it);"],
  ['it leaves the file', "import { it } from 'vitest';\nit('adds', () => {});\nexport { it };"],
  ['a parameter hides it', "import { it } from 'vitest';\nit('adds', () => {});\nrows.map((it) => it.each(1));"],
  ['the other name is taken', "import { it } from 'vitest';\nimport { test } from './own';\nit('adds', () => {});"],
  ['the other name is a parameter', "import { it } from 'vitest';\nit('adds', () => {});\nrows.map((test) => 1);"],
])('refuses where %s', async (_, text) => {
  expect(await fixed(text, 'test')).toBeNull();
});

test('refuses what the other name cannot do', async () => {
  const head = "import { test } from 'node:test';\ntest('adds', () => {});\n";
  expect(await fixed(`${head}test.describe('more', () => {});`, 'it')).toBeNull();
  expect(await fixed(`${head}test.skip('more', () => {});`, 'it')).toContain("{ it } from 'node:test'");
});

test('refuses where the other name is something else', async () => {
  expect(await fixed("const test = 1;\nit('adds', () => {});", 'test')).toBeNull();
  expect(await fixed("import { test } from './own';\nit('adds', () => {});", 'test')).toBeNull();
});
