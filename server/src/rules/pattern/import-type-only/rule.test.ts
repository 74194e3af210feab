import { expect, test } from 'vitest';
import { fixedBy } from '../../../../../test/support/convention-fix.ts';
import { importTypeOnly } from './rule.ts';

test.each([
  ["import { A } from './a';\nlet a: A;", "import type { A } from './a';\nlet a: A;"],
  ["import A from './a';\nlet a: A;", "import type A from './a';\nlet a: A;"],
  ["import * as a from './a';\nlet b: a.B;", "import type * as a from './a';\nlet b: a.B;"],
])('marks %s', async (before, after) => {
  expect(await fixedBy(importTypeOnly, 'a.ts', before, 'type')).toBe(after);
});

test.each([
  ['a list marks one of its names already', "import { type A, B } from './a';\nlet a: A | B;", 'type'],
  ['plain imports are usual', "import { A } from './a';\nlet a: A;", 'plain'],
])('refuses where %s', async (_, text, expected) => {
  expect(await fixedBy(importTypeOnly, 'a.ts', text, expected)).toBeNull();
});
