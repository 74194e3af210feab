import { expect, test } from 'vitest';
import { observationsOf, SNIPPET_FILE, viewOf } from '../../../../../test/support/rules.ts';
import { handlersOf } from '../handlers.ts';
import { bodyOf } from './body-of.ts';
import { BODY_ROWS } from './body-rows.ts';
import { VALIDATOR_ROWS } from './rows.ts';
import { apiValidation } from './rule.ts';

test.each(BODY_ROWS.map((row, i) => [`${i} ${row.languages[0]} ${row.by}`, row] as const))(
  '%s: the positive takes a body, the near miss does not',
  async (_, row) => {
    const path = row.sample ?? SNIPPET_FILE[row.languages[0] ?? 'typescript'];
    for (const [text, expected] of [
      [row.positive, [row]],
      [row.nearMiss, []],
    ] as const) {
      const view = await viewOf(path, text);
      const handlers = handlersOf(view);
      expect(handlers.length, text).toBe(1);
      expect(
        handlers.flatMap((h) => bodyOf(view, h)?.row ?? []),
        text,
      ).toEqual(expected);
    }
  },
);

test.each(VALIDATOR_ROWS.map((row, i) => [`${i} ${row.value}`, row] as const))(
  '%s: the positive is checked by it, the near miss is not',
  async (_, row) => {
    const path = row.sample ?? SNIPPET_FILE[row.languages[0] ?? 'typescript'];
    const values = async (text: string): Promise<(string | undefined)[]> =>
      (await observationsOf(apiValidation, path, text)).map((f) => f.split(' -> ')[1]);
    expect(await values(row.positive)).toEqual([row.value]);
    expect(await values(row.nearMiss)).not.toContain(row.value);
  },
);
