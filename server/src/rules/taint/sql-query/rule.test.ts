import { expect, test } from 'vitest';
import { checkTable } from '../../../../../test/support/rules.ts';
import { SQL_SINKS } from './rows.ts';
import { sqlQuery } from './rule.ts';
import { hasValueHole } from './sql-text.ts';

test('every row flags its positive and passes its near miss', async () => {
  await checkTable(sqlQuery, SQL_SINKS);
});

test('a hole counts only where SQL expects a value', () => {
  expect(hasValueHole("SELECT a FROM t WHERE b = '{}'")).toBe(true);
  expect(hasValueHole('INSERT INTO t VALUES (1, {})')).toBe(true);
  expect(hasValueHole("SELECT a FROM t WHERE b LIKE '%{}%'")).toBe(true);
  expect(hasValueHole('SELECT {} FROM {} ORDER BY {}')).toBe(false);
  expect(hasValueHole('SELECT a FROM t WHERE b IN ({})')).toBe(false);
  expect(hasValueHole('SELECT a FROM t JOIN u ON t.id = {}.id')).toBe(false);
  expect(hasValueHole(`SELECT a FROM t WHERE b = \${}`)).toBe(false);
  expect(hasValueHole('UPDATE {} SET {} = {}')).toBe(false);
  expect(hasValueHole("UPDATE {} SET {} = '{}'")).toBe(true);
});
