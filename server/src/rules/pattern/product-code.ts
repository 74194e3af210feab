import type { FileView } from '../engine/file-view.ts';

/** Places of code around a product: it moves data, fills tables, measures or shows how things are done. */
const AROUND =
  /(?:^|\/)(?:migrations?|migrate|alembic|seeds?|seeders?|scripts?|bin|tools?|tasks?|benchmarks?|_?examples?|samples?|demos?|docs?|factories|stubs|mocks?|testing|management)\/|(?:^|\/)(?:seed|seeds|migrate|schema)\.\w+$|[._-]seeder?\.\w+$/i;

/** True for code that runs as part of the product: no tests, no migrations, no scripts. */
export function isProductCode(view: FileView): boolean {
  return view.role === 'source' && !AROUND.test(view.file);
}
