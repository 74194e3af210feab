import type { RuleId } from '@drift/shared';
import { expect, test } from 'vitest';
import { type ActiveRules, isOnIn } from '../rules/engine/active-rules.ts';
import { observed } from './first-look.ts';

const NOTHING_ON: ActiveRules = { rules: new Map(), conventions: new Map() };

test.each([
  ['a list asks for it, however large the project', 'all', false, 50_000, true],
  ['the project is new to Drift', 'firstRun', true, 2_000, true],
  ['the project is new and large', 'firstRun', true, 2_001, false],
  ['the project is set up', 'firstRun', false, 10, false],
  ['an editor asks', 'active', true, 10, false],
] as const)('what is off is observed where %s: %s', (_, observe, isFirstRun, files, isObserved) => {
  expect(observed(NOTHING_ON, observe, { isFirstRun, files }).conventions.size > 0).toBe(isObserved);
});

test('a first look asks for nothing that needs other files, unless that is on', () => {
  const barrel: RuleId = 'drift/pattern/import-barrel';
  const look = (on: ActiveRules): boolean =>
    isOnIn(observed(on, 'firstRun', { isFirstRun: true, files: 1 }).conventions, 'typescript', barrel);
  expect(look(NOTHING_ON)).toBe(false);
  expect(look({ ...NOTHING_ON, conventions: new Map([['typescript', new Set([barrel])]]) })).toBe(true);
});
