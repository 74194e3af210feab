// How Ruby loads files of its own library: by where they lie, or by their name on the load path.
import { CALLABLE_KINDS } from '@drift/grammars';
import type { Row } from '../../../facts/schema.ts';
import type { FileView } from '../../engine/file-view.ts';

/** The way one file of a library loads another one of it; `null` for other files, and for the face of the library. */
export function withinLibrary(view: FileView, row: Row<'imports'>, directories: readonly string[]): string | null {
  const library = directories[directories.lastIndexOf('lib') + 1];
  // `lib/shop.rb` gathers all that is below `lib/shop/`; tasks are loaded from elsewhere.
  if (view.role !== 'source' || !directories.includes('lib') || library === undefined || library === 'tasks')
    return null;
  const owner = view.table('symbols').get(row.symbol);
  const inFunction = owner !== null && CALLABLE_KINDS.has(owner.kind);
  if (inFunction || !view.file.endsWith('.rb')) return null;
  if (row.kind === 'require')
    return row.source.split('/')[0] === library && row.source.includes('/') ? 'absolute' : null;
  return row.kind === 'include' ? 'relative' : null;
}
