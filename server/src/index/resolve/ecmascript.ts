import type { PackageJson } from '../manifests/package-json.ts';
import type { PathAliases } from '../manifests/ts-config.ts';
import { ancestors, dirname, join, stemOf, within } from '../paths.ts';
import { external, MISSING, type Resolved, toKeys } from '../target.ts';
import { NODE_BUILTINS } from './node-builtins.ts';
import type { ImportQuery, World } from './world.ts';

/** In the order TypeScript tries them; `.json` and the like are not analysed and never found. */
const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.d.ts', '.d.mts', '.d.cts', '.js', '.jsx', '.mjs', '.cjs'];
/** What may lie behind an extension as written: TypeScript sources are imported under the name of their output. */
const WRITTEN: ReadonlyMap<string, readonly string[]> = new Map([
  ['.js', ['.js', '.ts', '.tsx', '.d.ts', '.jsx']],
  ['.jsx', ['.jsx', '.tsx', '.d.ts']],
  ['.mjs', ['.mjs', '.mts', '.d.mts']],
  ['.cjs', ['.cjs', '.cts', '.d.cts']],
  ['.ts', ['.ts', '.d.ts']],
  ['.tsx', ['.tsx']],
  ['.mts', ['.mts', '.d.mts']],
  ['.cts', ['.cts', '.d.cts']],
]);
/** Folders that hold what a build makes of `src`. */
const OUTPUT = /^(?:dist|lib|build|out)\//;
const ASSET = /\.(?:json|css|scss|sass|less|svg|png|jpe?g|gif|webp|html|md|txt|wasm|vue|svelte|graphql)$/;

/** Relative paths, `#imports`, aliases of the owning tsconfig, packages of the workspace, and else what lies outside. */
export function resolveEcmascript(world: World, { file, row }: ImportQuery): Resolved {
  const source = withoutQuery(row.source);
  if (source === '') return { kind: 'unresolved', reason: 'empty' };
  if (NODE_BUILTINS.has(source)) return external(`node:${source}`);
  if (/^[a-z]+:/.test(source)) return external(source);
  const dir = dirname(file);
  if (source.startsWith('.') || source.startsWith('/')) {
    const path = source.startsWith('/') ? join('', source) : join(dir, source);
    return found(path === null ? null : moduleAt(world, path), source);
  }
  if (source.startsWith('#')) return found(privateImport(world, dir, source), source);
  const local = aliased(world, dir, source) ?? workspacePackage(world, source);
  return local ?? external(packageName(source));
}

function withoutQuery(source: string): string {
  const mark = source.indexOf('?');
  return mark < 0 ? source : source.slice(0, mark);
}

function found(file: string | null, source: string): Resolved {
  if (file !== null) return toKeys([file]);
  return ASSET.test(source) ? { kind: 'unresolved', reason: 'notAnalysed' } : MISSING;
}

/** The file a path means, with its extension guessed, or the index of the folder. */
function moduleAt(world: World, path: string): string | null {
  const stem = stemOf(path);
  const written = stem === path ? undefined : WRITTEN.get(path.slice(stem.length).replace(/^\.d(?=\.)/, ''));
  return (
    (written === undefined ? null : world.fileAt(stem, written)) ??
    world.fileAt(path, EXTENSIONS) ??
    world.fileAt(within(path, 'index'), EXTENSIONS)
  );
}

function aliased(world: World, dir: string, source: string): Resolved | null {
  const config = nearest(world.manifests.aliases, dir);
  if (config === null) return null;
  const targets = matched(config.paths, source);
  for (const target of targets ?? []) {
    const file = moduleAt(world, target);
    if (file !== null) return toKeys([file]);
  }
  const file = config.baseUrl === null ? null : moduleAt(world, within(config.baseUrl, source));
  if (file !== null) return toKeys([file]);
  return targets !== null && !isCatchAll(config, source) ? found(null, source) : null;
}

/** A lone `*` may also mean packages, so what it does not find is looked for further on. */
function isCatchAll(config: PathAliases, source: string): boolean {
  return matchedPattern(config.paths, source) === '*';
}

function nearest<T>(byFolder: ReadonlyMap<string, T>, dir: string): T | null {
  if (byFolder.size === 0) return null;
  for (const at of ancestors(dir)) {
    const value = byFolder.get(at);
    if (value !== undefined) return value;
  }
  return null;
}

type Patterns = readonly (readonly [string, readonly string[]])[];

/** The pattern that holds for a text: the exact one, else the one with the longest text before its `*`. */
function matchedPattern(patterns: Patterns, text: string): string | null {
  let best: string | null = null;
  for (const [pattern] of patterns) {
    if (pattern === text) return pattern;
    if (fits(pattern, text) && (best === null || pattern.indexOf('*') > best.indexOf('*'))) best = pattern;
  }
  return best;
}

function fits(pattern: string, text: string): boolean {
  const star = pattern.indexOf('*');
  if (star < 0) return false;
  const suffix = pattern.slice(star + 1);
  return text.length >= pattern.length - 1 && text.startsWith(pattern.slice(0, star)) && text.endsWith(suffix);
}

function matched(patterns: Patterns, text: string): string[] | null {
  const pattern = matchedPattern(patterns, text);
  if (pattern === null) return null;
  const star = pattern.indexOf('*');
  const part = star < 0 ? '' : text.slice(star, text.length - (pattern.length - star - 1));
  const targets = patterns.find(([p]) => p === pattern)?.[1] ?? [];
  return targets.map((target) => target.split('*').join(part));
}

function privateImport(world: World, dir: string, source: string): string | null {
  const owner = nearest(world.manifests.packages, dir);
  if (owner === null) return null;
  return firstOf(world, owner, matched([...owner.imports], source) ?? []);
}

/** The npm name at the head of a module name. */
function packageName(source: string): string {
  return source
    .split('/')
    .slice(0, source.startsWith('@') ? 2 : 1)
    .join('/');
}

function workspacePackage(world: World, source: string): Resolved | null {
  const name = packageName(source);
  const owner = world.manifests.packageNames.get(name);
  if (owner === undefined) return null;
  const rest = source.slice(name.length + 1);
  const targets =
    rest === ''
      ? [...owner.entries, 'src/index', 'index']
      : [...(matched([...owner.exports], `./${rest}`) ?? []), rest, `src/${rest}`];
  return found(firstOf(world, owner, targets), source);
}

/** The first target that is in the workspace; for one in an output folder, what it was built from. */
function firstOf(world: World, owner: PackageJson, targets: readonly string[]): string | null {
  for (const target of targets) {
    const plain = target.replace(/^\.\//, '');
    const tries = OUTPUT.test(plain) ? [plain, plain.replace(OUTPUT, 'src/'), plain.replace(OUTPUT, '')] : [plain];
    for (const path of tries.flatMap((t) => join(owner.dir, t) ?? [])) {
      const file = moduleAt(world, path);
      if (file !== null) return file;
    }
  }
  return null;
}
