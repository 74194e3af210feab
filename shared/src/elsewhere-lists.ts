import * as z from 'zod';

/** What ESLint's bulk suppressions are: rules with their counts, by file. */
export const eslintSuppressionsSchema = z.record(z.string(), z.unknown());
/** The rules of one file in it. */
export const eslintSuppressedRulesSchema = z.record(z.string(), z.unknown());
/** What it says of one rule. */
export const eslintSuppressedCountSchema = z.object({ count: z.number().int().positive() });

/** What Drift reads of one of dependency-cruiser's known violations. */
export const cruiserViolationSchema = z.object({
  from: z.string(),
  rule: z.object({ name: z.string().min(1) }),
});

/** The tools whose accepted findings can be imported, in the order in which they are. */
export const BASELINE_SOURCES = ['eslint', 'gitleaks', 'dependency-cruiser', 'nosemgrep'] as const;
/** One of these tools. */
export type BaselineSource = (typeof BASELINE_SOURCES)[number];

/** The name under which each tool keeps its list; `null` for what stands in comments. */
export const BASELINE_SOURCE_FILES: Readonly<Record<BaselineSource, string | null>> = {
  eslint: 'eslint-suppressions.json',
  gitleaks: '.gitleaksignore',
  'dependency-cruiser': '.dependency-cruiser-known-violations.json',
  nosemgrep: null,
};
