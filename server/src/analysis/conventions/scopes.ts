import { byCodeUnit } from '@drift/shared';
import { independenceP } from '../statistics/contingency.ts';
import { SCOPE_MINIMUM, SCOPE_P, SCOPE_SHARE } from './parameters.ts';
import { type FileVotes, Tally, VOTE } from './tally.ts';

/** Where a habit holds: in the whole project, or in a directory with everything below it. */
export interface Scope {
  readonly kind: 'project' | 'package' | 'directory';
  /** Root-relative directory; `''` for the project. */
  readonly path: string;
}

/** The counts of one scope, without what narrower scopes inside it explain. */
export interface ScopeTally {
  readonly scope: Scope;
  readonly tally: Tally;
}

/** What decides which directories may have a habit of their own. */
export interface ScopeContext {
  /** Directories that hold a manifest. */
  readonly packages: ReadonlySet<string>;
  /** Directories a person made a scope of; always scopes, whatever the counts say. */
  readonly declared: ReadonlySet<string>;
}

/**
 * Splits the votes of one question by scope, narrowest first, the project last. A directory or package becomes a scope
 * when its leading value differs from that of the rest of what encloses it, has a share of at least 0.80, and the
 * difference is significant. O(directories * depth * values).
 */
export function scopeTallies(votes: readonly FileVotes[], context: ScopeContext): readonly ScopeTally[] {
  const tree = directoryTallies(votes);
  for (const path of context.declared) if (!tree.has(path)) tree.set(path, new Tally());
  const scopes = new ScopeTree(
    tree,
    [...context.declared].filter((path) => path !== ''),
  );
  const candidates = [...tree.keys()]
    .filter((path) => path !== '' && isLargeEnough(tree.get(path), context.packages.has(path)))
    .sort((a, b) => depth(a) - depth(b) || byCodeUnit(a, b));
  // First those that differ from what is usual around them; then, where that is still unclear, what has the usual
  // answer settled and differs from the rest.
  for (const asException of [true, false]) {
    for (const path of candidates) {
      if (!scopes.has(path) && scopes.differs(path, asException)) scopes.choose(path);
    }
  }
  return scopes.result(context.packages);
}

/** Tallies of every directory with everything below it, the root (`''`) included. */
function directoryTallies(votes: readonly FileVotes[]): Map<string, Tally> {
  const leaves = new Map<string, Tally>();
  for (const vote of votes) {
    const path = directoryOf(vote.file);
    const known = leaves.get(path) ?? new Tally();
    known.addFile(vote);
    leaves.set(path, known);
  }
  const tree = new Map<string, Tally>([['', new Tally()]]);
  for (const [leaf, tally] of leaves) {
    for (let path = leaf; ; path = directoryOf(path)) {
      const known = tree.get(path);
      if (known === undefined) tree.set(path, tally.copy());
      else known.add(tally);
      if (path === '') break;
    }
  }
  return tree;
}

function isLargeEnough(tally: Tally | undefined, isPackage: boolean): boolean {
  const minimum = isPackage ? SCOPE_MINIMUM.package : SCOPE_MINIMUM.directory;
  return tally !== undefined && tally.files >= minimum.files && tally.sites >= minimum.sites;
}

/** The scopes chosen so far, with what each holds beyond the ones inside it. */
class ScopeTree {
  private readonly all: ReadonlyMap<string, Tally>;
  private readonly remaining = new Map<string, Tally>();

  constructor(all: ReadonlyMap<string, Tally>, declared: readonly string[]) {
    this.all = all;
    this.remaining.set('', (all.get('') ?? new Tally()).copy());
    for (const path of [...declared].sort((a, b) => depth(a) - depth(b) || byCodeUnit(a, b))) this.choose(path);
  }

  has(path: string): boolean {
    return this.remaining.has(path);
  }

  /** True when what a directory holds differs significantly from the rest of what encloses it. */
  differs(path: string, asException: boolean): boolean {
    const own = this.unexplained(path);
    const parent = this.remaining.get(this.enclosing(path));
    const leader = own.leader();
    if (parent === undefined || leader === null || own.share(leader.value) < SCOPE_SHARE) return false;
    const usual = parent.leader();
    if (asException ? usual?.value === leader.value : usual === null || parent.share(usual.value) >= SCOPE_SHARE)
      return false;
    const rest = parent.copy();
    rest.subtract(own);
    if (rest.files === 0 || rest.leader()?.value === leader.value) return false;
    const inside = Math.round(leader.units / VOTE);
    const outside = Math.round((rest.values.get(leader.value)?.units ?? 0) / VOTE);
    return independenceP(inside, own.files - inside, outside, rest.files - outside) < SCOPE_P;
  }

  choose(path: string): void {
    const own = this.unexplained(path);
    this.remaining.get(this.enclosing(path))?.subtract(own);
    this.remaining.set(path, own);
  }

  /** The scopes, narrowest first. */
  result(packages: ReadonlySet<string>): readonly ScopeTally[] {
    return [...this.remaining]
      .sort(([a], [b]) => depth(b) - depth(a) || byCodeUnit(a, b))
      .map(([path, tally]) => ({
        scope: { kind: path === '' ? 'project' : packages.has(path) ? 'package' : 'directory', path },
        tally,
      }));
  }

  /** What a directory holds, without the chosen scopes inside it. */
  private unexplained(path: string): Tally {
    const own = (this.all.get(path) ?? new Tally()).copy();
    for (const [inner, tally] of this.remaining) if (inner !== path && isWithin(inner, path)) own.subtract(tally);
    return own;
  }

  private enclosing(path: string): string {
    for (let up = directoryOf(path); up !== ''; up = directoryOf(up)) if (this.remaining.has(up)) return up;
    return '';
  }
}

/** True when a path is a directory or lies below it; everything lies below `''`. */
export function isWithin(path: string, directory: string): boolean {
  return directory === '' || path === directory || path.startsWith(`${directory}/`);
}

/** The directory a path lies in; `''` at the top. */
export function directoryOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function depth(path: string): number {
  return path === '' ? 0 : path.split('/').length;
}
