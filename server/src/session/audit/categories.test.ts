import { keyName } from '@drift/shared';
import { expect, test } from 'vitest';
import { categoryOfKey } from '../../analysis/audit/categories.ts';
import { CONVENTIONS } from '../../rules/registry.ts';

test('every convention has a category', () => {
  expect(CONVENTIONS.map((c) => keyName(c.id)).filter((key) => categoryOfKey(key) === null)).toEqual([]);
  expect(categoryOfKey('unheard-of')).toBeNull();
});

test('the longest beginning decides', () => {
  expect([categoryOfKey('error-class'), categoryOfKey('error-log-in-catch')]).toEqual(['errors', 'logging']);
});
