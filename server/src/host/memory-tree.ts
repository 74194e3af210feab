import type { DirectoryEntry } from './host.ts';

const MAX_LINKS = 40;

/** One thing in the in-memory tree. */
export type MemoryNode =
  | { readonly kind: 'file'; readonly bytes: Uint8Array; readonly mtimeMs: number }
  | { readonly kind: 'directory' }
  | { readonly kind: 'other' }
  | { readonly kind: 'link'; readonly target: string };

/** A tree of `/`-separated absolute paths; parents of an entry exist by themselves. */
export class MemoryTree {
  private readonly nodes = new Map<string, MemoryNode>([['/', { kind: 'directory' }]]);
  private readonly children = new Map<string, Set<string>>();

  /** Puts a node at a path and makes its parents. */
  set(path: string, node: MemoryNode): void {
    this.nodes.set(path, node);
    let child = path;
    while (child !== '/') {
      const cut = child.lastIndexOf('/');
      const parent = cut <= 0 ? '/' : child.slice(0, cut);
      const names = this.children.get(parent) ?? new Set<string>();
      names.add(child.slice(cut + 1));
      this.children.set(parent, names);
      if (!this.nodes.has(parent)) this.nodes.set(parent, { kind: 'directory' });
      child = parent;
    }
  }

  /** Takes a node away; its parents stay. */
  remove(path: string): void {
    this.nodes.delete(path);
    const cut = path.lastIndexOf('/');
    this.children.get(cut <= 0 ? '/' : path.slice(0, cut))?.delete(path.slice(cut + 1));
  }

  /** Gives a node and what lies below it another path, in place of what lies there; false where there is none. */
  move(from: string, to: string): boolean {
    const node = this.nodes.get(from);
    if (node === undefined) return false;
    const below = [...this.nodes].filter(([path]) => path.startsWith(`${from}/`));
    for (const [path] of below) this.remove(path);
    this.remove(from);
    this.set(to, node);
    for (const [path, child] of below) this.set(`${to}${path.slice(from.length)}`, child);
    return true;
  }

  /** What lies at a link-free path. */
  get(path: string): MemoryNode | undefined {
    return this.nodes.get(path);
  }

  /** The entries of a directory in code-unit order of their names. */
  list(path: string): DirectoryEntry[] {
    const names = [...(this.children.get(path) ?? [])].sort();
    return names.map((name) => ({
      name,
      kind: this.nodes.get(path === '/' ? `/${name}` : `${path}/${name}`)?.kind ?? 'other',
    }));
  }

  /** The link-free form of a path, or `null` where nothing lies there or links go in a circle. */
  resolve(path: string, last: 'follow-last' | 'keep-last'): string | null {
    let pending = path.split('/').filter((part) => part !== '');
    let done: string[] = [];
    let links = 0;
    while (pending.length > 0) {
      const [part = '', ...rest] = pending;
      pending = rest;
      if (part === '.') continue;
      if (part === '..') {
        done.pop();
        continue;
      }
      const here = `/${[...done, part].join('/')}`;
      const node = this.nodes.get(here);
      if (node === undefined) return null;
      if (node.kind !== 'link' || (rest.length === 0 && last === 'keep-last')) {
        done.push(part);
        continue;
      }
      links += 1;
      if (links > MAX_LINKS) return null;
      if (node.target.startsWith('/')) done = [];
      pending = [...node.target.split('/').filter((piece) => piece !== ''), ...rest];
    }
    return `/${done.join('/')}`;
  }
}
