import type { ConventionRow } from '@drift/shared';
import { expect, test } from 'vitest';
import { abstentionOf, surveyOf, surveyTable } from './abstention.ts';

function row(over: Partial<ConventionRow>): ConventionRow {
  return {
    id: 'drift/pattern/log-structure',
    key: 'log-structure',
    title: '',
    language: 'go',
    population: 'source',
    scope: '',
    scopeKind: 'project',
    leader: '',
    leaderValue: '',
    decided: null,
    share: 1,
    files: 1,
    sites: 0,
    conforming: 0,
    abstained: 0,
    tier: '',
    mean: 1,
    category: '',
    status: 'learned',
    maturity: 'stable',
    quietened: false,
    severity: null,
    values: [],
    ...over,
  };
}

test('sites of all packages are added up, those of narrower scopes are in them already', () => {
  const survey = surveyOf(
    new Map([
      ['a', [row({ sites: 6, abstained: 2 }), row({ scope: 'src', sites: 4, abstained: 2, severity: 'warning' })]],
      ['b', [row({ sites: 12, population: 'test' })]],
      ['c', [row({ key: 'log-api', maturity: 'incubating', sites: 9, abstained: 1 })]],
    ]),
  );
  expect(survey.map((s) => [s.key, s.isOn, s.packages, s.told, s.abstained, s.settled])).toEqual([
    ['log-api', false, 1, 9, 1, []],
    ['log-structure', true, 2, 18, 2, ['a']],
  ]);
  expect(survey.map(abstentionOf)).toEqual([0.1, 0.1]);
  expect(surveyTable(survey)).toContain('2 keys and languages, 2 of them at or over the bar of 0.10.');
  expect(surveyTable(survey)).toContain('| log-structure | go | on | 2 | 20 | 2 | 0.100 | a |');
});
