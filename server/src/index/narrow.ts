import type { FileId } from '@drift/shared';

/** Takes a path that is known to be workspace-relative as an identity. */
export function fileId(path: string): FileId {
  return path as FileId;
}
