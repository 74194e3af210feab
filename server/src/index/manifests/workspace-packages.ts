import { byCodeUnit } from '@drift/shared';
import { compileGlob, expandBraces, type Glob, matchesGlob } from '../glob.ts';
import { ancestors, basename, join } from '../paths.ts';
import { readPackageManifest } from './manifest-readers.ts';
import type { Ecosystem, PackageManifest, WorkspaceClaim } from './package-manifest.ts';
import { MAX_PATTERNS } from './parameters.ts';

/** A package of the workspace. */
export interface WorkspacePackage {
  /** `<ecosystem>:<path>`. */
  readonly id: string;
  /** `''` for a package at the root that does not say its own. */
  readonly name: string;
  /** Folder from the root; `''` for the root itself. */
  readonly path: string;
  readonly ecosystem: Ecosystem;
  /** Every library it asks for, of this workspace or not. */
  readonly requires: readonly string[];
  /** Ids of the packages of the workspace it depends on. */
  readonly dependencies: readonly string[];
}

/** How a workspace is put together. */
export interface WorkspaceLayout {
  /** Who ties packages together, outermost first (`pnpm`, `cargo`, ...); empty where nobody does. */
  readonly tools: readonly string[];
  readonly packages: readonly WorkspacePackage[];
}

/** Ecosystems in which several packages lie in one repository without a manifest that lists them. */
const UNTIED: ReadonlySet<Ecosystem> = new Set(['python', 'ruby', 'go', 'dotnet']);
/** Folders whose manifests are samples or test data, not parts of the product. */
const SAMPLES =
  /(?:^|\/)(?:tests?|testdata|__tests__|fixtures?|examples?|samples?|demos?|templates?|docs?|benchmarks?)(?:\/|$)/;
