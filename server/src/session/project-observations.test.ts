import type { FileId } from '@drift/shared';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { viewOf } from '../../../test/support/rules.ts';
import { ProjectIndex } from '../index/project-index.ts';
import type { FileView } from '../rules/engine/file-view.ts';
import { siteAt, siteCount } from '../rules/engine/observation-set.ts';
import { ProjectObservations } from './project-observations.ts';

const SEED = 4_711;
/** Every file with the texts it may have; some pairs differ in what others see, some do not. */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  'shop/index.ts': ["export * from './cart';", "export { total } from './cart';", '', "export * from './middle';"],
  'shop/index.js': ["export * from './cart';", ''],
  'shop/middle.ts': ["export * from './cart';", 'export const other = 1;'],
  'shop/cart.ts': [
    'export class Cart {} export function total() {}',
    'export class Cart { a = 1; } export function total() { return 2; }',
    'export class Cart {}',
  ],
  'page/a.ts': ["import { Cart } from '../shop/cart';", "import { Cart } from '../shop';", ''],
  'page/b.ts': ["import { Cart, total } from '../shop/cart';", "import { total } from '../shop';"],
  'p/__init__.py': ['from .m import run', ''],
  'p/m.py': ['def run(): pass', 'run = 1'],
  'main.py': ['from p import run', 'from p.m import run'],
  'r/src/lib.rs': ['pub mod cart;', 'mod cart;', 'mod cart; pub use cart::Cart;'],
  'r/src/cart.rs': ['pub struct Cart;', '/// A cart.\npub struct Cart; pub mod line;'],
  'r/src/cart/line.rs': ['pub enum Line {}', 'enum Line {}'],
};
const PATHS = Object.keys(TEXTS);

async function variants(): Promise<Map<string, readonly FileView[]>> {
  const out = new Map<string, readonly FileView[]>();
  for (const [path, texts] of Object.entries(TEXTS))
    out.set(path, await Promise.all(texts.map((text) => viewOf(path, text))));
  return out;
}

/** An index with what is observed over it, as the session keeps both. */
class World {
  readonly index = new ProjectIndex();
  readonly observations = new ProjectObservations(this.index);
  readonly views = new Map<string, FileView>();

  replace(path: string, view: FileView | null): void {
    const file = view?.file ?? this.views.get(path)?.file;
    if (file === undefined) return;
    const change = this.index.replace(file, view?.facts ?? null);
    if (view === null) this.views.delete(path);
    else this.views.set(path, view);
    this.observations.replaced(file, change);
  }

  everything(): string[] {
    return [...this.views.keys()].sort().flatMap((path) => {
      const view = this.views.get(path);
      const set = view === undefined ? null : this.observations.of(view);
      if (set === null) return [];
      return Array.from({ length: siteCount(set) }, (_, i) => `${path} ${JSON.stringify(siteAt(set, i))}`);
    });
  }
}

test('any order of replacements observes what a cold build observes', async () => {
  const known = await variants();
  const step = fc.record({ path: fc.constantFrom(...PATHS), text: fc.integer({ min: -1, max: 3 }), ask: fc.boolean() });
  let seen = 0;
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const warm = new World();
      for (const path of PATHS) warm.replace(path, known.get(path)?.[0] ?? null);
      for (const { path, text, ask } of steps) {
        const views = known.get(path) ?? [];
        warm.replace(path, text < 0 ? null : (views[text % views.length] ?? null));
        if (ask) warm.everything();
      }
      const cold = new World();
      for (const [path, view] of [...warm.views].reverse()) cold.replace(path, view);
      const expected = cold.everything();
      seen += expected.length;
      expect(warm.everything()).toEqual(expected);
    }),
    { seed: SEED, numRuns: 300 },
  );
  expect(seen).toBeGreaterThan(100);
});

test('a body edited elsewhere leaves what was observed as it is, a changed index does not', async () => {
  const known = await variants();
  const world = new World();
  for (const path of PATHS) world.replace(path, known.get(path)?.[0] ?? null);
  const page = world.views.get('page/a.ts');
  if (page === undefined) throw new Error('no page');
  const before = world.observations.of(page);
  expect(siteAt(before, 0)).toMatchObject({ value: 'deep', snippet: '../shop/cart' });
  const edited = await viewOf('shop/cart.ts', 'export class Cart {} export function total() { return 9; }');
  const change = world.index.replace(edited.file, edited.facts);
  expect(world.observations.replaced(edited.file, change)).toEqual([]);
  expect(world.observations.of(page)).toBe(before);
  // No import leads from the page to the index: only what it asked about does.
  const silent = await viewOf('shop/index.ts', '');
  const gone = world.index.replace(silent.file, silent.facts);
  expect(gone.dependents).not.toContain(page.file);
  expect(world.observations.replaced(silent.file, gone)).toContain<FileId>(page.file);
});
