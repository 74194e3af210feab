import { z } from 'zod';
import { nearestName } from './config/edit-distance.ts';
import { SEVERITIES } from './finding.ts';
import { LANGUAGES } from './language.ts';

/** Root-relative path of the file that holds what people decided about conventions. */
export const DECISIONS_FILE = '.drift/conventions.json';
/** Convention keys as people write them, without this prefix. */
const KEY_PREFIX = 'drift/pattern/';

/** What can be decided about a convention. */
export const DECISION_STATUSES = ['approved', 'rejected', 'pinned'] as const;
/** One of the things that can be decided. */
export type DecisionStatus = (typeof DECISION_STATUSES)[number];

/** One decision of the team about one convention key. */
export const decisionSchema = z
  .strictObject({
    /** `naming-function` for `drift/pattern/naming-function`. */
    key: z.string().min(1),
    status: z.enum(DECISION_STATUSES),
    /** The answer decided on; only a rejection may leave it out, and then rejects the whole question. */
    value: z.string().min(1).optional(),
    /** Every language where absent. */
    language: z.enum(LANGUAGES).optional(),
    /** Product and test code alike where absent. */
    population: z.enum(['source', 'test']).optional(),
    /** Root-relative directory the decision holds for, with everything below it; the whole project where absent. */
    scope: z.string().optional(),
    /** Severity of deviations, for pinned and approved answers. */
    severity: z.enum(SEVERITIES).optional(),
    reason: z.string().optional(),
  })
  .refine((d) => d.status === 'rejected' || d.value !== undefined, {
    message: 'needs a "value" unless it is rejected',
  });
/** One decision, as it stands in the file. */
export type Decision = z.infer<typeof decisionSchema>;

/** Decisions a file may hold: each directory named costs a scope in every question. */
const MAX_DECISIONS = 500;
const MAX_TEXT = 1_000_000;

/** The whole file. */
export const decisionsFileSchema = z.strictObject({
  version: z.literal(1),
  conventions: z.array(decisionSchema).max(MAX_DECISIONS, `holds more than ${MAX_DECISIONS} decisions`),
});

/** What a decisions file says, and what is wrong with it: sentences that name the entry. */
export interface ParsedDecisions {
  readonly decisions: readonly Decision[];
  readonly faults: readonly string[];
}

/** Reads the text of a decisions file. With any fault no decision of the file holds: half a file is no decision. */
export function parseDecisions(text: string, knownKeys: readonly string[]): ParsedDecisions {
  if (text.length > MAX_TEXT) return { decisions: [], faults: [`is too large: over ${MAX_TEXT} characters`] };
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return { decisions: [], faults: ['is not valid JSON; look for a missing comma, quote or bracket'] };
  }
  const parsed = decisionsFileSchema.safeParse(raw);
  if (!parsed.success) return { decisions: [], faults: parsed.error.issues.map((i) => faultOf(i.path, i.message)) };
  const known = new Set(knownKeys);
  const faults = parsed.data.conventions.flatMap((d, i) => {
    if (known.has(keyName(d.key))) return [];
    const near = nearestName(keyName(d.key), known);
    return [
      `conventions[${i}].key: there is no convention "${d.key}"${near === null ? '' : `; did you mean "${near}"?`}`,
    ];
  });
  const decisions = parsed.data.conventions.map((d) => ({ ...d, key: keyName(d.key), ...normalScope(d.scope) }));
  return faults.length > 0 ? { decisions: [], faults } : { decisions, faults };
}

/** The text of a decisions file, in an order that merges well. */
export function renderDecisions(decisions: readonly Decision[]): string {
  const order = (d: Decision): string =>
    [d.key, d.scope ?? '', d.language ?? '', d.population ?? '', d.value ?? ''].join('\0');
  const sorted = [...decisions].sort((a, b) => (order(a) < order(b) ? -1 : 1));
  const written = sorted.map(({ key, status, value, language, population, scope, severity, reason }) => ({
    key,
    status,
    value,
    language,
    population,
    scope,
    severity,
    reason,
  }));
  return `${JSON.stringify({ version: 1, conventions: written }, null, 2)}\n`;
}

/** `drift/pattern/naming-function`, `pattern/naming-function` and `naming-function` all give the last. */
export function keyName(name: string): string {
  if (name.startsWith(KEY_PREFIX)) return name.slice(KEY_PREFIX.length);
  return name.replace(/^(?:pattern|convention)\//, '');
}

/** The directory of a scope without `./` and slashes at its ends; none for the whole project. */
export function normalScope(scope: string | undefined): { readonly scope?: string } {
  const path = (scope ?? '')
    .replace(/\\/g, '/')
    .replace(/^(?:\.?\/+)+/, '')
    .replace(/\/+$/, '');
  return path === '' || path === '.' ? {} : { scope: path };
}

function faultOf(path: readonly PropertyKey[], message: string): string {
  const place = path
    .map((p) => (typeof p === 'number' ? `[${p}]` : `.${String(p)}`))
    .join('')
    .replace(/^\./, '');
  return place === '' ? message : `${place}: ${message}`;
}
