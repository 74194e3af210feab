import { groupKey } from '../groups.ts';
import { dotted } from '../module-scope.ts';
import { dirname, join, stemOf, within } from '../paths.ts';
import { AMBIGUOUS, external, MISSING, type Resolved, toKeys } from '../target.ts';
import type { ImportQuery, World } from './world.ts';

const EXTENSIONS = ['.php'];

/** `use` leads to the class by the PSR-4 map, else to who declares the name; `include` to its literal path. */
export function resolvePhp(world: World, query: ImportQuery): Resolved {
  const { row, specifiers } = query;
  if (row.kind === 'include' || row.kind === 'require' || row.source.endsWith('.php')) return included(world, query);
  const source = dotted(row.source);
  if (source === '') return { kind: 'unresolved', reason: 'empty' };
  const keys: string[] = [];
  for (const specifier of specifiers) {
    if (specifier.kind !== 'named' || endsIn(source, dotted(specifier.name))) continue;
    keys.push(...declaring(world, `${source}.${dotted(specifier.name)}`));
  }
  keys.push(...declaring(world, source));
  if (keys.length > 0) return toKeys(keys);
  return isOurs(world, source) ? MISSING : external(row.source);
}

function endsIn(source: string, name: string): boolean {
  return source === name || source.endsWith(`.${name}`);
}

function declaring(world: World, name: string): string[] {
  for (const prefix of world.manifests.psr4) {
    if (prefix.name !== '' && !name.startsWith(`${prefix.name}.`)) continue;
    const rest = prefix.name === '' ? name : name.slice(prefix.name.length + 1);
    const file = world.fileAt(within(prefix.path, rest.replaceAll('.', '/')), EXTENSIONS);
    if (file !== null) return [file];
  }
  for (const space of ['phpName', 'phpNamespace'] as const) {
    const key = groupKey(space, name);
    if (world.occupied(key)) return [key];
  }
  return [];
}

function isOurs(world: World, name: string): boolean {
  return world.manifests.psr4.some((prefix) => prefix.name !== '' && name.startsWith(`${prefix.name}.`));
}

/** A literal path holds from the file's folder or from the root; `/x.php` is the rest of `__DIR__ . '/x.php'`. */
function included(world: World, { file, row }: ImportQuery): Resolved {
  const source = row.source.replace(/^\/+/, '');
  if (source === '') return { kind: 'unresolved', reason: 'empty' };
  const bases = row.source.startsWith('.') || row.source.startsWith('/') ? [dirname(file)] : [dirname(file), ''];
  const hits = new Set<string>();
  for (const base of bases) {
    const path = join(base, source);
    const hit = path === null ? null : world.fileAt(stemOf(path), [path.slice(stemOf(path).length)]);
    if (hit !== null) hits.add(hit);
  }
  return hits.size > 1 ? AMBIGUOUS : toKeys([...hits]);
}
