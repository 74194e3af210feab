import { ancestors, basename, dirname, stemOf, within } from '../paths.ts';
import { external, MISSING, type Resolved, toKeys } from '../target.ts';
import type { ImportQuery, World } from './world.ts';

const EXTENSIONS = ['.rs'];

/** A module: its file and the folder its children lie in. */
interface Module {
  readonly file: string;
  readonly folder: string;
}

/** `crate`, `self`, `super`, crates of the workspace and modules beside the file, followed as far as files go. */
export function resolveRust(world: World, query: ImportQuery): Resolved {
  const parts = query.row.source
    .split(/::|\./)
    .map((part) => part.trim())
    .filter(Boolean);
  const [head] = parts;
  if (head === undefined) return { kind: 'unresolved', reason: 'empty' };
  const start = startOf(world, query, parts);
  if (start === null) return head === 'crate' || head === 'super' ? MISSING : external(head);
  const names = query.specifiers.filter((s) => s.kind === 'named' && s.name !== parts.at(-1)).map((s) => s.name);
  const tails = names.length === 0 ? [start.rest] : names.map((name) => [...start.rest, name]);
  return toKeys(tails.map((tail) => follow(world, start.module, tail).file));
}

interface Start {
  readonly module: Module;
  readonly rest: readonly string[];
}

function startOf(world: World, query: ImportQuery, parts: readonly string[]): Start | null {
  const own = ownModule(query.file);
  const [head] = parts;
  if (head === 'crate') return from(crateRoot(world, query.file), parts.slice(1));
  if (head === 'self' || head === 'super') return climb(world, query, own, parts);
  const inline = inlineDepth(query);
  const beside =
    inline > 0
      ? null
      : (world.fileAt(within(own.folder, head ?? ''), EXTENSIONS) ??
        world.fileAt(within(within(own.folder, head ?? ''), 'mod'), EXTENSIONS));
  if (beside !== null) return { module: own, rest: parts };
  const folder = world.manifests.crateNames.get(head ?? '');
  const root = folder === undefined ? undefined : world.manifests.crates.get(folder);
  return root === undefined ? null : from(rootModule(world, root), parts.slice(1));
}

function from(module: Module | null, rest: readonly string[]): Start | null {
  return module === null ? null : { module, rest };
}

/** Inline modules of the file count as levels, so `super` in `mod tests` is the file itself. */
function climb(world: World, query: ImportQuery, own: Module, parts: readonly string[]): Start | null {
  let level = inlineDepth(query);
  let module: Module | null = own;
  let at = parts[0] === 'self' ? 1 : 0;
  for (; parts[at] === 'super' && module !== null; at++) {
    if (level > 0) level--;
    else module = parentModule(world, module);
  }
  // Below an inline module only the file itself is certain.
  return from(module, level > 0 ? [] : parts.slice(at));
}

function inlineDepth({ facts, row }: ImportQuery): number {
  let depth = 0;
  for (let s = facts.table('symbols').get(row.symbol); s !== null; s = facts.table('symbols').get(s.parent)) {
    if (s.kind === 'namespace') depth++;
  }
  return depth;
}

const ROOTS: ReadonlySet<string> = new Set(['mod.rs', 'lib.rs', 'main.rs']);

function ownModule(file: string): Module {
  return { file, folder: ROOTS.has(basename(file)) || isBinary(file) ? dirname(file) : stemOf(file) };
}

/** Files directly in `src/bin`, `tests`, `examples` and `benches` are crates of their own. */
function isBinary(file: string): boolean {
  return /(?:^|\/)(?:src\/bin|tests|examples|benches)$/.test(dirname(file));
}

function parentModule(world: World, module: Module): Module | null {
  if (module.file.endsWith('lib.rs') || module.file.endsWith('main.rs') || isBinary(module.file)) return null;
  return moduleOfFolder(world, dirname(module.folder));
}

/** The module whose children lie in a folder. */
function moduleOfFolder(world: World, folder: string): Module | null {
  const file =
    world.fileAt(within(folder, 'mod'), EXTENSIONS) ??
    world.fileAt(within(folder, 'lib'), EXTENSIONS) ??
    world.fileAt(within(folder, 'main'), EXTENSIONS) ??
    (folder === '' ? null : world.fileAt(folder, EXTENSIONS));
  return file === null ? null : { file, folder };
}

function crateRoot(world: World, file: string): Module | null {
  if (isBinary(file)) return ownModule(file);
  for (const dir of ancestors(dirname(file))) {
    const root = world.manifests.crates.get(dir);
    const module = root === undefined || !file.startsWith(dirname(root)) ? null : rootModule(world, root);
    if (module !== null) return module;
    for (const name of ['lib', 'main']) {
      const found = world.fileAt(within(dir, name), EXTENSIONS);
      if (found !== null) return { file: found, folder: dir };
    }
  }
  return null;
}

function rootModule(world: World, root: string): Module | null {
  const file = world.fileAt(root, EXTENSIONS) ?? world.fileAt(within(dirname(root), 'main'), EXTENSIONS);
  return file === null ? null : { file, folder: dirname(root) };
}

/** Walks down the module tree as far as there are files; the rest of the path is inside the last one. */
function follow(world: World, start: Module, parts: readonly string[]): Module {
  let module = start;
  for (const part of parts) {
    const folder = within(module.folder, part);
    const file = world.fileAt(folder, EXTENSIONS) ?? world.fileAt(within(folder, 'mod'), EXTENSIONS);
    if (file === null) return module;
    module = { file, folder };
  }
  return module;
}
