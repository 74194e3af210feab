import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** The workspace a run is about, and the places in it that were named. */
export interface Target {
  readonly root: string;
  /** Root-relative, `/`-separated. */
  readonly paths: readonly string[];
}

/**
 * Finds the root: the given folder, else the nearest folder above with a `drift.toml`, else with a `.git`, else the
 * current one. Named paths are relative to the given folder, else to the current one, and must lie inside the root. The answer is an error text where that is impossible.
 */
export function findRoot(cwd: string, given: string | undefined, named: readonly string[]): Target | string {
  const start = resolve(cwd, given ?? '.');
  if (!existsSync(start)) return `${given} does not exist`;
  if (!statSync(start).isDirectory()) return `${given} is not a folder; give the folder with -C and files as arguments`;
  const real = realpathSync(start);
  const root = given === undefined ? (above(real, 'drift.toml') ?? above(real, '.git') ?? real) : real;
  // As with git -C, names are relative to the folder given.
  const base = given === undefined ? realpathSync(resolve(cwd)) : root;
  const paths: string[] = [];
  for (const name of named) {
    const inside = relative(root, resolve(base, name));
    if (inside === '..' || inside.startsWith(`..${sep}`) || resolve(inside) === inside) {
      if (!existsSync(resolve(base, name))) return `${name} does not exist`;
      return `${name} lies outside ${root}; use -C to choose another root`;
    }
    paths.push(inside.split(sep).join('/'));
  }
  if (named.length === 0 && given === undefined && base !== root) paths.push(relative(root, base).split(sep).join('/'));
  return { root, paths };
}

function above(start: string, name: string): string | null {
  for (let at = start; ; at = dirname(at)) {
    if (existsSync(join(at, name))) return at;
    if (dirname(at) === at) return null;
  }
}
