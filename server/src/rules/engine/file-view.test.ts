import { expect, test } from 'vitest';
import { viewOf } from '../../../../test/support/rules.ts';

async function namesFound(text: string, name: string): Promise<string[]> {
  return (await viewOf('a.js', text)).callsNamed(name).map((c) => c.callee);
}

test.each([
  ["import limit from 'rate-limit';\nlimit();\n", 'rate-limit', 'limit'],
  ["import eh from 'errorhandler';\neh();\n", 'errorhandler', 'eh'],
  ["import cors from '@koa/cors';\ncors();\n", '@koa/cors', 'cors'],
  ["import allow from '@koa/cors';\nallow();\n", '@koa/cors', 'allow'],
  ["import allow from '@koa/cors';\nallow();\n", 'cors', 'allow'],
  ["const session = require('express-session');\nsession();\n", 'express-session', 'session'],
  ["import { createHash as h } from 'node:crypto';\nh();\n", 'createHash', 'h'],
])('%s is found by %s', async (text, name, callee) => {
  expect(await namesFound(text, name)).toEqual([callee]);
});

test('a call of something else is not found by the name of a module', async () => {
  expect(await namesFound("import session from 'express-session';\nother.session();\n", 'express-session')).toEqual([]);
});

test('a module that is called has its own name as path', async () => {
  const view = await viewOf('a.js', "import allow from '@koa/cors';\nallow();\n");
  expect(view.callsNamed('@koa/cors').map((c) => view.canonical(c.callee))).toEqual(['@koa/cors']);
});
