const NAMES: ReadonlySet<string> = new Set([
  'package.json',
  'go.mod',
  'Cargo.toml',
  'composer.json',
  'pom.xml',
  'build.gradle',
  'build.gradle.kts',
  'pyproject.toml',
  'drift.toml',
]);
const PATTERN = /^tsconfig.*\.json$|\.csproj$/;

/** Whether a file of this name declares a project: its dependencies, modules or settings. */
export function isManifest(name: string): boolean {
  return NAMES.has(name) || PATTERN.test(name);
}
