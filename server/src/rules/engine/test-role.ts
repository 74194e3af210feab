const FIXTURE_SEGMENTS: ReadonlySet<string> = new Set([
  'fixtures',
  'test-fixtures',
  '_fixtures',
  '__fixtures__',
  'testdata',
]);
const TEST_SEGMENTS: ReadonlySet<string> = new Set([
  'tests',
  'test',
  '_tests',
  '_test',
  'benches',
  'benchmarks',
  '__tests__',
  '__mocks__',
  'e2e',
  'cypress',
  'playwright',
  'spec',
]);
/** .NET keeps tests in a project beside the tested one: `Shop.Tests/`. */
const TEST_PROJECT = /\.(?:unit|integration)?tests?$/;
const TEST_NAMES = [
  /_test\.(?:rs|ts|js|py|go|java|rb|kt|cs|php)$/,
  /\.(?:test|spec)\.[^.]+$/,
  /^test_.*\.py$/,
  /_spec\.rb$/,
  /(?:^|_)tests\.rs$/,
  /Tests?\.(?:java|kt|cs|php)$/,
  /^conftest\.py$/,
  /^(?:vitest|jest\.config|karma\.conf|cypress\.config|playwright\.config|setupTest)/,
] as const;

/** `src/test/resources`, where Maven keeps what tests read. */
function hasTestResources(directories: readonly string[]): boolean {
  return directories.some(
    (segment, i) => /^resources(?:-|$)/.test(segment) && /^(?:test|it)$/.test(directories[i - 1] ?? ''),
  );
}

/** The Go tool builds nothing below a directory that begins with `_`. */
function isOutsideBuild(name: string, directories: readonly string[]): boolean {
  return name.endsWith('.go') && directories.some((segment) => segment.startsWith('_'));
}

/** What a path says about tests alone, whoever wrote the file: `fixture` before `test`, `null` where nothing says so. */
export function testRoleOf(path: string): 'test' | 'fixture' | null {
  const cut = path.lastIndexOf('/') + 1;
  const name = path.slice(cut);
  const directories = path.slice(0, cut).toLowerCase().split('/');
  const isFixturePlace = directories.some((segment) => FIXTURE_SEGMENTS.has(segment));
  if (isFixturePlace || hasTestResources(directories) || isOutsideBuild(name, directories)) return 'fixture';
  const isTestPlace = directories.some((segment) => TEST_SEGMENTS.has(segment) || TEST_PROJECT.test(segment));
  return isTestPlace || TEST_NAMES.some((pattern) => pattern.test(name)) ? 'test' : null;
}
