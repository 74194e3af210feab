import { expect, test } from 'vitest';
import { observationsOf, SNIPPET_FILE } from '../../../../../test/support/rules.ts';
import { GUARD_ROWS } from './rows.ts';
import { authGuard } from './rule.ts';

test.each(GUARD_ROWS.map((row, i) => [`${i} ${row.languages[0]} ${row.by}`, row] as const))(
  '%s: the positive is guarded, the near miss is not',
  async (_, row) => {
    const path = row.sample ?? SNIPPET_FILE[row.languages[0] ?? 'typescript'];
    const found = await observationsOf(authGuard, path, row.positive);
    expect(found.map((f) => f.split(' -> ')[1])).toEqual([row.value]);
    expect(await observationsOf(authGuard, path, row.nearMiss)).toEqual([]);
  },
);
