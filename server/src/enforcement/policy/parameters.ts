import type { PolicyScope } from '@drift/shared';

/** How much each part of a scope says: of the policies meant for a run, the one that says most holds (specification of policies). */
export const SCOPE_WEIGHTS: Readonly<Record<keyof PolicyScope, number>> = {
  branches: 10,
  paths: 5,
  authors: 3,
  include_files: 2,
  exclude_files: 1,
};
