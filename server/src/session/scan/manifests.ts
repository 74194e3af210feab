import { isPackageManifest } from '../../index/manifests/manifest-readers.ts';
import { mayTellOfSorting } from '../../knowledge/import-sorters.ts';

const NAMES: ReadonlySet<string> = new Set([
  'package.json',
  'go.mod',
  'Cargo.toml',
  'composer.json',
  'pom.xml',
  'build.gradle',
  'build.gradle.kts',
  'pyproject.toml',
  'setup.py',
  'drift.toml',
]);
const PATTERN = /^tsconfig.*\.json$|\.csproj$|\.gemspec$/;

/** Whether a file of this name declares a project: its dependencies, modules or settings. */
export function isManifest(name: string): boolean {
  return NAMES.has(name) || PATTERN.test(name);
}

/**
 * Whether a file of this name tells of the project's shape without being a manifest: it lists packages, asks for
 * libraries, or is of a language that is only counted. No finding depends on it.
 */
export function isMarker(name: string): boolean {
  return !isManifest(name) && (isPackageManifest(name) || name === 'Package.swift' || name.endsWith('.swift'));
}

/** Whether a file of this name that is no manifest may tell of a tool that sorts imports. */
export function isToolSettings(name: string): boolean {
  return !isManifest(name) && mayTellOfSorting(name);
}
