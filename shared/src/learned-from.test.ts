import { expect, test } from 'vitest';
import { learnedFrom } from './learned-from.ts';

test('a commit is named, and where there is none the files and the reason are', () => {
  expect(learnedFrom('merge base with main (1a2b3c4)')).toBe('merge base with main (1a2b3c4)');
  expect(learnedFrom('none (not a git repository)')).toBe('the files as they are (not a git repository)');
  expect(learnedFrom('none (no commits yet)')).toBe('the files as they are (no commits yet)');
});
