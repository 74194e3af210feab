import { expect, test } from 'vitest';
import { SNIPPET_FILE, viewOf } from '../../../../../test/support/rules.ts';
import { TRANSACTION_ROWS } from './rows.ts';

test.each(TRANSACTION_ROWS.map((row) => [`${row.languages[0]} ${row.names[0]}`, row] as const))(
  '%s: the positive has its call or mark, the near miss has not',
  async (_, row) => {
    const path = SNIPPET_FILE[row.languages[0] ?? 'typescript'];
    for (const [text, expected] of [
      [row.positive, true],
      [row.nearMiss, false],
    ] as const) {
      const view = await viewOf(path, text);
      const calls = [...view.table('calls')].some(
        (c) =>
          row.names.includes(c.name) &&
          (row.receiver?.test(c.callee.slice(0, Math.max(0, c.callee.length - c.name.length - 1))) ?? true),
      );
      const marks = [...view.table('decorators')].some((d) => row.names.some((n) => d.name.split('.').at(-1) === n));
      expect(row.by === 'call' ? calls : marks, text).toBe(expected);
    }
  },
);
