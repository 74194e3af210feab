import { at, entriesOf, textAt } from './json-value.ts';
import { MAX_EXPORT_TARGETS } from './parameters.ts';

/** What resolution needs of a package.json. */
export interface PackageJson {
  readonly dir: string;
  readonly name: string | null;
  /** Where the bare package name may lead, best first, relative to `dir`. */
  readonly entries: readonly string[];
  /** `exports` and `imports` by key (`./sub`, `./*`, `#x`), each with its targets in order. */
  readonly exports: ReadonlyMap<string, readonly string[]>;
  readonly imports: ReadonlyMap<string, readonly string[]>;
}

/** Reads a package.json; fields of unexpected form are left out. */
export function readPackageJson(dir: string, json: unknown): PackageJson {
  const own = at(json, 'exports');
  const subpaths = entriesOf(own).some(([key]) => key.startsWith('.'));
  const exports = subpaths ? targetMap(own) : new Map<string, readonly string[]>();
  const root = subpaths ? (exports.get('.') ?? []) : targetsOf(own);
  const fields = ['source', 'types', 'typings', 'module', 'main'].flatMap((key) => textAt(json, key) ?? []);
  return {
    dir,
    name: textAt(json, 'name'),
    entries: [...root, ...fields],
    exports,
    imports: targetMap(at(json, 'imports')),
  };
}

function targetMap(value: unknown): Map<string, readonly string[]> {
  return new Map(entriesOf(value).map(([key, target]) => [key, targetsOf(target)]));
}

/** Every text of a target with conditions, in written order. */
function targetsOf(target: unknown): string[] {
  const found: string[] = [];
  const queue: unknown[] = [target];
  for (let steps = 0; queue.length > 0 && steps < MAX_EXPORT_TARGETS; steps++) {
    const next = queue.shift();
    if (typeof next === 'string') found.push(next);
    else if (Array.isArray(next)) queue.unshift(...next.slice(0, MAX_EXPORT_TARGETS));
    else
      queue.unshift(
        ...entriesOf(next)
          .slice(0, MAX_EXPORT_TARGETS)
          .map(([, value]) => value),
      );
  }
  return found;
}