const WILDCARD = /[*?[]/;
/** Stands for a folder that is not in the workspace; no folder is named so. */
const OUTSIDE = '\0';
/** Where several tools list the packages of one folder, the one that decides. */
const PRECEDENCE: readonly string[] = ['pnpm', 'yarn', 'bun', 'npm', 'lerna', 'nx'];

/**
 * The packages that manifests declare, by path. Patterns are matched against the folders that hold a manifest, so a
 * pattern can name nothing outside the root and nothing is looked up.
 */
export function workspaceLayout(manifests: ReadonlyMap<string, string>): WorkspaceLayout {
  const packages: PackageManifest[] = [];
  const claims: WorkspaceClaim[] = [];
  for (const file of [...manifests.keys()].sort(byCodeUnit)) {
    const said = readPackageManifest(file, manifests.get(file) ?? '');
    packages.push(...said.packages);
    claims.push(...said.claims);
  }
  const heeded = heededClaims(claims);
  const named = claimed(packages, heeded);
  const brought = pathDependencies(packages, heeded, named);
  const members = uniqueByPath([...named, ...brought, ...untied(packages, heeded)]);
  if (members.length === 0)
    return { tools: [], packages: linked(uniqueByPath(packages.filter((p) => p.dir === '')), heeded) };
  return { tools: [...new Set(heeded.map((c) => c.tool))], packages: linked(members, heeded) };
}

/** The outermost claims of each ecosystem; where several tools claim for one folder, the first of the cascade. */
function heededClaims(claims: readonly WorkspaceClaim[]): WorkspaceClaim[] {
  const rank = (tool: string): number => PRECEDENCE.indexOf(tool);
  const sorted = claims
    .filter((c) => !SAMPLES.test(c.dir))
    .sort((a, b) => depth(a.dir) - depth(b.dir) || rank(a.tool) - rank(b.tool) || byCodeUnit(a.dir, b.dir));
  const heeded: WorkspaceClaim[] = [];
  const toolAt = new Map<string, string>();
  for (const next of sorted) {
    const covering = ancestors(next.dir).find((dir) => toolAt.has(keyOf(next.ecosystem, dir)));
    // Maven's modules have modules. Two solutions in one folder list different projects; two package managers the same.
    const isOwn = covering === next.dir && toolAt.get(keyOf(next.ecosystem, covering)) === next.tool;
    if (covering !== undefined && !isOwn && next.ecosystem !== 'maven') continue;
    heeded.push(next);
    toolAt.set(keyOf(next.ecosystem, next.dir), next.tool);
  }
  return heeded;
}

interface CompiledClaim {
  readonly depth: number;
  readonly include: readonly Glob[];
  readonly exclude: readonly Glob[];
}

function claimed(packages: readonly PackageManifest[], claims: readonly WorkspaceClaim[]): PackageManifest[] {
  const named = new Set<string>();
  const byFolder = new Map<string, CompiledClaim[]>();
  for (const claim of claims) {
    const { ecosystem, dir } = claim;
    const patterns = claim.include.slice(0, MAX_PATTERNS).flatMap((p) => expandBraces(p.replaceAll('\\', '/')) ?? []);
    // A folder written out may lie beside the manifest that names it; a pattern holds below it.
    for (const path of patterns) if (!WILDCARD.test(path)) named.add(keyOf(ecosystem, join(dir, path) ?? OUTSIDE));
    const known = byFolder.get(keyOf(ecosystem, dir)) ?? [];
    const include = globsOf(patterns.filter((p) => WILDCARD.test(p)));
    known.push({ depth: depth(dir), include, exclude: globsOf(claim.exclude.slice(0, MAX_PATTERNS)) });
    byFolder.set(keyOf(ecosystem, dir), known);
  }
  return packages.filter(({ ecosystem, dir }) => {
    if (named.has(keyOf(ecosystem, dir))) return true;
    const path = dir === '' ? [] : dir.split('/');
    const around = ancestors(dir).flatMap((at) => byFolder.get(keyOf(ecosystem, at)) ?? []);
    const matches = (globs: readonly Glob[], from: number): boolean => globs.some((g) => matchesGlob(g, path, from));
    return around.some((c) => matches(c.include, c.depth) && !matches(c.exclude, c.depth));
  });
}

/** What Cargo's members depend on by path, and so on, as far as it lies in their workspace: it is of it without being named. */
function pathDependencies(
  packages: readonly PackageManifest[],
  claims: readonly WorkspaceClaim[],
  members: readonly PackageManifest[],
): PackageManifest[] {
  const workspaces = claims
    .filter((c) => c.ecosystem === 'cargo')
    .map(({ dir, exclude }) => ({ dir, exclude: globsOf(exclude.slice(0, MAX_PATTERNS)) }));
  const crates = new Map(packages.filter((p) => p.ecosystem === 'cargo').map((p) => [p.dir, p]));
  const isInside = (dir: string): boolean =>
    workspaces.some(({ dir: top, exclude }) => {
      const folders = ancestors(dir);
      const below = folders.slice(0, folders.indexOf(top));
      return folders.includes(top) && !below.some((d) => exclude.some((g) => matchesGlob(g, d.split('/'), depth(top))));
    });
  const known = new Set(members.map((p) => p.dir));
  const brought: PackageManifest[] = [];
  const queue = members.filter((p) => p.ecosystem === 'cargo');
  for (const next of queue)
    for (const dir of next.references) {
      const crate = crates.get(dir);
      if (crate === undefined || known.has(dir) || !isInside(dir)) continue;
      known.add(dir);
      brought.push(crate);
      queue.push(crate);
    }
  return brought;
}

function globsOf(patterns: readonly string[]): Glob[] {
  const globs: Glob[] = [];
  for (const pattern of patterns) {
    const path = join('', pattern);
    const glob = path === null ? null : compileGlob(path);
    if (glob !== null) globs.push(glob);
  }
  return globs;
}

/** Packages beside each other that no manifest lists, where their ecosystem knows no such list. */
function untied(packages: readonly PackageManifest[], claims: readonly WorkspaceClaim[]): PackageManifest[] {
  const tied = new Set(claims.map((c) => c.ecosystem));
  const loose = packages.filter((p) => UNTIED.has(p.ecosystem) && !tied.has(p.ecosystem) && !SAMPLES.test(p.dir));
  const folders = new Map<Ecosystem, Set<string>>();
  for (const p of loose) folders.set(p.ecosystem, (folders.get(p.ecosystem) ?? new Set()).add(p.dir));
  return loose.filter((p) => (folders.get(p.ecosystem)?.size ?? 0) > 1);
}

/** One package a folder: a folder with two manifests is one place to learn from. */
function uniqueByPath(packages: readonly PackageManifest[]): PackageManifest[] {
  const byPath = new Map<string, PackageManifest>();
  for (const next of packages) {
    const known = byPath.get(next.dir);
    byPath.set(next.dir, known === undefined ? next : merged(known, next));
  }
  return [...byPath.values()].sort((a, b) => byCodeUnit(a.dir, b.dir));
}

function merged(first: PackageManifest, second: PackageManifest): PackageManifest {
  if (first.ecosystem !== second.ecosystem) return first;
  return {
    ...first,
    name: first.name ?? second.name,
    dependencies: [...first.dependencies, ...second.dependencies],
    references: [...first.references, ...second.references],
  };
}

/** Members that lie elsewhere than their name says: their names by folder, and their folders by the one that was said. */
function movedMembers(claims: readonly WorkspaceClaim[]) {
  const names = new Map<string, string>();
  const folders = new Map<string, string>();
  for (const { ecosystem, dir, moved = [] } of claims)
    for (const { name, from, to } of moved) {
      const [said, real] = [join(dir, from), join(dir, to)];
      if (said === null || real === null) continue;
      names.set(keyOf(ecosystem, real), name);
      folders.set(keyOf(ecosystem, said), real);
    }
  return { names, folders };
}

function linked(packages: readonly PackageManifest[], claims: readonly WorkspaceClaim[]): WorkspacePackage[] {
  const { names, folders } = movedMembers(claims);
  const idOf = (p: PackageManifest): string => `${p.ecosystem}:${p.dir}`;
  const byName = new Map(packages.flatMap((p) => (p.name === null ? [] : [[`${p.ecosystem}\0${p.name}`, p]])));
  const byPath = new Map(packages.map((p) => [p.dir, p]));
  return packages.map((p) => {
    const named = p.dependencies.flatMap((d) => byName.get(`${p.ecosystem}\0${d}`) ?? []);
    const placed = p.references.flatMap((d) => byPath.get(folders.get(keyOf(p.ecosystem, d)) ?? d) ?? []);
    const others = new Set([...named, ...placed].filter((other) => other !== p).map(idOf));
    return {
      id: idOf(p),
      name: p.name ?? names.get(keyOf(p.ecosystem, p.dir)) ?? basename(p.dir),
      path: p.dir,
      ecosystem: p.ecosystem,
      requires: [...new Set(p.dependencies)].sort(byCodeUnit),
      dependencies: [...others].sort(byCodeUnit),
    };
  });
}

function keyOf(ecosystem: Ecosystem, dir: string): string {
  return `${ecosystem}\0${dir}`;
}

function depth(dir: string): number {
  return dir === '' ? 0 : dir.split('/').length;
}
