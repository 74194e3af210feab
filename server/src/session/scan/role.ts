import type { FileRole } from '../../rules/engine/file-view.ts';

const VENDORED_SEGMENTS: ReadonlySet<string> = new Set([
  'node_modules',
  'vendors',
  'vendored',
  '_vendored',
  '_distutils',
  'patched',
  'waflib',
  'bower_components',
]);
/** `vendor/`, `third_party/`, `_thirdparty/`, `3rd/`, `3rd-party/`. */
const OTHERS_SEGMENT = /^_*(?:vendor|(?:third|3rd)[-_]?party|3rd)$/;
/** Python libraries that others carry along below `packages/`. */
const CARRIED_ALONG = /(?:^|\/)packages\/(?:raven|six|urllib3|requests|chardet|idna|certifi|simplejson|feedparser)\//;
/** `generated/`, `__generated__/`, `generated_clients/`. */
const GENERATED_SEGMENT = /^_*generated(?:$|[_-])/;
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
const GENERATED_NAMES = [
  /\.g\.(?:dart|cs|[cm]?[jt]sx?)$/,
  /\.gen\.(?:go|[cm]?[jt]sx?)$/,
  /\.pb\.go$/,
  /_pb2(?:_grpc)?\.pyi?$/,
  /\.designer\.cs$/i,
  /\.generated\.[^.]+$/,
] as const;
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
const CONFIG_NAMES = [
  /\.config\.[^.]+$/,
  /^\..*rc\.[^.]+$/,
  /^(?:gulpfile|gruntfile)\./i,
  /^(?:setup|noxfile)\.py$/,
  /^(?:build|settings)\.gradle\.kts$/,
  /^Gemfile$/,
  /\.gemspec$/,
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

/**
 * The role of a file by its path alone. Where several fit, the first of vendored, generated, fixture, test and config
 * holds. Directory names compare without regard to case.
 */
export function classifyRole(path: string): FileRole {
  const cut = path.lastIndexOf('/') + 1;
  const name = path.slice(cut);
  const directories = path.slice(0, cut).toLowerCase().split('/');
  const matches = (patterns: readonly RegExp[]): boolean => patterns.some((pattern) => pattern.test(name));
  const isOthers = (segment: string): boolean => VENDORED_SEGMENTS.has(segment) || OTHERS_SEGMENT.test(segment);
  const isCarried = name.endsWith('.py') && CARRIED_ALONG.test(path.slice(0, cut));
  if (isCarried || directories.some(isOthers)) return 'vendored';
  if (matches(GENERATED_NAMES) || directories.some((segment) => GENERATED_SEGMENT.test(segment))) return 'generated';
  const isFixturePlace = directories.some((segment) => FIXTURE_SEGMENTS.has(segment));
  if (isFixturePlace || hasTestResources(directories) || isOutsideBuild(name, directories)) return 'fixture';
  const isTestPlace = directories.some((segment) => TEST_SEGMENTS.has(segment) || TEST_PROJECT.test(segment));
  if (isTestPlace || matches(TEST_NAMES)) return 'test';
  return matches(CONFIG_NAMES) ? 'config' : 'source';
}
