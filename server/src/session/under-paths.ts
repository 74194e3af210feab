import type { FileId } from '@drift/shared';

/** True for a file that root-relative files or folders name; all files where there are none. */
export function underPaths(file: FileId, paths: readonly string[]): boolean {
  return paths.length === 0 || paths.some((p) => p === '' || p === '.' || file === p || file.startsWith(`${p}/`));
}
