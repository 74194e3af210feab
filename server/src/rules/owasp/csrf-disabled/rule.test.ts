import { expect, test } from 'vitest';
import { checkTable, reportsOf } from '../../../../../test/support/rules.ts';
import { CALL_ROWS } from './rows-calls.ts';
import { SETTING_ROWS } from './rows-settings.ts';
import { csrfDisabled } from './rule.ts';

test('each row flags its positive and not its near miss', async () => {
  await checkTable(csrfDisabled, [...CALL_ROWS, ...SETTING_ROWS]);
});

test('a test environment may switch the protection off', async () => {
  const text = 'config.action_controller.allow_forgery_protection = false\n';
  expect(await reportsOf(csrfDisabled, 'config/environments/test.rb', text)).toEqual([]);
  expect(await reportsOf(csrfDisabled, 'config/environments/production.rb', text)).toHaveLength(1);
});
