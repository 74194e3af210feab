import { expect, test } from 'vitest';
import { SNIPPET_FILE, viewOf } from '../../../../test/support/rules.ts';
import { HANDLER_ROWS } from './handler-rows.ts';
import { handlersOf } from './handlers.ts';

test.each(HANDLER_ROWS.map((row, i) => [`${i} ${row.framework}`, row] as const))(
  '%s: the positive holds a handler, the near miss none',
  async (_, row) => {
    const path = row.sample ?? SNIPPET_FILE[row.languages[0] ?? 'typescript'];
    expect(handlersOf(await viewOf(path, row.positive)).map((h) => h.framework)).toEqual([row.framework]);
    expect(handlersOf(await viewOf(path, row.nearMiss))).toEqual([]);
  },
);

test('a route leads to the function it names or holds', async () => {
  const text =
    "import express from 'express';\nconst app = express();\napp.get('/a', list);\napp.post('/b', () => 1);\nfunction list() {}\n";
  const handlers = handlersOf(await viewOf('a.ts', text));
  expect(handlers.map((h) => [h.symbol.name, h.route?.path?.text])).toEqual([
    ['', '/b'],
    ['list', '/a'],
  ]);
});
