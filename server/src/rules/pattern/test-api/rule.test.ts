import type { RuleFinding } from '@drift/shared';
import { expect, test } from 'vitest';
import { viewOf } from '../../../../../test/support/rules.ts';
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
  const fix = testApi.fixFor?.({ view, identifiers: () => [] }, finding, expected) ?? 'no fix';
  if (typeof fix === 'string') return null;
  const { edits } = fix;
  let out = text;
  for (const e of [...edits].reverse()) out = out.slice(0, e.start) + e.newText + out.slice(e.end);
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

test('refuses where the other name is not there', async () => {
  expect(await fixed("import { it } from 'vitest';\nit('adds', () => {});", 'test')).toBeNull();
});

test('refuses where the other name is something else', async () => {
  expect(await fixed("const test = 1;\nit('adds', () => {});", 'test')).toBeNull();
  expect(await fixed("import { test } from './own';\nit('adds', () => {});", 'test')).toBeNull();
});
