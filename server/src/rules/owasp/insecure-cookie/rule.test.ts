import { expect, test } from 'vitest';
import { checkTable, reportsOf } from '../../../../../test/support/rules.ts';
import { COMPILED_ROWS } from './rows-compiled.ts';
import { PHP_ROWS } from './rows-php.ts';
import { SCRIPT_ROWS } from './rows-scripts.ts';
import { SETTING_ROWS } from './rows-settings.ts';
import { insecureCookie } from './rule.ts';

test('each row flags its positive and not its near miss', async () => {
  await checkTable(insecureCookie, [...SCRIPT_ROWS, ...COMPILED_ROWS, ...PHP_ROWS, ...SETTING_ROWS]);
});

test('settings of Laravel count in their own file only', async () => {
  const text = "<?php\nreturn ['secure' => false, 'http_only' => false];\n";
  expect(await reportsOf(insecureCookie, 'config/session.php', text)).toHaveLength(2);
  expect(await reportsOf(insecureCookie, 'config/other.php', text)).toEqual([]);
});

test('a class for development may switch a protection off', async () => {
  const text =
    'class DevelopmentConfig:\n    SESSION_COOKIE_SECURE = False\n\nclass Config:\n    SESSION_COOKIE_SECURE = False\n';
  expect(await reportsOf(insecureCookie, 'shop/config.py', text)).toHaveLength(1);
});

test('a function that hides one cookie from scripts may leave another one open', async () => {
  const open = "function f(res) {\n  res.cookie('user', name, { httpOnly: false });\n}\n";
  expect(await reportsOf(insecureCookie, 'a.js', open)).toHaveLength(1);
  const both = open.replace('{\n', "{\n  res.cookie('session', id, { httpOnly: true });\n");
  expect(await reportsOf(insecureCookie, 'a.js', both)).toEqual([]);
});
