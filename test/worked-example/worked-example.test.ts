import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type GateReport, gatesRunAnswerSchema, reportEnvelopeSchema } from '@drift/shared';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { drift, TemporaryProject } from '../support/temporary-project.ts';

// A repository with a history, and three pull requests against it: fixtures/histories/README.md.
const HISTORY = new URL('../../fixtures/histories/corner-shop.txt', import.meta.url);
const COMMENTS = new URL('./comments/', import.meta.url);

const shop = new TemporaryProject();
const results = mkdtempSync(join(tmpdir(), 'drift-example-'));
beforeAll(() => {
  shop.git('init', '-q');
  shop.write('.git/history', readFileSync(HISTORY));
  shop.shell('git fast-import --quiet < .git/history');
});
afterAll(() => {
  shop.remove();
  rmSync(results, { recursive: true, force: true });
});

/** What a check of the branch says: its exit code, each new finding, and how many old ones there are. */
function checked(): { readonly code: number; readonly news: readonly string[]; readonly old: number } {
  const run = drift(shop.root, ['check', '--json']);
  const { findings } = reportEnvelopeSchema.parse(JSON.parse(run.stdout)).data;
  return {
    code: run.code,
    news: findings.filter((f) => f.isNew).map((f) => `${f.path} ${f.ruleId}`),
    old: findings.filter((f) => !f.isNew).length,
  };
}

function gated(): { readonly code: number; readonly gates: GateReport | null } {
  const run = drift(shop.root, ['gate', '--format', 'json']);
  return { code: run.code, gates: gatesRunAnswerSchema.parse(JSON.parse(run.stdout)).gates };
}

/** The comment that CI writes, without what another run writes differently. */
function commented(branch: string): { readonly code: number; readonly comment: string } {
  const run = drift(shop.root, [
    'ci',
    'analyze',
    '--base',
    'main',
    '--format',
    'comment',
    '--output',
    results,
    '--dry-run',
  ]);
  const comment = readFileSync(join(results, 'drift-comment.md'), 'utf8').replaceAll(/\d+(?:\.\d+)? s\b/g, '# s');
  const golden = fileURLToPath(new URL(`${branch}.md`, COMMENTS));
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(golden, comment);
  expect(comment).toBe(readFileSync(golden, 'utf8'));
  return { code: run.code, comment };
}

describe.each([
  [
    'adds-debt',
    {
      code: 1,
      news: [
        ...Array<string>(3).fill('src/stores/voucher.ts drift/pattern/error-catch-binding'),
        'src/stores/voucher.ts drift/taint/sql-query',
      ],
      old: 2,
    },
  ],
  ['removes-debt', { code: 0, news: [], old: 1 }],
  ['moves-code', { code: 0, news: [], old: 2 }],
])('the pull request %s', (branch, expected) => {
  beforeAll(() => void shop.git('switch', '-q', branch));

  test('is judged by its findings', () => expect(checked()).toEqual(expected));

  test('is judged by the gates of the standard policy', () => {
    const { code, gates } = gated();
    expect(code).toBe(expected.code);
    expect(gates?.passed).toBe(expected.code === 0);
    const security = gates?.gates.find((g) => g.id === 'security-boundaries');
    expect(security).toMatchObject({ status: expected.code === 0 ? 'passed' : 'failed' });
    // What no analysis looks at passes nowhere.
    expect(gates?.gates.filter((g) => g.status === 'notRun').map((g) => g.id)).toEqual([
      'constraint-verification',
      'test-coverage',
      'regression',
    ]);
  });

  test('is told in a comment', () => {
    const { code, comment } = commented(branch);
    expect(code).toBe(expected.code);
    expect(comment.length).toBeLessThan(60_000);
  });
});

test('a report says what to look at first, and holds the edits of fixes where it is asked to', () => {
  shop.git('switch', '-q', 'adds-debt');
  const text = (...args: string[]): string => drift(shop.root, ['report', '--format', 'sarif', ...args]).stdout;
  const results = (sarif: string) => sarifSchema.parse(JSON.parse(sarif)).runs.flatMap((run) => run.results);
  const found = results(text('--fixes'));
  const rank = (rule: string): number => found.find((r) => r.ruleId === rule)?.rank ?? 0;
  expect(rank('drift/taint/sql-query')).toBeGreaterThan(rank('drift/pattern/error-catch-binding'));
  expect(found.filter((r) => r.ruleId === 'drift/pattern/error-catch-binding')).toHaveLength(3);
  const edits = found.flatMap((r) => r.fixes ?? []).flatMap((f) => f.artifactChanges);
  expect(edits.flatMap((c) => c.replacements).every((r) => r.insertedContent.text === 'error')).toBe(true);
  expect(edits).not.toEqual([]);
  expect(results(text()).flatMap((r) => r.fixes ?? [])).toEqual([]);
});

const sarifSchema = z.object({
  runs: z.array(
    z.object({
      results: z.array(
        z.object({
          ruleId: z.string(),
          rank: z.number().optional(),
          fixes: z
            .array(
              z.object({
                artifactChanges: z.array(
                  z.object({ replacements: z.array(z.object({ insertedContent: z.object({ text: z.string() }) })) }),
                ),
              }),
            )
            .optional(),
        }),
      ),
    }),
  ),
});
