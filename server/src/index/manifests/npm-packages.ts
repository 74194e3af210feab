import { dirname } from '../paths.ts';
import { at, entriesOf, textAt, texts } from './json-value.ts';
import { type ManifestReading, NOTHING_SAID, type WorkspaceClaim } from './package-manifest.ts';
import { parseManifest } from './parse-manifest.ts';
import { yamlList } from './yaml-list.ts';

const DEPENDENCY_FIELDS = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'] as const;
/** What lerna takes where it names no packages. */
const LERNA_DEFAULT = ['packages/*'] as const;

/** A `package.json`: its name, what it depends on, and its `workspaces` (npm, yarn and bun alike). */
export function readNpmPackage(file: string, text: string): ManifestReading {
  const json = parseManifest(file, text);
  if (!json.ok || typeof json.value !== 'object' || json.value === null) return NOTHING_SAID;
  const dir = dirname(file);
  const { value } = json;
  const field = at(value, 'workspaces');
  const members = texts(Array.isArray(field) ? field : at(field, 'packages'));
  const tool = /^[a-z]{1,16}(?=@)/.exec(textAt(value, 'packageManager') ?? '')?.[0] ?? 'npm';
  return {
    packages: [
      {
        ecosystem: 'npm',
        file,
        dir,
        name: textAt(value, 'name'),
        dependencies: DEPENDENCY_FIELDS.flatMap((f) => entriesOf(at(value, f)).map(([name]) => name)),
        references: [],
      },
    ],
    claims: members.length === 0 ? [] : [claim(tool, dir, members)],
  };
}

/** A `pnpm-workspace.yaml`. */
export function readPnpmWorkspace(file: string, text: string): ManifestReading {
  const members = yamlList(text, 'packages');
  return members.length === 0 ? NOTHING_SAID : { packages: [], claims: [claim('pnpm', dirname(file), members)] };
}

/** A `lerna.json`; one that leaves the packages to the package manager claims nothing itself. */
export function readLerna(file: string, text: string): ManifestReading {
  const json = parseManifest(file, text);
  if (!json.ok || at(json.value, 'useWorkspaces') === true) return NOTHING_SAID;
  const named = texts(at(json.value, 'packages'));
  return { packages: [], claims: [claim('lerna', dirname(file), named.length === 0 ? LERNA_DEFAULT : named)] };
}

/** An `nx.json`: every folder below with a `project.json` is a project. */
export function readNx(file: string, text: string): ManifestReading {
  if (!parseManifest(file, text).ok) return NOTHING_SAID;
  return { packages: [], claims: [claim('nx', dirname(file), ['**'])] };
}

/** A `project.json` of Nx; it makes a package of a folder that has no `package.json`. */
export function readNxProject(file: string, text: string): ManifestReading {
  const json = parseManifest(file, text);
  if (!json.ok || !NX_FIELDS.some((field) => at(json.value, field) !== undefined)) return NOTHING_SAID;
  const dir = dirname(file);
  const name = textAt(json.value, 'name');
  const dependencies = texts(at(json.value, 'implicitDependencies')).filter((d) => !d.startsWith('!'));
  return { packages: [{ ecosystem: 'npm', file, dir, name, dependencies, references: [] }], claims: [] };
}

/** One of these stands in every `project.json` of Nx; other programs have files of that name too. */
const NX_FIELDS = ['targets', 'projectType', 'sourceRoot', 'implicitDependencies', 'tags', 'namedInputs'] as const;

function claim(tool: string, dir: string, members: readonly string[]): WorkspaceClaim {
  return {
    tool,
    ecosystem: 'npm',
    dir,
    include: members.filter((m) => !m.startsWith('!')),
    exclude: members.filter((m) => m.startsWith('!')).map((m) => m.slice(1)),
  };
}
