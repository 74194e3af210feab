import type { FileRole } from '../../rules/engine/file-view.ts';
import { testRoleOf } from '../../rules/engine/test-role.ts';

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
const GENERATED_NAMES = [
  /\.g\.(?:dart|cs|[cm]?[jt]sx?)$/,
  /\.gen\.(?:go|[cm]?[jt]sx?)$/,
  /\.pb\.go$/,
  /_pb2(?:_grpc)?\.pyi?$/,
  /\.designer\.cs$/i,
  /\.generated\.[^.]+$/,
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
  return testRoleOf(path) ?? (matches(CONFIG_NAMES) ? 'config' : 'source');
}
