import type { DriftConfig } from '@drift/shared';
import type { ScanOptions } from './scan-result.ts';

/** What a configuration says of the scan. */
export function scanOptionsOf({ scan }: DriftConfig): ScanOptions {
  return {
    maxFileSize: scan.max_file_size,
    include: scan.include,
    extraIgnore: scan.extra_ignore,
    followSymlinks: scan.follow_symlinks,
    defaultIgnores: scan.default_ignores,
  };
}
