// Workspace paths: `/` separated, relative to the root, which is `''`.

/** Folder of a path. */
export function dirname(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** Last segment of a path. */
export function basename(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A path without its extension; `.d.ts` counts as one. */
export function stemOf(path: string): string {
  const dot = path.lastIndexOf('.');
  if (dot <= path.lastIndexOf('/') + 1) return path;
  const stem = path.slice(0, dot);
  return stem.endsWith('.d') && /^\.[cm]?ts$/.test(path.slice(dot)) ? stem.slice(0, -2) : stem;
}

/** Joins and normalises; `null` where `..` leaves the workspace. */
export function join(base: string, relative: string): string | null {
  const parts: string[] = [];
  for (const part of `${base}/${relative}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/');
}

/** A folder, its parents, and at last the root `''`. */
export function ancestors(dir: string): string[] {
  const all: string[] = [];
  for (let at = dir; at !== ''; at = dirname(at)) all.push(at);
  all.push('');
  return all;
}

/** `dir/name`, or `name` in the root. */
export function within(dir: string, name: string): string {
  return dir === '' ? name : name === '' ? dir : `${dir}/${name}`;
}
