import { groupKey } from '../groups.ts';
import { dotted } from '../module-scope.ts';
import { external, type Resolved, toKeys } from '../target.ts';
import type { ImportQuery, World } from './world.ts';

/** The files that declare the namespace, or the type for `using static` and aliases. */
export function resolveCsharp(world: World, { row }: ImportQuery): Resolved {
  const source = dotted(row.source.replace(/^global::/, ''));
  if (source === '') return { kind: 'unresolved', reason: 'empty' };
  for (const space of ['csharpNamespace', 'csharpName'] as const) {
    const key = groupKey(space, source);
    if (world.occupied(key)) return toKeys([key]);
  }
  return external(source);
}
