import { basename, dirname, join } from '../paths.ts';
import { type ManifestReading, NOTHING_SAID } from './package-manifest.ts';
import { MAX_MANIFEST } from './parameters.ts';
import { xmlElements } from './xml-elements.ts';

/** A `*.csproj`: its SDK, packages and the projects it refers to. Its name is that of the file. */
export function readCsharpProject(file: string, text: string): ManifestReading {
  if (text.length > MAX_MANIFEST) return NOTHING_SAID;
  const dir = dirname(file);
  const elements = xmlElements(text);
  const valuesOf = (name: string, attribute: string): string[] =>
    elements.flatMap((e) => (e.name === name ? (e.attributes.get(attribute) ?? []) : []));
  const dependencies = [
    ...valuesOf('Project', 'Sdk'),
    ...valuesOf('PackageReference', 'Include'),
    ...valuesOf('FrameworkReference', 'Include'),
  ];
  const references = valuesOf('ProjectReference', 'Include').flatMap((path) => folderOf(dir, path) ?? []);
  const name = basename(file).replace(/\.csproj$/, '');
  return { packages: [{ ecosystem: 'dotnet', file, dir, name, dependencies, references }], claims: [] };
}

/** A `*.sln`: the C# projects it lists. */
export function readSolution(file: string, text: string): ManifestReading {
  const listed = text
    .slice(0, MAX_MANIFEST)
    .split('\n')
    .filter((line) => line.startsWith('Project('))
    .flatMap((line) => line.split('"').filter((part) => part.endsWith('.csproj')));
  return solution(file, listed);
}

/** A `*.slnx`: the same in XML. */
export function readXmlSolution(file: string, text: string): ManifestReading {
  if (text.length > MAX_MANIFEST) return NOTHING_SAID;
  const listed = xmlElements(text).flatMap((e) => (e.name === 'Project' ? (e.attributes.get('Path') ?? []) : []));
  return solution(
    file,
    listed.filter((path) => path.endsWith('.csproj')),
  );
}

function solution(file: string, listed: readonly string[]): ManifestReading {
  const dir = dirname(file);
  const include = listed.map((path) => dirname(path.replaceAll('\\', '/')) || '.');
  return listed.length === 0
    ? NOTHING_SAID
    : { packages: [], claims: [{ tool: 'dotnet', ecosystem: 'dotnet', dir, include, exclude: [] }] };
}

function folderOf(dir: string, path: string): string | null {
  const joined = join(dir, path.replaceAll('\\', '/'));
  return joined === null ? null : dirname(joined);
}
