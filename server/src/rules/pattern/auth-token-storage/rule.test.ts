import { expect, test } from 'vitest';
import { observationsOf } from '../../../../../test/support/rules.ts';
import { STORAGE_ROWS } from './rows.ts';
import { authTokenStorage } from './rule.ts';

test.each(STORAGE_ROWS.map((row) => [row.positive, row] as const))('%s', async (_, row) => {
  const found = await observationsOf(authTokenStorage, 'a.ts', row.positive);
  expect(found.map((f) => f.split(' -> ')[1])).toEqual([row.value]);
  expect(await observationsOf(authTokenStorage, 'a.ts', row.nearMiss)).toEqual([]);
});
