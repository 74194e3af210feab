import * as z from 'zod';
import { uri } from './root-uri.ts';

/** Where a list of patterns goes on: behind the last row of the page before. */
export const patternCursorSchema = z.object({ fileCount: z.number().int(), id: z.string() });

/** Parameters of `drift/patterns`. */
export const patternsParamsSchema = z.strictObject({
  language: z.string().optional(),
  /** Least number of files the functions lie in. */
  minFiles: z.number().int().min(0).default(0),
  /** Rows of a page; 0 for all. */
  limit: z.number().int().min(0).max(1000).default(0),
  after: patternCursorSchema.optional(),
  uri,
});
/** Parameters of `drift/patterns`, after parsing. */
export type PatternsParams = z.infer<typeof patternsParamsSchema>;

const functionPlaceSchema = z.object({
  path: z.string(),
  /** From 0; -1 where the file has another text now than the one learned from. */
  line: z.number().int(),
  character: z.number().int(),
  name: z.string(),
});

/** One pattern: functions that do the same kind of thing. */
export const patternRowSchema = z.object({
  id: z.string(),
  language: z.string(),
  population: z.enum(['source', 'test']),
  functionCount: z.number().int(),
  fileCount: z.number().int(),
  /** What nearly all of them do, the commonest first. */
  steps: z
    .array(
      z.object({
        kind: z.enum(['call', 'decorator', 'handler']),
        text: z.string(),
        having: z.number().int(),
        total: z.number().int(),
        tier: z.string(),
        /** True where a function that leaves it out is told of. */
        told: z.boolean(),
        /** Functions that leave it out. */
        without: z.array(functionPlaceSchema).readonly(),
      }),
    )
    .readonly(),
  examples: z.array(functionPlaceSchema).readonly(),
});
/** One pattern, after parsing. */
export type PatternRow = z.infer<typeof patternRowSchema>;

/** Answer of `drift/patterns`, in order of files (most first), then id. */
export const patternsAnswerSchema = z.object({
  patterns: z.array(patternRowSchema).readonly(),
  /** Where the next page begins; `null` at the end. */
  next: patternCursorSchema.nullable(),
  /** Patterns of the whole list that are nearly the same, the most similar first. */
  duplicates: z
    .array(
      z.object({
        a: z.string(),
        b: z.string(),
        language: z.string(),
        population: z.enum(['source', 'test']),
        similarity: z.number(),
        action: z.enum(['merged', 'flagged']),
      }),
    )
    .readonly(),
  baseline: z.string(),
});
/** Answer of `drift/patterns`, after parsing. */
export type PatternsAnswer = z.infer<typeof patternsAnswerSchema>;
