import * as z from 'zod';
import { AGGREGATION_MODES, GATES, gateReportSchema } from './gates.ts';
import { policySchema } from './policy/policy-schema.ts';
import { reportParamsSchema } from './protocol.ts';
import { notRunSchema, problemSchema, reportFindingSchema } from './report.ts';
import { uri } from './root-uri.ts';

const problems = z.array(problemSchema).readonly();

/** Parameters of `drift/gates/run`: what a report is about, under which policy, and which gates are asked. */
export const gatesRunParamsSchema = reportParamsSchema.extend({
  /** Ids of gates; all that the policy asks without it. `security-boundary` is understood as well. */
  gates: z.array(z.string()).optional(),
  /** Judges as ever, fails nothing and records nothing. */
  dryRun: z.boolean().default(false),
});
/** Answer of `drift/gates/run`. */
export const gatesRunAnswerSchema = z.object({
  /** `null` where the policy could not be used; `problems` says why. */
  gates: gateReportSchema.nullable(),
  /** The first of the findings that gates count against the change, in canonical order. */
  findings: z.array(reportFindingSchema).readonly(),
  /** How many more there are. */
  more: z.number().int().nonnegative(),
  files: z.number().int().nonnegative(),
  notRun: z.array(notRunSchema).readonly(),
  problems,
});
/** Answer of `drift/gates/run`, after parsing. */
export type GatesRunAnswer = z.infer<typeof gatesRunAnswerSchema>;

/** Parameters of `drift/policy/list`. */
export const policyListParamsSchema = z.strictObject({ uri }).prefault({});
/** Answer of `drift/policy/list`. */
export const policyListAnswerSchema = z.object({
  policies: z
    .array(
      z.object({
        name: z.string(),
        /** `built-in`, or the file. */
        source: z.string(),
        /** True for the one that holds where none is asked for. */
        configured: z.boolean(),
        description: z.string(),
        mode: z.enum(AGGREGATION_MODES),
        threshold: z.number(),
        required: z.array(z.enum(GATES)).readonly(),
      }),
    )
    .readonly(),
  problems,
});
/** Answer of `drift/policy/list`, after parsing. */
export type PolicyListAnswer = z.infer<typeof policyListAnswerSchema>;

/** Parameters of `drift/policy/show`: the name of a policy, or the root-relative path of a policy file. */
export const policyShowParamsSchema = z.strictObject({ id: z.string(), uri });
/** Answer of `drift/policy/show`. */
export const policyShowAnswerSchema = z.object({
  /** What holds after everything it extends; `null` where that cannot be told. */
  policy: z.object({ name: z.string(), source: z.string(), settings: policySchema, text: z.string() }).nullable(),
  problems,
});
/** Answer of `drift/policy/show`, after parsing. */
export type PolicyShowAnswer = z.infer<typeof policyShowAnswerSchema>;
