import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{shared,grammars,server}/src/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: ['test/support/home.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
