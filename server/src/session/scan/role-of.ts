import type { FileId } from '@drift/shared';
import type { FileRole } from '../../rules/engine/file-view.ts';
import { looksGenerated } from './content.ts';
import { isCopiedLibrary } from './copied-library.ts';

/** The role of a file by its path and text; `role` is that of the path alone, as `classifyRole` tells it. */
export function roleOf({ file, role }: { readonly file: FileId; readonly role: FileRole }, text: string): FileRole {
  if (role === 'vendored' || isCopiedLibrary(file, text)) return 'vendored';
  return looksGenerated(text) ? 'generated' : role;
}
