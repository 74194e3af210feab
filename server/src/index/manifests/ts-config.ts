import { basename, dirname, join, within } from '../paths.ts';
import { at, entriesOf, textAt, texts } from './json-value.ts';
import { MAX_CONFIG_CHAIN } from './parameters.ts';

/** Aliases of a TypeScript or JavaScript project. */
export interface PathAliases {
  /** Folder bare names are looked up in first, or `null`. */
  readonly baseUrl: string | null;
  /** Pattern with at most one `*` -> patterns of workspace paths, in order. */
  readonly paths: readonly (readonly [string, readonly string[]])[];
}

/** The aliases of each folder that has a tsconfig.json or jsconfig.json, with `extends` and `references` followed. */
export function readAliases(configs: ReadonlyMap<string, unknown>): Map<string, PathAliases> {
  const found = new Map<string, PathAliases>();
  for (const path of [...configs.keys()].sort()) {
    const name = basename(path);
    if (name !== 'tsconfig.json' && (name !== 'jsconfig.json' || found.has(dirname(path)))) continue;
    found.set(dirname(path), aliasesOf(configs, path));
  }
  return found;
}

function aliasesOf(configs: ReadonlyMap<string, unknown>, start: string): PathAliases {
  const seen = new Set<string>();
  const queue = [start];
  let baseUrl: string | null = null;
  let paths: PathAliases['paths'] | null = null;
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const json = configs.get(next);
    if (json === undefined || seen.has(next) || seen.size >= MAX_CONFIG_CHAIN) continue;
    seen.add(next);
    const dir = dirname(next);
    const options = at(json, 'compilerOptions');
    const base = textAt(options, 'baseUrl');
    const ownBase = base === null ? null : join(dir, base);
    const own = at(options, 'paths');
    if (paths === null && own !== undefined) paths = anchored(own, ownBase ?? baseUrl ?? dir);
    baseUrl ??= ownBase;
    queue.unshift(...parents(json, dir, configs));
    if (paths === null && next === start) queue.push(...references(json, dir, configs));
  }
  return { baseUrl, paths: paths ?? [] };
}

function anchored(paths: unknown, base: string): [string, string[]][] {
  return entriesOf(paths).map(([pattern, targets]) => [pattern, texts(targets).flatMap((t) => join(base, t) ?? [])]);
}

/** Later parents win over earlier ones, so they are asked first. */
function parents(json: unknown, dir: string, configs: ReadonlyMap<string, unknown>): string[] {
  return texts(at(json, 'extends'))
    .reverse()
    .filter((path) => path.startsWith('.'))
    .flatMap((path) => existing(configs, join(dir, path)));
}

function references(json: unknown, dir: string, configs: ReadonlyMap<string, unknown>): string[] {
  const list = at(json, 'references');
  if (!Array.isArray(list)) return [];
  return list.slice(0, MAX_CONFIG_CHAIN).flatMap((entry: unknown) => {
    const path = textAt(entry, 'path');
    return path === null ? [] : existing(configs, join(dir, path));
  });
}

function existing(configs: ReadonlyMap<string, unknown>, path: string | null): string[] {
  if (path === null) return [];
  return [path, `${path}.json`, within(path, 'tsconfig.json')].filter((p) => configs.has(p)).slice(0, 1);
}
