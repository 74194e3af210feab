import type { RuleFinding } from '@drift/shared';
import { expect, test } from 'vitest';
import { viewOf } from '../../../../../test/support/rules.ts';
import type { FixContext } from '../../engine/rule.ts';
import { errorCatchBinding } from './rule.ts';

/** The text after the fix of its first site, or why it is refused. */
async function fixed(path: string, text: string, expected: string): Promise<string> {
  const view = await viewOf(path, text);
  const sites: number[] = [];
  errorCatchBinding.observe(view, (o) => sites.push(o.start));
  const context: FixContext = {
    usual: () => null,
    leaves: () => [],
    view,
    text,
    identifiers: (name, within) =>
      [...text.matchAll(/[\w$]+/g)]
        .filter((m) => m[0] === name && m.index >= within.start && m.index + name.length <= within.end)
        .map((m) => {
          const isMember = /[^.]\.$/.test(text.slice(0, m.index));
          return { start: m.index, end: m.index + name.length, isMember };
        }),
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
  const fix = errorCatchBinding.fixFor?.(context, finding, expected) ?? 'no fix';
  if (typeof fix === 'string') return fix;
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

test('a member or a key of the expected name is no variable', async () => {
  expect(await fixed('a.ts', "try { f(); } catch (e) { console.error('x', e); }", 'error')).toBe(
    "try { f(); } catch (error) { console.error('x', error); }",
  );
  expect(await fixed('a.ts', 'try { f(); } catch (e) { log({ error: e }); }', 'error')).toBe(
    'try { f(); } catch (error) { log({ error: error }); }',
  );
  expect(await fixed('a.ts', 'try { f(); } catch (e) { log({ error }, e); }', 'error')).toContain('is in use already');
  expect(await fixed('a.ts', 'try { f(); } catch (e) { log({ [error]: e }); }', 'error')).toContain(
    'is in use already',
  );
  expect(await fixed('a.ts', 'try { f(); } catch (e) { log(...error, e); }', 'error')).toContain('is in use already');
});

test.each([
  ['the expected name occurs', 'try { f(); } catch (e) {\n log(e, err); }', '`err` is in use already on line 2'],
  [
    'a shorthand property would change its key',
    'try { f(); } catch (e) {\n\n log({ e }); }',
    '`e` on line 3 may name a member, a key or a text',
  ],
  [
    'a member has the same name',
    'try { f(); } catch (e) { log(e);\n x = point.e + 1; }',
    '`e` on line 2 may name a member, a key or a text',
  ],
  ['a parameter hides it', 'try { f(); } catch (e) {\n run((e) => log(e)); }', '`e` is declared again on line 2'],
  ['a variable hides it', 'try { f(); } catch (e) {\n { const e = 1; log(e); } }', '`e` is declared again on line 2'],
  [
    'a text holds the name',
    'try { f(); } catch (e) { log(`a $' + '{e}`); }',
    '`e` on line 1 may name a member, a key or a text',
  ],
  [
    'the name may be read as text',
    'try { f(); } catch (e) { eval("e.x"); }',
    '`eval` on line 1 may read the name when the code runs',
  ],
])('refuses where %s, and says so', async (_, text, reason) => {
  expect(await fixed('a.ts', text, 'err')).toBe(reason);
});

test('refuses where the binding lives on after the handler', async () => {
  expect(await fixed('a.py', 'try:\n    f()\nexcept X as e:\n    log(e)\n', 'exc')).toBe(
    'in python the name of a caught error lives on after its handler',
  );
});

test('refuses a name that people pinned and that may mean more', async () => {
  expect(await fixed('a.ts', 'try { f(); } catch (e) { log(e); }', 'problem')).toContain('no usual name');
});
