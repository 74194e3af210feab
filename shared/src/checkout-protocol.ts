import * as z from 'zod';
import { configSchema } from './config/schema.ts';
import { uri } from './root-uri.ts';

const FAIL_ON = ['error', 'warning', 'info', 'none'] as const;

/** Parameters of `drift/checkout`: names of commits to compare with, of which the first that is one here counts. */
export const checkoutParamsSchema = z.strictObject({ uri, bases: z.array(z.string()).default([]) }).prefault({});

/** How a file of the root differs from the commit it is compared with. */
export const changedFileSchema = z.object({
  path: z.string(),
  status: z.enum(['added', 'modified', 'deleted', 'renamed']),
});

/** What git says of the root, without any file being analysed. */
export const checkoutAnswerSchema = z.object({
  /** False where the root is in no git working tree; then the rest says nothing. */
  isGit: z.boolean(),
  /** True where commits are missing here that the repository has. */
  shallow: z.boolean(),
  /** The root's place in the working tree: `''` or `sub/dir/`. */
  prefix: z.string(),
  /** The commit that is checked out; `null` before the first one. */
  head: z.string().nullable(),
  /** The first of the named commits that is one here; `null` where none is. */
  base: z.string().nullable(),
  /**
   * The commit that is compared with, and how it was chosen; `null` where there is none. `isAncestor` is false where no
   * commit is known that both sides have, so that its own changes look as if they were taken back here.
   */
  baseline: z.object({ commit: z.string(), description: z.string(), isAncestor: z.boolean() }).nullable(),
  /** Why something could not be told, a sentence each. */
  problems: z.array(z.string()).readonly(),
  /** Files that differ from the baseline, in code-unit order of their paths. */
  changed: z.array(changedFileSchema).readonly(),
  /** `quality_gates.fail_on` as `drift.toml` of the baseline has it; `null` without a baseline. */
  failOnBefore: z.enum(FAIL_ON).nullable(),
  /** `[ci]` as it is in force here, and as `drift.toml` of the baseline has it; `null` without a baseline. */
  ci: configSchema.shape.ci,
  ciBefore: configSchema.shape.ci.nullable(),
  /** Where git looks for hooks; `shared` where the folder is part of the working tree or was configured. */
  hooks: z.object({ folder: z.string(), shared: z.boolean() }).nullable(),
});
/** A value of `checkoutAnswerSchema`. */
export type CheckoutAnswer = z.infer<typeof checkoutAnswerSchema>;
