import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Suites that measure or fill the memory of the process they run in. */
const ALONE = ['server/src/syntax/memory.test.ts', 'test/robustness/deep-files.test.ts'];

/** Suites that drive an editor, which has to be installed: `scripts/test.mjs` says where it is not. */
const EDITORS = [
  'test/clients/{vscode,neovim,emacs,kate,replay,report-page}*.test.ts',
  'test/clients/{vscode,neovim,emacs,kate,replay}/**/*.test.ts',
];

/** What starts processes first: the short suites of single modules fill the gap at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isWhole = (f: TestSpecification): boolean => f.moduleId.includes('/test/');
    return [...sorted.filter(isWhole), ...sorted.filter((f) => !isWhole(f))];
  }
}

export default defineConfig({
  test: {
    globalSetup: ['test/support/home.ts'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // On two cores the default is one worker, and most suites wait for processes they start. Three suites on two cores took no less time.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'together',
          include: ['{shared,grammars,server,client-vscode}/src/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: [...ALONE, ...EDITORS],
          // Half the time of most suites is loading the sources and grammars: one process does it once.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'alone', include: ALONE } },
      { extends: true, test: { name: 'clients', include: EDITORS } },
    ],
  },
});
