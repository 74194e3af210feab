import * as z from 'zod';
import { nearestName } from './config/edit-distance.ts';
import { LineIndex } from './config/line-index.ts';
import { SEVERITIES } from './finding.ts';
import { type PlacedJson, readPlacedJson } from './json-places.ts';
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

/** Answers that a key can have; `open` where names of people's own are answers too. */
export type Answers = readonly string[] | 'open';

/** A sentence about one place of a decisions file. */
export interface DecisionNote {
  readonly message: string;
  readonly start: number;
  readonly end: number;
  /** 1-based, in UTF-16 code units. */
  readonly line: number;
  readonly column: number;
}

/** What a decisions file says, and what is wrong with it: sentences that name the entry. */
export interface ParsedDecisions {
  readonly decisions: readonly Decision[];
  readonly faults: readonly DecisionNote[];
  /** What is odd and leaves the decisions in force. */
  readonly warnings: readonly DecisionNote[];
  /** A note on the field of an entry, by its number in `decisions`. */
  note(entry: number, field: keyof Decision, message: string): DecisionNote;
}

type NoteAt = (path: readonly PropertyKey[], message: string) => DecisionNote;

/** Reads the text of a decisions file. With any fault no decision of the file holds: half a file is no decision. */
export function parseDecisions(text: string, known: ReadonlyMap<string, Answers>): ParsedDecisions {
  const read: PlacedJson =
    text.length > MAX_TEXT
      ? { ok: false, offset: 0, message: `is too large: over ${MAX_TEXT} characters` }
      : readPlacedJson(text);
  const lines = new LineIndex(text);
  const noteAt: NoteAt = (path, message) => {
    const span = read.ok ? read.places.at(path) : { start: read.offset, end: read.offset };
    return { message: faultOf(path, message), ...span, ...lines.at(span.start) };
  };
  const note: ParsedDecisions['note'] = (entry, field, message) => noteAt(['conventions', entry, field], message);
  const broken = (faults: readonly DecisionNote[]): ParsedDecisions => ({ decisions: [], faults, warnings: [], note });
  if (!read.ok) return broken([noteAt([], read.message)]);
  const parsed = decisionsFileSchema.safeParse(read.value);
  if (!parsed.success) return broken(parsed.error.issues.map((i) => noteAt(i.path, i.message)));
  const decisions = parsed.data.conventions.map((d) => ({ ...d, key: keyName(d.key), ...normalScope(d.scope) }));
  const faults = decisions.flatMap((d, i) => unknownIn(d, known).map(([field, said]) => note(i, field, said)));
  if (faults.length > 0) return broken(faults);
  return { decisions, faults, warnings: contradictions(decisions, note), note };
}

/** The fields of a decision that name nothing Drift knows. */
function unknownIn(
  { key, value }: Decision,
  known: ReadonlyMap<string, Answers>,
): readonly (readonly [field: 'key' | 'value', message: string])[] {
  const answers = known.get(key);
  if (answers === undefined) return [['key', `there is no convention "${key}"${didYouMean(key, known.keys())}`]];
  const wrong = value === undefined ? null : wrongAnswer(key, value, answers);
  return wrong === null ? [] : [['value', wrong]];
}

/** Why a value is no answer of a key, or `null` where it is one. */
export function wrongAnswer(key: string, value: string, answers: Answers): string | null {
  if (answers === 'open' || answers.includes(value)) return null;
  return `"${value}" is no answer of ${key}${didYouMean(value, answers)}; its answers: ${answers.join(', ')}`;
}

function didYouMean(name: string, candidates: Iterable<string>): string {
  const near = nearestName(name, candidates);
  return near === null ? '' : `; did you mean "${near}"?`;
}

/** Decisions about the same places that say different things. */
function contradictions(decisions: readonly Decision[], note: ParsedDecisions['note']): readonly DecisionNote[] {
  const first = new Map<string, number>();
  return decisions.flatMap((d, i) => {
    const where = [d.key, d.scope, d.language, d.population].join('\0');
    const before = first.get(where);
    if (before === undefined) first.set(where, i);
    const other = before === undefined ? undefined : decisions[before];
    if (before === undefined || other === undefined || saidOf(other) === saidOf(d)) return [];
    const { line } = note(before, 'key', '');
    return [
      note(
        i,
        'key',
        `${saidOf(d)} contradicts line ${line}, which says ${saidOf(other)} of the same places; line ${line} holds, as the first`,
      ),
    ];
  });
}

function saidOf({ status, value, severity }: Decision): string {
  return [status, value, severity].filter((s) => s !== undefined).join(' ');
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
