import type { RuleFinding } from '@drift/shared';
import { expect, test } from 'vitest';
import { viewOf } from '../../../../../test/support/rules.ts';
import type { FixContext } from '../../engine/rule.ts';
import { errorCatchBinding } from './rule.ts';

/** The text after the fix of its first site, or `null` where the fix is refused. */
async function fixed(path: string, text: string, expected: string): Promise<string | null> {
  const view = await viewOf(path, text);
  const sites: number[] = [];
  errorCatchBinding.observe(view, (o) => sites.push(o.start));
  const context: FixContext = {
    view,
    identifiers: (name, within) =>
      [...text.matchAll(/[\w$]+/g)]
        .filter((m) => m[0] === name && m.index >= within.start && m.index + name.length <= within.end)
        .map((m) => ({ start: m.index, end: m.index + name.length })),
  };
  const finding: RuleFinding = {
    ruleId: errorCatchBinding.id,
    start: sites[0] ?? -1,
    end: sites[0] ?? -1,
    message: '',
    symbol: '',
    snippet: '',
    confidence: 1,
    tier: 'established',
  };
  const fix = errorCatchBinding.fixFor?.(context, finding, expected) ?? null;
  if (fix === null) return null;
  let out = text;
  for (const e of [...fix.edits].sort((a, b) => b.start - a.start))
    out = out.slice(0, e.start) + e.newText + out.slice(e.end);
  return out;
}

test('renames the binding and its uses', async () => {
  expect(await fixed('a.ts', 'try { f(); } catch (e) { log("x", e); e.show(); throw e; }', 'err')).toBe(
    'try { f(); } catch (err) { log("x", err); err.show(); throw err; }',
  );
  expect(await fixed('A.java', 'class A { void f() { try { g(); } catch (X e) { log(e); } h(e); } }', 'ex')).toBe(
    'class A { void f() { try { g(); } catch (X ex) { log(ex); } h(e); } }',
  );
});

test.each([
  ['the expected name occurs', 'try { f(); } catch (e) { log(e, err); }'],
  ['a shorthand property would change its key', 'try { f(); } catch (e) { log({ e }); }'],
  ['a member has the same name', 'try { f(); } catch (e) { log(e); x = point.e + 1; }'],
  ['a parameter hides the binding', 'try { f(); } catch (e) { run((e) => log(e)); }'],
  ['a variable hides the binding', 'try { f(); } catch (e) { { const e = 1; log(e); } }'],
  ['a text holds the name', 'try { f(); } catch (e) { log(`a $' + '{e}`); }'],
])('refuses where %s', async (_, text) => {
  expect(await fixed('a.ts', text, 'err')).toBeNull();
});

test('refuses where the binding lives on after the handler', async () => {
  expect(await fixed('a.py', 'try:\n    f()\nexcept X as e:\n    log(e)\n', 'exc')).toBeNull();
});
