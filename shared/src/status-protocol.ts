import * as z from 'zod';
import { auditBriefSchema } from './audit-protocol.ts';
import { gateResultSchema } from './gates.ts';

// `drift/status`, asked and told; its name stands with the others in protocol.ts.

const count = z.number().int().nonnegative();

/** What the policy in force says of a root, in short. */
export const gateStandingSchema = z.object({
  /** Its name; empty where it cannot be used. */
  policy: z.string(),
  /** As `drift gate` ends: the policy is met, is not met, or that cannot be told. */
  state: z.enum(['passed', 'failed', 'unknown']),
  /** Why, in a few words. */
  why: z.string(),
  gates: z.array(gateResultSchema.pick({ id: true, status: true, score: true, summary: true })).readonly(),
});
/** A value of `gateStandingSchema`. */
export type GateStanding = z.infer<typeof gateStandingSchema>;

/** How one root stands, as a status line shows it. */
export const rootStatusSchema = z.object({
  /** The folder as the client names it, and the last part of its path. */
  uri: z.string(),
  name: z.string(),
  /** `reading`: not every file is known yet; `failed`: the root could not be read, or reading was called off. */
  phase: z.enum(['reading', 'ready', 'failed']),
  /** Files taken in so far, of those found. */
  files: z.object({ done: count, total: count }),
  /** Findings by severity, as `drift check --all` counts them; those of the time before while the root is read anew. */
  counts: z.object({ error: count, warning: count, info: count, hint: count }),
  /** How many of them lie in new code. */
  newFindings: count,
  /** Whether it may pass as it stands; `null` before it is read. */
  gates: gateStandingSchema.nullable(),
  /** The process that writes the history of this root in place of this one. */
  heldBy: z.object({ pid: z.number().int(), host: z.string(), command: z.string() }).nullable(),
  /** The last audit that this server made of it; one is made some time after the last change. */
  audit: auditBriefSchema.nullable(),
  /** Why reading failed; empty otherwise. */
  problem: z.string(),
});
/** How one root stands, after parsing. */
export type RootStatus = z.infer<typeof rootStatusSchema>;

/** Answer of `drift/status`, and what the notification of that name tells: every root, in the order they were opened. */
export const statusAnswerSchema = z.object({ roots: z.array(rootStatusSchema).readonly() });
/** How all roots stand, after parsing. */
export type StatusAnswer = z.infer<typeof statusAnswerSchema>;
