import { expect, test } from 'vitest';
import { SNIPPET_FILE, viewOf } from '../../../../test/support/rules.ts';
import { ROUTE_ROWS } from './route-rows.ts';
import { routesOf } from './routes.ts';

test.each(ROUTE_ROWS.map((row) => [`${row.framework} ${row.names[0]}`, row] as const))(
  '%s: the positive is a route of its row, the near miss is none',
  async (_, row) => {
    for (const language of row.languages) {
      // Kotlin differs from Java in more than marks, so a row's examples are written in its first language.
      const path = row.sample ?? SNIPPET_FILE[language];
      if (language !== row.languages[0]) continue;
      const found = routesOf(await viewOf(path, row.positive));
      expect(found.map((r) => r.row)).toContain(row);
      expect(routesOf(await viewOf(path, row.nearMiss)).map((r) => r.row)).not.toContain(row);
    }
  },
);
