import type { FileId } from '@drift/shared';

/** Brands a workspace-relative path that is already `/`-separated and clean. */
export function toFileId(path: string): FileId {
  return path as FileId;
}

/** The system's error code (`ENOENT`) of a caught value, or `''`. */
export function errorCode(error: unknown): string {
  const code = typeof error === 'object' && error !== null ? (error as { code?: unknown }).code : undefined;
  return typeof code === 'string' ? code : '';
}
