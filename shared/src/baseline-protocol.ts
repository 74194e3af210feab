import * as z from 'zod';

/** Parameters of `drift/baseline`. */
export const baselineParamsSchema = z.strictObject({
  uri: z.string().optional(),
  /**
   * `create`: accepts everything that is found; `update`: takes out what is fixed and follows what moved; `show`:
   * writes nothing.
   */
  change: z.enum(['create', 'update', 'show']).default('show'),
  /** `update`: accepts what is new as well. */
  add: z.boolean().default(false),
  /** `create`: replaces a baseline that is there. */
  replace: z.boolean().default(false),
  /** True where nobody may accept more than was: nothing is added to a baseline. */
  frozen: z.boolean().default(false),
});
/** A value of `baselineParamsSchema`, after parsing. */
export type BaselineParams = z.infer<typeof baselineParamsSchema>;

const count = z.number().int().nonnegative();

/** How a committed baseline stands to the code, as reports and `drift baseline show` tell it. */
export const baselineStateSchema = z.object({
  /** Findings that the file accepts. */
  entries: count,
  /** Entries whose finding is there no more. */
  fixed: count,
  /** Findings accepted beyond those of the commit compared with; 0 where there was no baseline then. */
  grown: count,
});
/** A value of `baselineStateSchema`. */
export type BaselineState = z.infer<typeof baselineStateSchema>;

/** Answer of `drift/baseline`. */
export const baselineAnswerSchema = z.object({
  done: z.boolean(),
  /** What was done, or why nothing was. */
  message: z.string(),
  hint: z.string().exactOptional(),
  state: baselineStateSchema.nullable(),
  added: count,
  removed: count,
  /** Entries whose finding is the same in another place. */
  moved: count,
  /** Accepted findings by rule, in code-unit order of the rule id. */
  byRule: z.array(z.object({ ruleId: z.string(), count })).readonly(),
});
/** A value of `baselineAnswerSchema`. */
export type BaselineAnswer = z.infer<typeof baselineAnswerSchema>;
