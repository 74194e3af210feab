import { groupKey } from '../groups.ts';
import { join } from '../paths.ts';
import { external, MISSING, type Resolved, toKeys } from '../target.ts';
import type { ImportQuery, World } from './world.ts';

/** The package folder below the module whose path starts the import. */
export function resolveGo(world: World, { row }: ImportQuery): Resolved {
  if (row.source === '') return { kind: 'unresolved', reason: 'empty' };
  for (const module of world.manifests.goModules) {
    if (row.source !== module.name && !row.source.startsWith(`${module.name}/`)) continue;
    const folder = join(module.path, row.source.slice(module.name.length));
    const key = groupKey('goPackage', folder ?? '');
    return folder !== null && world.occupied(key) ? toKeys([key]) : MISSING;
  }
  return external(row.source);
}
