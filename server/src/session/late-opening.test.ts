import { expect, test } from 'vitest';
import { LateOpening } from './late-opening.ts';

const at = (mtimeMs: number) => ({ mtimeMs });

test.each([
  { what: 'without a report at once', since: null, files: [], begins: 1 },
  { what: 'at a file as old as the report', since: 10, files: [at(3), at(10)], begins: 1 },
  { what: 'not at files that are older', since: 10, files: [at(3), at(9)], begins: 0 },
])('what is kept is opened $what', ({ since, files, begins }) => {
  let opened = 0;
  const opening = new LateOpening(since, async () => void opened++);
  opening.met(files);
  opening.met(files);
  expect(opened).toBe(begins);
});

test('whoever needs it opens it, and only once', async () => {
  let opened = 0;
  const opening = new LateOpening(10, async () => void opened++);
  await opening.begin();
  opening.met([at(11)]);
  await opening.begin();
  expect(opened).toBe(1);
});
