import * as z from 'zod';
import { uri } from './root-uri.ts';

// `drift/conventions/where`; its name stands with the others in protocol.ts.

/** Parameters of `drift/conventions/where`. */
export const whereParamsSchema = z.strictObject({
  key: z.string(),
  /** Only sites with this answer. */
  value: z.string().optional(),
  paths: z.array(z.string()).default([]),
  /** Only code of this language, and only product or test code: each has habits of its own. */
  language: z.string().optional(),
  population: z.enum(['source', 'test']).optional(),
  uri,
});
/** Parameters of `drift/conventions/where`, after parsing. */
export type WhereParams = z.infer<typeof whereParamsSchema>;
/** Answer of `drift/conventions/where`: every applicable place in the current texts. */
export const whereAnswerSchema = z.object({
  /** Places under the paths whatever their answer: all, those that do as is usual there, and those that do otherwise. */
  counts: z.object({ places: z.number().int(), conforming: z.number().int(), deviating: z.number().int() }),
  sites: z
    .array(
      z.object({
        path: z.string(),
        line: z.number().int(),
        character: z.number().int(),
        language: z.string(),
        population: z.enum(['source', 'test']),
        value: z.string(),
        /** Against the usual or decided answer there; `null` where none is known or the answer could not be told. */
        conforms: z.boolean().nullable(),
        snippet: z.string(),
      }),
    )
    .readonly(),
  /**
   * Why there is nothing to show: files meant by the paths that hold no place, or in which the question was not asked
   * everywhere (`partly`, whether or not the rest holds places), and paths under which there is no file.
   */
  notAsked: z
    .array(
      z.object({
        reason: z.string(),
        partly: z.boolean(),
        files: z.number().int(),
        examples: z.array(z.string()).readonly(),
      }),
    )
    .readonly(),
});
/** Answer of `drift/conventions/where`, after parsing. */
export type WhereAnswer = z.infer<typeof whereAnswerSchema>;
