import { basename } from '../paths.ts';
import { readCargoPackage } from './cargo-packages.ts';
import { readCsharpProject, readSolution, readXmlSolution } from './dotnet-packages.ts';
import { readGoModule, readGoWork } from './go-packages.ts';
import { readGradleBuild, readGradleSettings, readMavenPom } from './jvm-packages.ts';
import { readLerna, readNpmPackage, readNx, readNxProject, readPnpmWorkspace } from './npm-packages.ts';
import { type ManifestReader, type ManifestReading, NOTHING_SAID } from './package-manifest.ts';
import { readComposer } from './php-packages.ts';
import { readPipfile, readPyproject, readRequirements, readSetupPy } from './python-packages.ts';
import { readGemfile, readGemspec } from './ruby-packages.ts';

const BY_NAME: ReadonlyMap<string, ManifestReader> = new Map([
  ['package.json', readNpmPackage],
  ['pnpm-workspace.yaml', readPnpmWorkspace],
  ['lerna.json', readLerna],
  ['nx.json', readNx],
  ['project.json', readNxProject],
  ['Cargo.toml', readCargoPackage],
  ['go.mod', readGoModule],
  ['go.work', readGoWork],
  ['pom.xml', readMavenPom],
  ['build.gradle', readGradleBuild],
  ['build.gradle.kts', readGradleBuild],
  ['settings.gradle', readGradleSettings],
  ['settings.gradle.kts', readGradleSettings],
  ['pyproject.toml', readPyproject],
  ['setup.py', readSetupPy],
  ['composer.json', readComposer],
]);
const BY_EXTENSION: ReadonlyMap<string, ManifestReader> = new Map([
  ['csproj', readCsharpProject],
  ['sln', readSolution],
  ['slnx', readXmlSolution],
  ['gemspec', readGemspec],
]);
const REQUIREMENTS = /^requirements[\w.-]{0,40}\.txt$/;

/** What a manifest says of packages; nothing for files that are no manifest of packages. */
export function readPackageManifest(file: string, text: string): ManifestReading {
  const name = basename(file);
  const reader = BY_NAME.get(name) ?? BY_EXTENSION.get(extensionOf(name));
  return reader === undefined ? NOTHING_SAID : reader(file, text);
}

/** Whether `readPackageManifest` or `requiredBy` reads a file of this name. */
export function isPackageManifest(name: string): boolean {
  return (
    BY_NAME.has(name) ||
    BY_EXTENSION.has(extensionOf(name)) ||
    REQUIREMENTS.test(name) ||
    name === 'Pipfile' ||
    name === 'Gemfile'
  );
}

/** Names of the libraries a manifest asks for, those that make no package included. */
export function requiredBy(file: string, text: string): readonly string[] {
  const name = basename(file);
  if (REQUIREMENTS.test(name)) return readRequirements(text);
  if (name === 'Pipfile') return readPipfile(file, text);
  if (name === 'Gemfile') return readGemfile(text);
  return readPackageManifest(file, text).packages.flatMap((p) => p.dependencies);
}

function extensionOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
