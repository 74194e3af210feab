import { expect, test } from 'vitest';
import { checkText } from './check-text.ts';

const summary = { new: 1, files: 1, bySeverity: { error: 0, warning: 1, info: 0, hint: 1 } };

test('tells the counts, what did not run, what is wrong, and the digest', () => {
  const notRun = [{ what: 'git', reason: 'not found', hint: '' }];
  const problems = [
    { code: 'CONFIG_ERROR' as const, message: 'no such key.', file: 'drift.toml' },
    { code: 'CONFIG_ERROR' as const, message: 'say [x](command:y)\u0007' },
  ];
  expect(checkText({ summary, notRun, problems }, 2, 'abc')).toBe(
    'Drift: 1 new finding of 2 in 1 file (0 errors, 1 warning, 0 information, 1 hint). Not run: git (not found). Problem: drift.toml: no such key. Problem: say [x] (command:y)\\x07. Digest abc',
  );
});
