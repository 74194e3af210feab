import { ImportFlag } from '@drift/grammars';
import { groupKey } from '../groups.ts';
import { dotted } from '../module-scope.ts';
import { external, MISSING, type Resolved, toKeys } from '../target.ts';
import type { ImportQuery, World } from './world.ts';

/** A static member of a nested type lies this many segments below the type a file declares. */
const MAX_NESTED = 3;

/** Java and Kotlin: the file that declares the type, or all files of a package for a wildcard. */
export function resolveJvm(world: World, { row, specifiers }: ImportQuery): Resolved {
  const wildcard = row.source.endsWith('.*') || specifiers.some((s) => s.kind === 'wildcard');
  const source = dotted(row.source.replace(/\.\*$/, ''));
  if (source === '') return { kind: 'unresolved', reason: 'empty' };
  const isStatic = (row.flags & ImportFlag.isStatic) !== 0;
  if (wildcard && !isStatic) {
    const key = groupKey('jvmPackage', source);
    if (world.occupied(key)) return toKeys([key]);
  }
  const [only] = specifiers;
  if (only?.kind === 'named' && specifiers.length === 1 && !source.endsWith(`.${only.name}`)) {
    const hit = declaring(world, `${source}.${only.name}`);
    if (hit !== null) return hit;
  }
  return declaring(world, source) ?? (knowsPackage(world, source) ? MISSING : external(source));
}

/** The file that declares a dotted name or what the name is nested in. */
function declaring(world: World, name: string): Resolved | null {
  const parts = name.split('.');
  for (let length = parts.length; length > Math.max(1, parts.length - MAX_NESTED); length--) {
    const key = groupKey('jvmName', parts.slice(0, length).join('.'));
    if (world.occupied(key)) return toKeys([key]);
    const byPath = bySuffix(world, parts.slice(0, length));
    if (byPath !== null) return byPath;
  }
  return null;
}

/** A file whose package could not be read, told by its path: `a.b.C` is `…/a/b/C.java`. */
function bySuffix(world: World, parts: readonly string[]): Resolved | null {
  const name = parts.at(-1) ?? '';
  if (parts.length < 2 || !/^[A-Z]/.test(name)) return null;
  const hits = ['java', 'kt'].flatMap((extension) => {
    const suffix = `${parts.join('/')}.${extension}`;
    const files = world.members(groupKey('base', `${name}.${extension}`));
    return files.filter((file) => file === suffix || file.endsWith(`/${suffix}`));
  });
  return hits.length === 1 ? toKeys(hits) : null;
}

function knowsPackage(world: World, name: string): boolean {
  const dot = name.lastIndexOf('.');
  return dot > 0 && world.occupied(groupKey('jvmPackage', name.slice(0, dot)));
}
