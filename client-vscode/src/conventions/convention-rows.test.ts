import type { ConventionRow, WhereAnswer } from '@drift/shared';
import { expect, test } from 'vitest';
import type { Row } from '../trees/row.ts';
import { type ConventionChoice, conventionsTree } from './convention-rows.ts';

function convention(key: string, over: Partial<ConventionRow> = {}): ConventionRow {
  return {
    id: `${key} ts`,
    key,
    title: 'How it is done',
    language: 'typescript',
    population: 'source',
    scope: '',
    scopeKind: 'project',
    leader: 'camelCase',
    leaderValue: 'camel',
    decided: null,
    share: 0.957,
    files: 47,
    sites: 90,
    conforming: 88,
    abstained: 0,
    tier: 'established',
    mean: 0.95,
    category: 'universal',
    status: 'learned',
    maturity: 'stable',
    severity: 'warning',
    quietened: false,
    values: [],
    ...over,
  };
}

const site = (path: string, conforms: boolean | null, language = 'typescript') => ({
  path,
  line: 2,
  character: 4,
  language,
  population: 'source' as const,
  value: conforms === false ? 'snake_case' : 'camelCase',
  conforms,
  snippet: 'x',
});
const places: WhereAnswer = {
  counts: { places: 3, conforming: 1, deviating: 1 },
  sites: [
    site('a.ts', true),
    site('b.ts', false),
    site('c.py', false, 'python'),
    { ...site('d.ts', false), population: 'test' as const },
  ],
  notAsked: [],
};
const known = [
  convention('naming-function', { status: 'approved' }),
  convention('naming-type', { population: 'test', scope: 'src/ui' }),
  convention('error-strategy', { status: 'rejected', decided: 'throw' }),
];

function tree(choice: Partial<ConventionChoice> = {}, answer = places) {
  const root = { uri: 'file:///p', name: 'p', conventions: known, placesOf: async () => answer };
  return conventionsTree([root], { by: 'topic', text: '', ...choice });
}
const rowsBelow = async (r: Row | undefined): Promise<readonly Row[]> =>
  typeof r?.below === 'function' ? await r.below() : (r?.below ?? []);
const labels = (rows: readonly Row[]) => rows.map((r) => `${r.label} | ${r.description}`);

test.each([
  ['topic', ['error | 1', 'naming | 2']],
  ['status', ['approved | 1', 'learned | 1', 'rejected | 1']],
  ['evidence', ['established | 3']],
] as const)('conventions are grouped by %s', (by, expected) => {
  expect(labels(tree({ by }).rows)).toEqual(expected);
});

test('a convention tells its answer, its share, and where it holds', async () => {
  const [error, naming] = tree().rows;
  expect(labels([...(await rowsBelow(error)), ...(await rowsBelow(naming))])).toEqual([
    'error-strategy | throw · 96 % of 47 files · typescript',
    'naming-function | camelCase · 96 % of 47 files · typescript',
    'naming-type | camelCase · 96 % of 47 files · typescript tests in src/ui',
  ]);
});

test('it opens to the places of its language and population: first those that do otherwise', async () => {
  const [first] = await rowsBelow(tree().rows[1]);
  const sides = await rowsBelow(first);
  expect(labels(sides)).toEqual(['Otherwise | 1', 'As usual | 1']);
  expect(labels(await rowsBelow(sides[0]))).toEqual(['b.ts:3 | snake_case']);
  expect((await rowsBelow(sides[0]))[0]?.place).toMatchObject({ path: 'b.ts', line: 2, character: 4 });
});

test('where there is no place, the reasons are told', async () => {
  const notAsked = [{ reason: 'generated code', partly: false, files: 2, examples: [] }];
  const [first] = await rowsBelow(tree({}, { ...places, sites: [], notAsked }).rows[1]);
  expect(labels(await rowsBelow(first))).toEqual(['generated code | 2 files']);
});

test('a filter leaves those with its text and counts the others', () => {
  const { rows, shown, hidden } = tree({ text: 'THROW' });
  expect([rows.length, shown, hidden]).toEqual([0, 0, 3]);
  expect(tree({ text: 'src/UI' })).toMatchObject({ shown: 1, hidden: 2 });
});

test('menus know what was decided, and commands which convention it is', async () => {
  const [first] = await rowsBelow(tree().rows[1]);
  expect(first).toMatchObject({
    context: 'convention.approved',
    about: { kind: 'convention', key: 'naming-function', value: 'camel', population: 'source', uri: 'file:///p' },
  });
});
