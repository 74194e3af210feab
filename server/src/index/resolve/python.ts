import { groupKey } from '../groups.ts';
import { ancestors, dirname, stemOf, within } from '../paths.ts';
import { AMBIGUOUS, external, MISSING, type Resolved, toKeys } from '../target.ts';
import type { ImportQuery, World } from './world.ts';

const EXTENSIONS = ['.py', '.pyi'];

/** Relative modules by their dots, absolute ones from the roots; `from package import module` leads to the module too. */
export function resolvePython(world: World, { file, row, specifiers }: ImportQuery): Resolved {
  const dots = leadingDots(row.source);
  const parts = row.source.slice(dots).split('.').filter(Boolean);
  if (dots > 0) {
    const base = climb(dirname(file), dots - 1);
    return base === null ? MISSING : (inRoot(world, base, parts, specifiers) ?? MISSING);
  }
  const [first] = parts;
  if (first === undefined) return { kind: 'unresolved', reason: 'empty' };
  const near = [...new Set([scriptRoot(world, file), '', 'src'])];
  for (const root of near) {
    const hit = inRoot(world, root, parts, specifiers);
    if (hit !== null) return hit;
  }
  return (
    elsewhere(world, parts, specifiers) ?? (near.some((root) => hasTop(world, root, first)) ? MISSING : external(first))
  );
}

function leadingDots(source: string): number {
  let dots = 0;
  while (source[dots] === '.') dots++;
  return dots;
}

function climb(dir: string, steps: number): string | null {
  return ancestors(dir)[steps] ?? null;
}

/** The folder above the outermost package the file is in: what is on the path when it is run or installed. */
function scriptRoot(world: World, file: string): string {
  return ancestors(dirname(file)).find((dir) => world.fileAt(within(dir, '__init__'), EXTENSIONS) === null) ?? '';
}

function hasTop(world: World, root: string, name: string): boolean {
  return moduleAt(world, within(root, name)) !== null;
}

function moduleAt(world: World, path: string): string | null {
  return world.fileAt(within(path, '__init__'), EXTENSIONS) ?? (path === '' ? null : world.fileAt(path, EXTENSIONS));
}

function inRoot(
  world: World,
  root: string,
  parts: readonly string[],
  specifiers: ImportQuery['specifiers'],
): Resolved | null {
  const path = parts.reduce(within, root);
  const module = moduleAt(world, path);
  const keys = module === null ? [] : [module];
  for (const specifier of specifiers) {
    if (specifier.kind !== 'named' || isModuleItself(specifier.name, parts)) continue;
    const submodule = moduleAt(world, within(path, specifier.name));
    if (submodule !== null) keys.push(submodule);
  }
  return keys.length === 0 ? null : toKeys(keys);
}

/** `import a.b` tells its own path as the name. */
function isModuleItself(name: string, parts: readonly string[]): boolean {
  return name.includes('.') || name === parts.join('.');
}

/** Packages whose root is neither the workspace, `src` nor the importer's: taken where only one place fits. */
function elsewhere(world: World, parts: readonly string[], specifiers: ImportQuery['specifiers']): Resolved | null {
  const [first] = parts;
  if (first === undefined) return null;
  const hits: Resolved[] = [];
  for (const root of topRoots(world, first)) {
    const hit = inRoot(world, root, parts, specifiers);
    if (hit !== null) hits.push(hit);
  }
  return hits.length > 1 ? AMBIGUOUS : (hits[0] ?? null);
}

function topRoots(world: World, name: string): string[] {
  const roots = new Set<string>();
  for (const file of world.members(groupKey('pythonTop', name))) {
    const isPackage = /(?:^|\/)__init__\.pyi?$/.test(file);
    if (!isPackage) continue;
    const root = dirname(dirname(file));
    if (dirname(stemOf(file)) !== '' && world.fileAt(within(root, '__init__'), EXTENSIONS) === null) roots.add(root);
  }
  return [...roots];
}
