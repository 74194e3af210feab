import type { ConventionRow } from '@drift/shared';
import { expect, test } from 'vitest';
import { conventionPick, folderWords, toldLine } from './pick-rows.ts';

const ODD = 'a$(sync~spin)\u202E';
const PLAIN = 'a\\$(sync~spin)\\u202e';

test('a folder is named in plain text', () => {
  expect(folderWords(ODD, `/p/${ODD}`)).toEqual({ label: PLAIN, description: `/p/${PLAIN}` });
});

test('a line that is told is plain text', () => {
  expect(toldLine(`${ODD}: ready`)).toEqual({ label: `${PLAIN}: ready`, command: null });
});

test('a convention is shown in plain text, and given to commands as it is', () => {
  const convention: ConventionRow = {
    id: 'k ts',
    key: 'k',
    title: 'How it is done',
    language: 'typescript',
    population: 'source',
    scope: ODD,
    scopeKind: 'directory',
    leader: ODD,
    leaderValue: ODD,
    decided: null,
    share: 1,
    files: 1,
    sites: 1,
    conforming: 1,
    abstained: 0,
    tier: 'established',
    mean: 0.95,
    category: 'universal',
    status: 'learned',
    maturity: 'stable',
    severity: 'warning',
    quietened: false,
    values: [],
  };
  const { about, description } = conventionPick('file:///p', convention);
  expect(description).toBe(`${PLAIN} · typescript ${PLAIN}`);
  expect(about).toMatchObject({ uri: 'file:///p', scope: ODD, value: ODD, words: ODD });
});
