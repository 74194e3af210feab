import { expect, test } from 'vitest';
import { expandSecrets } from '../../../test/support/rules.ts';
import { shownEvidence } from './positions-of.ts';
import { renameTitle } from './rename.ts';
import { shownChange, shownPart } from './shown-text.ts';

const TOKEN = expandSecrets(`\${secret:github-personal-access-token}`);
const NAMED = 'Qm4zV7xT1pLw';

test('a change shows neither what the tables recognise nor what was a secret by its name', () => {
  const before = `password = "${NAMED}"\nx = 1\n`;
  const after = `password = "${NAMED}"\nx = 2 # ${TOKEN}\n`;
  const start = before.indexOf(NAMED);
  expect(shownChange(before, after, [{ start, end: start + NAMED.length }])).toEqual([
    'password = "[masked]"\nx = 1\n',
    'password = "[masked]"\nx = 2 # [masked]\n',
  ]);
});

test('a part shows nothing of a secret that lies only partly in it', () => {
  expect(
    shownPart('abcdefgh', { start: 2, end: 6 }, [
      { start: 0, end: 3 },
      { start: 5, end: 8 },
    ]),
  ).toBe('[masked]de[masked]');
});

test('titles and evidence show no secret', () => {
  expect(renameTitle({ from: 'old_name', to: 'oldName' })).toBe('Rename `old_name` to `oldName` (convention)');
  expect(renameTitle({ from: TOKEN, to: 'ghpRest' })).toBe('Rename `[masked]` to `[masked]` (convention)');
  const evidence = {
    conforming: 1,
    total: 2,
    expected: TOKEN,
    actual: 'b',
    category: 'universal',
    scope: '',
    rank: 0,
  } as const;
  expect(shownEvidence(evidence)).toMatchObject({ expected: '[masked]', actual: 'b' });
});
