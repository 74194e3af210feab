import { DECISIONS_FILE } from '@drift/shared';
import { afterEach, expect, test } from 'vitest';
import { catching, commit, habits, mixed, told } from '../support/habits.ts';
import { TemporaryProject } from '../support/temporary-project.ts';

// A file written another way from end to end is left as it stands; what is new in it is told.
let project: TemporaryProject;

afterEach(() => project.remove());

function start(files: Record<string, string>): void {
  project = new TemporaryProject({ ...habits({ error: 60 }), ...files });
}

test('without a baseline an island is left alone, and a file of both ways is not', () => {
  start({ 'src/d0/island.ts': catching('e', 900), 'src/d1/both.ts': mixed('error', 'e', 901) });
  expect(told(project.root)).toEqual([
    'src/d1/both.ts:20 error/e warning new',
    'src/d1/both.ts:28 error/e warning new',
  ]);
});

test('with a baseline only the new lines of an island are told', () => {
  start({ 'src/d0/island.ts': catching('e', 900) });
  project.commitAll();
  project.write('src/d0/island.ts', `${catching('e', 900)}\n${catching('e', 901)}`);
  expect(told(project.root)).toEqual([
    'src/d0/island.ts:20 error/e warning new',
    'src/d0/island.ts:28 error/e warning new',
  ]);
  commit(project, 'the rest of the island');
  expect(told(project.root)).toEqual([]);
});

test('what the team decided is asked of islands too', () => {
  const decided = { version: 1, conventions: [{ key: 'error-catch-binding', status: 'pinned', value: 'error' }] };
  start({ 'src/d0/island.ts': catching('e', 900), [DECISIONS_FILE]: JSON.stringify(decided) });
  expect(told(project.root)).toHaveLength(2);
});
