// Generated from the rule folders by scripts/registry.mjs; do not edit.
import type { Convention } from './engine/convention.ts';
import type { FileRule, ProjectRule } from './engine/rule.ts';

/** Rules that need one file, by id. */
export const FILE_RULES: readonly FileRule[] = [];

/** Rules that read other files through the index, by id. */
export const PROJECT_RULES: readonly ProjectRule[] = [];

/** Convention keys, by id; their position is their number in an observation set. */
export const CONVENTIONS: readonly Convention[] = [];
