import { expect, test } from 'vitest';
import { SNIPPET_FILE, viewOf } from '../../../../test/support/rules.ts';
import { dataAccessesOf } from './data-access.ts';
import { DATA_ROWS } from './data-rows.ts';

test.each(DATA_ROWS.map((row, i) => [`${i} ${row.library}`, row] as const))(
  '%s: the positive is an access of its row, the near miss is none',
  async (_, row) => {
    const path = row.sample ?? SNIPPET_FILE[row.languages[0] ?? 'typescript'];
    const found = dataAccessesOf(await viewOf(path, row.positive));
    expect(found.map((a) => a.row)).toContain(row);
    expect(dataAccessesOf(await viewOf(path, row.nearMiss)).map((a) => a.row)).not.toContain(row);
  },
);

test('a chain counts once, by its strongest part, and writes when one part does', async () => {
  const text = "import knex from 'knex';\nknex('users').where({ id }).update({ name });\n";
  const found = dataAccessesOf(await viewOf('a.ts', text));
  expect(found.map((a) => [a.style, a.writes])).toEqual([['builder', true]]);
});
