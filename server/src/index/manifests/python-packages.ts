import { dirname, join } from '../paths.ts';
import { at, entriesOf, textAt, texts } from './json-value.ts';
import { type ManifestReading, NOTHING_SAID, type WorkspaceClaim } from './package-manifest.ts';
import { MAX_MANIFEST } from './parameters.ts';
import { parseManifest } from './parse-manifest.ts';
import { quotedTexts } from './quoted-texts.ts';

/** A `pyproject.toml`: names as PEP 503 compares them, dependencies of every group, and workspaces of uv, hatch, rye. */
export function readPyproject(file: string, text: string): ManifestReading {
  const toml = parseManifest(file, text);
  if (!toml.ok) return NOTHING_SAID;
  const dir = dirname(file);
  const { value } = toml;
  const project = at(value, 'project');
  const tool = at(value, 'tool');
  const poetry = at(tool, 'poetry');
  const tables = [poetry, ...entriesOf(at(poetry, 'group')).map(([, group]) => group)].flatMap((owner) =>
    ['dependencies', 'dev-dependencies'].flatMap((table) => entriesOf(at(owner, table))),
  );
  const lists = [
    at(project, 'dependencies'),
    ...entriesOf(at(project, 'optional-dependencies')).map(([, list]) => list),
    ...entriesOf(at(value, 'dependency-groups')).map(([, list]) => list),
  ];
  const dependencies = [
    ...lists.flatMap((list) => texts(list).map(requirementName)),
    ...tables.map(([n]) => normal(n)),
  ];
  const name = textAt(project, 'name') ?? textAt(poetry, 'name');
  const references = tables.flatMap(([, spec]) => {
    const path = textAt(spec, 'path');
    return path === null ? [] : (join(dir, path) ?? []);
  });
  return {
    packages: name === null ? [] : [{ ecosystem: 'python', file, dir, name: normal(name), dependencies, references }],
    claims: claims(dir, tool),
  };
}

function claims(dir: string, tool: unknown): WorkspaceClaim[] {
  const found: WorkspaceClaim[] = [];
  const add = (name: string, include: readonly string[], exclude: readonly string[]): void => {
    if (include.length > 0) found.push({ tool: name, ecosystem: 'python', dir, include: ['.', ...include], exclude });
  };
  for (const name of ['uv', 'rye']) {
    const workspace = at(at(tool, name), 'workspace');
    add(name, texts(at(workspace, 'members')), texts(at(workspace, 'exclude')));
  }
  for (const [, environment] of entriesOf(at(at(tool, 'hatch'), 'envs'))) {
    const members = at(at(environment, 'workspace'), 'members');
    const named = (Array.isArray(members) ? members : []).flatMap((m: unknown) => textAt(m, 'path') ?? []);
    add('hatch', [...texts(members), ...named], []);
  }
  return found;
}

/** A `setup.py`: its name and requirements where they stand as plain texts; nothing of it is run. */
export function readSetupPy(file: string, text: string): ManifestReading {
  const source = text.slice(0, MAX_MANIFEST);
  const name = quotedTexts(lineFrom(source, /\bname\s{0,4}=/))[0] ?? null;
  const dependencies = quotedTexts(bracketsFrom(source, /\binstall_requires\s{0,4}=/)).map(requirementName);
  const own = name === null ? null : normal(name);
  return {
    packages: [{ ecosystem: 'python', file, dir: dirname(file), name: own, dependencies, references: [] }],
    claims: [],
  };
}

/** A `requirements*.txt`: names of what is required; it makes no package. */
export function readRequirements(text: string): string[] {
  return text
    .slice(0, MAX_MANIFEST)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^[A-Za-z0-9]/.test(line))
    .map(requirementName);
}

/** A `Pipfile`: names of what is required; it makes no package. */
export function readPipfile(file: string, text: string): string[] {
  const toml = parseManifest(file, text);
  if (!toml.ok) return [];
  return ['packages', 'dev-packages'].flatMap((t) => entriesOf(at(toml.value, t)).map(([name]) => normal(name)));
}

function lineFrom(source: string, start: RegExp): string {
  const at = source.search(start);
  if (at < 0) return '';
  const end = source.indexOf('\n', at);
  return source.slice(at, end < 0 ? source.length : end);
}

function bracketsFrom(source: string, start: RegExp): string {
  const at = source.search(start);
  const open = at < 0 ? -1 : source.indexOf('[', at);
  if (open < 0) return '';
  const end = source.indexOf(']', open);
  return source.slice(open, end < 0 ? source.length : end);
}

/** `Flask[async]>=2; python_version > "3"` requires `flask`. */
function requirementName(requirement: string): string {
  return normal(/^\s{0,8}([A-Za-z0-9][A-Za-z0-9._-]{0,200})/.exec(requirement)?.[1] ?? '');
}

function normal(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}
