import * as z from 'zod';
import { BASELINE_SOURCES } from './elsewhere-lists.ts';

/** Parameters of `drift/baseline`. */
export const baselineParamsSchema = z.strictObject({
  uri: z.string().optional(),
  /**
   * `create`: accepts everything that is found; `update`: takes out what is fixed and follows what moved; `import`:
   * accepts what was accepted with other tools; `show`: writes nothing.
   */
  change: z.enum(['create', 'update', 'import', 'show']).default('show'),
  /** `import`: root-relative paths of lists; those that lie under their usual names, and comments, without any. */
  files: z.array(z.string()).readonly().default([]),
  /** `import`: the tool that the lists are of, or the only one to import from; by the names of the lists without it. */
  source: z.enum(BASELINE_SOURCES).optional(),
  /** `import`: says what would be accepted and writes nothing. */
  dryRun: z.boolean().default(false),
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

/** What the import of one list, or of comments, came to. Each entry is matched, unknown, settled or gone. */
export const baselineImportSchema = z.object({
  source: z.enum(BASELINE_SOURCES),
  /** Root-relative path of the list; `null` for comments. */
  file: z.string().nullable(),
  entries: count,
  /** Entries that cover a finding that is there. */
  matched: count,
  /** Entries that name rules Drift has none for. */
  unknown: count,
  /** Entries whose findings a comment or a person keeps from being shown already. */
  settled: count,
  /** Entries that match nothing any more. */
  gone: count,
  /** Findings that are accepted by it and were not before. */
  findings: count,
  /** The first names of rules that Drift has none for, in code-unit order. */
  unknownNames: z.array(z.string()).readonly(),
  /** The first parts that are no entries; `line` is 1-based. */
  faults: z.array(z.object({ line: count.nullable(), message: z.string() })).readonly(),
  /** How many such parts there are. */
  faulty: count,
});
/** A value of `baselineImportSchema`. */
export type BaselineImport = z.infer<typeof baselineImportSchema>;

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
  /** `import`: what came of each list. */
  imported: z.array(baselineImportSchema).readonly().exactOptional(),
});
/** A value of `baselineAnswerSchema`. */
export type BaselineAnswer = z.infer<typeof baselineAnswerSchema>;
