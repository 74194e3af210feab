/** Which built-in ignores apply: with guards for ambiguous names, without, or none. */
export type DefaultIgnores = 'smart' | 'all' | 'none';

/** What the names in one directory say about the build tools at work there. */
export interface DirectoryHints {
  readonly names: ReadonlySet<string>;
  /** A project file of .NET, Maven or Gradle lies here: `bin` and `obj` are output. */
  readonly compiled: boolean;
  /** As `compiled`, for the directory above. */
  readonly compiledAbove: boolean;
}

const ALWAYS_IGNORED: ReadonlySet<string> = new Set([
  'node_modules',
  'dist',
  'build',
  '.next',
  '.nuxt',
  '__pycache__',
  '.pytest_cache',
  'coverage',
  '.nyc_output',
  '.venv',
  'venv',
  '.tox',
  '.mypy_cache',
  '.drift',
  '.drift-backups',
  'out',
  '.svelte-kit',
  '.gradle',
]);
const AMBIGUOUS: ReadonlySet<string> = new Set(['bin', 'obj', 'target', 'vendor']);
const TARGET_OWNERS = ['Cargo.toml', 'pom.xml', 'build.sbt'] as const;
const VENDOR_OWNERS = ['composer.json', 'go.mod', 'Gemfile'] as const;
const COMPILED_PROJECT = /\.(?:csproj|fsproj|sln)$|^pom\.xml$|^build\.gradle/;
const GENERATED_FILE = /\.(?:min|bundle)\.js$|\.d\.ts\.map$/;
const LOCK_FILES: ReadonlySet<string> = new Set([
  'package-lock.json',
  'npm-shrinkwrap.json',
  'yarn.lock',
  'pnpm-lock.yaml',
  'composer.lock',
  'Gemfile.lock',
  'Cargo.lock',
  'poetry.lock',
  'Pipfile.lock',
  'uv.lock',
  'go.sum',
]);
const COMPILED_FROM: ReadonlyMap<string, readonly string[]> = new Map([
  ['js', ['ts', 'tsx']],
  ['jsx', ['tsx']],
  ['mjs', ['mts']],
  ['cjs', ['cts']],
]);

/** Reads the hints of a directory from its entry names. */
export function hintsOf(names: ReadonlySet<string>, above: DirectoryHints | null): DirectoryHints {
  let compiled = false;
  for (const name of names) compiled ||= COMPILED_PROJECT.test(name);
  return { names, compiled, compiledAbove: above?.compiled ?? false };
}

/** Whether a directory of this name is left out unless an ignore file re-includes it. */
export function isIgnoredDirectory(name: string, hints: DirectoryHints, mode: DefaultIgnores): boolean {
  if (mode === 'none') return false;
  if (ALWAYS_IGNORED.has(name)) return true;
  if (!AMBIGUOUS.has(name)) return false;
  if (mode === 'all') return true;
  if (name === 'target') return TARGET_OWNERS.some((owner) => hints.names.has(owner));
  if (name === 'vendor') return VENDOR_OWNERS.some((owner) => hints.names.has(owner));
  return hints.compiled || hints.compiledAbove;
}

/** Whether a file is a bundle, a lock file or compiled from a sibling, and left out unless re-included. */
export function isIgnoredFile(name: string, hints: DirectoryHints, mode: DefaultIgnores): boolean {
  if (mode === 'none') return false;
  if (LOCK_FILES.has(name) || GENERATED_FILE.test(name)) return true;
  const dot = name.lastIndexOf('.');
  const sources = COMPILED_FROM.get(name.slice(dot + 1)) ?? [];
  return sources.some((extension) => hints.names.has(`${name.slice(0, dot)}.${extension}`));
}
