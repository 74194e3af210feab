import { readFileSync } from 'node:fs';
import { reportEnvelopeSchema } from '@drift/shared';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drift, TemporaryProject } from '../support/temporary-project.ts';

// A repository with a history, and three pull requests against it: fixtures/histories/README.md.
const HISTORY = new URL('../../fixtures/histories/corner-shop.txt', import.meta.url);

const shop = new TemporaryProject();
beforeAll(() => {
  shop.git('init', '-q');
  shop.write('.git/history', readFileSync(HISTORY));
  shop.shell('git fast-import --quiet < .git/history');
});
afterAll(() => shop.remove());

/** What a check of a branch says: its exit code, and each new finding. */
function checked(branch: string): { readonly code: number; readonly news: readonly string[]; readonly old: number } {
  shop.git('switch', '-q', branch);
  const run = drift(shop.root, ['check', '--json']);
  const { findings } = reportEnvelopeSchema.parse(JSON.parse(run.stdout)).data;
  return {
    code: run.code,
    news: findings.filter((f) => f.isNew).map((f) => `${f.path} ${f.ruleId}`),
    old: findings.filter((f) => !f.isNew).length,
  };
}

test('a pull request that adds debt fails, one that removes it passes, and one that only moves code passes', () => {
  expect(checked('adds-debt')).toEqual({
    code: 1,
    news: [
      ...Array<string>(3).fill('src/stores/voucher.ts drift/pattern/error-catch-binding'),
      'src/stores/voucher.ts drift/taint/sql-query',
    ],
    old: 2,
  });
  expect(checked('removes-debt')).toEqual({ code: 0, news: [], old: 1 });
  expect(checked('moves-code')).toEqual({ code: 0, news: [], old: 2 });
});
