import { expect, test } from 'vitest';
import { SNIPPET_FILE, viewOf } from '../../../../test/support/rules.ts';
import { RESPONSE_ROWS, RESPONSE_SETTING_ROWS } from './response-rows.ts';
import { responsesOf } from './responses.ts';

test.each(RESPONSE_ROWS.map((row, i) => [`${i} ${row.names[0]}`, row] as const))(
  '%s: the positive is an answer of its row, the near miss is none',
  async (_, row) => {
    const path = SNIPPET_FILE[row.languages[0] ?? 'typescript'];
    const found = responsesOf(await viewOf(path, row.positive)).find((r) => r.row === row);
    expect(found).toBeDefined();
    expect(found?.body === null).toBe(row.body === undefined);
    expect(found?.status === null).toBe(row.status === undefined);
    expect(responsesOf(await viewOf(path, row.nearMiss)).map((r) => r.row)).not.toContain(row);
  },
);

test.each(RESPONSE_SETTING_ROWS.map((row) => [String(row.target), row] as const))(
  '%s: the positive is an answer, the near miss is none',
  async (_, row) => {
    const path = SNIPPET_FILE[row.languages[0] ?? 'typescript'];
    expect(responsesOf(await viewOf(path, row.positive)).map((r) => r[row.part] !== null)).toContain(true);
    expect(responsesOf(await viewOf(path, row.nearMiss))).toEqual([]);
  },
);
