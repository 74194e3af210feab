import { matchesRule } from '@drift/shared';
import { expect, test } from 'vitest';
import { RULE_IDS } from '../../rules/generated/rule-ids.ts';
import { FOREIGN_RULES, rulesForForeign } from './foreign-rules.ts';

test.each(FOREIGN_RULES.map((row) => [row.tool, row.positive, row] as const))('%s %s', (tool, positive, row) => {
  expect(rulesForForeign(tool, positive)).toEqual(row.rules);
  expect(rulesForForeign(tool, row.nearMiss)).not.toEqual(row.rules);
});

test('every row names rules that exist, and no name stands in two rows', () => {
  const all = FOREIGN_RULES.flatMap((row) => row.rules);
  expect(all.filter((pattern) => !RULE_IDS.some((id) => matchesRule(pattern, id)))).toEqual([]);
  const names = FOREIGN_RULES.flatMap((row) => row.names.map((name) => `${row.tool} ${name}`));
  expect(names.length).toBe(new Set(names).size);
});
