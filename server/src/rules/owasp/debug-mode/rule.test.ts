import { expect, test } from 'vitest';
import { checkTable, reportsOf } from '../../../../../test/support/rules.ts';
import { OTHER_ROWS } from './rows-other.ts';
import { PYTHON_ROWS } from './rows-python.ts';
import { SETTING_ROWS } from './rows-settings.ts';
import { debugMode } from './rule.ts';

test('each row flags its positive and not its near miss', async () => {
  await checkTable(debugMode, [...PYTHON_ROWS, ...OTHER_ROWS, ...SETTING_ROWS]);
});

test('settings of a development environment may switch it on', async () => {
  expect(await reportsOf(debugMode, 'shop/settings/local.py', 'DEBUG = True\n')).toEqual([]);
  expect(await reportsOf(debugMode, 'shop/settings_dev.py', 'DEBUG = True\n')).toEqual([]);
  expect(await reportsOf(debugMode, 'shop/settings/production.py', 'DEBUG = True\n')).toHaveLength(1);
  const rails = 'config.consider_all_requests_local = true\n';
  expect(await reportsOf(debugMode, 'config/environments/development.rb', rails)).toEqual([]);
});

test('a setting that is set twice is left alone', async () => {
  expect(await reportsOf(debugMode, 'settings.py', 'DEBUG = True\nif PROD:\n    DEBUG = False\n')).toEqual([]);
});

test('the debug switch of an event loop is another thing', async () => {
  const text = 'import asyncio\nfrom quart import Quart\nasyncio.run(main(), debug=True)\n';
  expect(await reportsOf(debugMode, 'a.py', text)).toEqual([]);
});
