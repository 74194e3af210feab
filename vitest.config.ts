import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{shared,grammars,server}/src/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: ['test/support/home.ts'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // On two cores the default is one worker, and most suites wait for processes they start.
    maxWorkers: '100%',
  },
});
