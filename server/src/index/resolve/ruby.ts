import { groupKey } from '../groups.ts';
import { basename, dirname, join, stemOf } from '../paths.ts';
import { AMBIGUOUS, external, type Resolved, toKeys } from '../target.ts';
import type { ImportQuery, World } from './world.ts';

const EXTENSIONS = ['.rb', ''];

/** `require_relative` from the file's folder; `require`, `load` and `autoload` through the `lib` and `app` folders. */
export function resolveRuby(world: World, query: ImportQuery): Resolved {
  const source = query.row.source.replace(/\.rb$/, '');
  if (source === '') return { kind: 'unresolved', reason: 'empty' };
  if (isRelative(query)) {
    const path = join(dirname(query.file), source);
    const hit = path === null ? null : world.fileAt(path, EXTENSIONS);
    return toKeys(hit === null ? [] : [hit]);
  }
  return throughLoadPath(world, query.file, source);
}

/** `require_relative` counts from the file. */
function isRelative({ row }: ImportQuery): boolean {
  return row.kind === 'include' || row.source.startsWith('.');
}

function throughLoadPath(world: World, file: string, source: string): Resolved {
  const suffix = `${source}.rb`;
  const hits = world.members(groupKey('base', basename(suffix))).filter((path) => isLoadable(path, suffix));
  if (hits.length <= 1) return hits.length === 0 ? external(source) : toKeys(hits);
  const own = hits.filter((path) => isAncestor(loadRoot(path, suffix), dirname(stemOf(file))));
  return own.length === 1 ? toKeys(own) : AMBIGUOUS;
}

/** Whether `suffix` of the path is counted from a folder Ruby programs put on the load path. */
function isLoadable(path: string, suffix: string): boolean {
  if (path === suffix) return true;
  if (!path.endsWith(`/${suffix}`)) return false;
  const root = path.slice(0, -suffix.length - 1);
  return /(?:^|\/)(?:lib|spec|test)$/.test(root) || /(?:^|\/)app\/[^/]+(?:\/concerns)?$/.test(root);
}

/** The project folder above the load-path folder. */
function loadRoot(path: string, suffix: string): string {
  return dirname(path.slice(0, Math.max(0, path.length - suffix.length - 1)));
}

function isAncestor(root: string, dir: string): boolean {
  return root === '' ? false : dir === root || dir.startsWith(`${root}/`);
}
