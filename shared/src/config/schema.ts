import * as z from 'zod';
import { SEVERITIES } from '../finding.ts';
import { AGGREGATION_MODES, GATES } from '../gates.ts';
import { GATE_LEVELS, MAX_RAMP_UP_DAYS } from '../policy/policy-schema.ts';
import { CI_FORMATS } from '../report-format.ts';
import { BYTE_SIZE, parseByteSize } from './byte-size.ts';
import {
  MAX_FILES,
  MAX_TIMEOUT_S,
  SCORE_COMPONENTS,
  SCORE_WEIGHTS,
  THRESHOLD,
  TIMEOUT_S,
  WEIGHTS_TOLERANCE,
} from './ci-defaults.ts';
import { fullRuleName } from './rule-name.ts';

/** What is said about a key beside its type: the default, what values are allowed in words, and whether it names rules. */
export interface KeyNotes {
  readonly fallback: unknown;
  readonly allowed: string;
  readonly namesRules: boolean;
}

/** The notes of every key of `configSchema`, by its schema. */
export const keyNotes = z.registry<KeyNotes>();

interface KeyDeclaration<V> {
  readonly description: string;
  readonly allowed: string;
  readonly fallback: V;
  readonly namesRules?: true;
}

function key<S extends z.ZodType>(schema: S, declaration: KeyDeclaration<z.output<S>>): S {
  const { description, allowed, fallback, namesRules } = declaration;
  const described = schema.describe(description);
  keyNotes.add(described, { fallback, allowed, namesRules: namesRules ?? false });
  return described;
}

function choice<const V extends readonly [string, ...string[]]>(values: V, fallback: V[number], description: string) {
  const allowed = `one of ${values.map((value) => `"${value}"`).join(', ')}`;
  const schema: z.ZodType<V[number], string> = z.enum(values);
  return key(schema, { description, allowed, fallback });
}

function flag(fallback: boolean, description: string) {
  return key(z.boolean(), { description, allowed: 'true or false', fallback });
}

function count(least: number, fallback: number, description: string) {
  return key(z.int().min(least), { description, allowed: `a whole number, ${least} or more`, fallback });
}

function patterns(description: string) {
  const schema = z.array(z.string().regex(/\S/)).readonly();
  return key(schema, { description, allowed: 'a list of non-empty path patterns', fallback: [] });
}

const byteSize = z.union([
  z.int().min(1),
  z
    .string()
    .regex(BYTE_SIZE)
    .transform((text, context) => {
      const bytes = parseByteSize(text);
      if (bytes !== null && bytes > 0) return bytes;
      context.addIssue({ code: 'custom', message: 'not a size' });
      return z.NEVER;
    }),
]);

const ruleName = z.string().min(1).transform(fullRuleName);
const RULE_LEVELS = [...SEVERITIES, 'off'] as const;

/** What a rule can be set to: a severity, or switched off. */
export type RuleLevel = (typeof RULE_LEVELS)[number];

const ruleLevels = z
  .record(z.string().min(1), z.enum(RULE_LEVELS))
  .transform(
    (levels): Readonly<Record<string, RuleLevel>> =>
      Object.fromEntries(Object.entries(levels).map(([rule, level]) => [fullRuleName(rule), level])),
  );

const scan = z
  .object({
    max_file_size: key(byteSize, {
      description: 'Files larger than this are not analysed. Bytes, or a size such as "2MB".',
      allowed: 'a whole number of bytes above 0, or a size such as "512KB" or "2MB"',
      fallback: 1_048_576,
    }),
    threads: count(0, 0, 'Worker threads that read closed files. 0 chooses by the number of cores.'),
    include: patterns('Only files matching one of these patterns are analysed. Empty means all files.'),
    extra_ignore: patterns('Files matching one of these patterns are left out, beside what ignore files say.'),
    follow_symlinks: flag(false, 'Whether links to directories inside the workspace are followed.'),
    skip_binary: flag(true, 'Whether files that look binary are left out.'),
    default_ignores: choice(
      ['smart', 'all', 'none'],
      'smart',
      'Which built-in ignores apply, such as dependency, build and generated folders.',
    ),
  })
  .meta({ description: 'Which files are read.' });

const analysis = z
  .object({
    min_occurrences: count(1, 3, 'How often a way of doing something must occur before it can be a convention.'),
    min_files: count(1, 2, 'In how many files it must occur before it can be a convention.'),
    dominance_threshold: key(z.number().min(0).max(1), {
      description: 'The share of all occurrences the leading way must have to be a convention.',
      allowed: 'a number from 0 to 1',
      fallback: 0.6,
    }),
    severity: key(ruleLevels, {
      description: 'The severity of single rules by rule id. "off" switches a rule off.',
      allowed: `rule ids, each with one of ${RULE_LEVELS.map((level) => `"${level}"`).join(', ')}`,
      fallback: {},
      namesRules: true,
    }),
    incubating: key(z.union([z.literal('all'), z.array(ruleName).readonly()]), {
      description: 'Rules still being measured that are switched on, by rule id, or "all".',
      allowed: 'a list of rule ids, or "all"',
      fallback: [],
      namesRules: true,
    }),
  })
  .meta({ description: 'What is judged, and how strictly.' });

const qualityGates = z
  .object({
    fail_on: choice(
      ['error', 'warning', 'info', 'none'],
      'error',
      'The least severity of a finding that makes the check fail. "none" never fails on findings.',
    ),
  })
  .meta({ description: 'When the check fails.' });

/** Stands for what the named policy says itself. */
const AS_NAMED = 'policy';
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MAX_POLICY_NAME = 200;

/** True for the empty text and for a day there is. */
function isDayOrNone(text: string): boolean {
  if (text === '') return true;
  if (!DAY.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

const day = z.preprocess(
  // A day of TOML without quotes comes as a date.
  (raw) => (raw instanceof Date ? raw.toISOString() : raw),
  z.string().refine(isDayOrNone),
);

const policy = z
  .object({
    name: key(z.string().min(1).max(MAX_POLICY_NAME), {
      description:
        'The policy that gates are judged by: a built-in one, or a file of .drift/policies without its ending.',
      allowed: 'a name such as "standard"',
      fallback: 'standard',
    }),
    mode: choice([AS_NAMED, ...AGGREGATION_MODES], AS_NAMED, 'How one verdict is made of several gates.'),
    threshold: key(z.union([z.literal(AS_NAMED), z.number().min(0).max(100)]), {
      description: 'The score from which on the modes "weighted" and "threshold" pass.',
      allowed: 'a number from 0 to 100, or "policy"',
      fallback: AS_NAMED,
    }),
    required_gates: key(z.union([z.literal(AS_NAMED), z.array(z.enum(GATES)).readonly()]), {
      description: 'The gates without which nothing passes, whatever the mode.',
      allowed: 'a list of gates, or "policy"',
      fallback: AS_NAMED,
    }),
    gates: key(z.partialRecord(z.enum(GATES), z.enum(GATE_LEVELS)), {
      description: 'What a failure of single gates does: it counts, it warns, or the gate is not asked.',
      allowed: `a table of gates, each with one of ${GATE_LEVELS.map((level) => `"${level}"`).join(', ')}`,
      fallback: {},
    }),
    started: key(day, {
      description:
        'The day from which on progressive policies grow stricter. Empty means that everything counts in full.',
      allowed: 'a day such as 2026-01-31',
      fallback: '',
    }),
    ramp_up_days: key(z.union([z.literal(AS_NAMED), z.int().min(0).max(MAX_RAMP_UP_DAYS)]), {
      description: 'How many days after it everything counts in full. 0 begins with that.',
      allowed: `a whole number from 0 to ${MAX_RAMP_UP_DAYS}, or "policy"`,
      fallback: AS_NAMED,
    }),
  })
  .meta({ description: 'What gates must say for a change to pass.' });

/** True for weights of which those that are left out are nothing, and the rest sums to 1. */
function sumToOne(weights: Readonly<Record<string, number>>): boolean {
  return Math.abs(Object.values(weights).reduce((sum, w) => sum + w, 0) - 1) <= WEIGHTS_TOLERANCE;
}

const ci = z
  .object({
    mode: choice(['event', 'pr', 'full'], 'event', 'What `drift ci` looks at: a change, everything, or by the event.'),
    threshold: key(z.number().min(0).max(100), {
      description: 'The score from which on a run passes. Ten points below it only warn.',
      allowed: 'a number from 0 to 100',
      fallback: THRESHOLD,
    }),
    enable_gates: flag(true, 'Whether `drift ci` judges the gates of a policy.'),
    gate_policy: key(
      z
        .string()
        .max(MAX_POLICY_NAME)
        .regex(/^[^\\]*$/),
      {
        description:
          'The policy whose gates `drift ci` judges, by name or file. Empty means "ci-standard", which then is shown and fails nothing.',
        allowed: 'a name such as "ci-standard", or a path with "/"',
        fallback: '',
      },
    ),
    max_files: count(0, MAX_FILES, 'Changed files from which everything is looked at instead.'),
    timeout: key(z.int().min(0).max(MAX_TIMEOUT_S), {
      description: 'Seconds after which `drift ci` ends with what it has.',
      allowed: `a whole number of seconds, up to ${MAX_TIMEOUT_S}`,
      fallback: TIMEOUT_S,
    }),
    formats: key(z.array(z.enum(CI_FORMATS)).readonly(), {
      description: 'The formats that `drift ci analyze --output` writes besides JSON, where none is asked for.',
      allowed: `a list of ${CI_FORMATS.map((format) => `"${format}"`).join(', ')}`,
      fallback: [],
    }),
    scoring: key(z.record(z.enum(SCORE_COMPONENTS), z.number().min(0).max(1)).refine(sumToOne), {
      description: 'The share of each component in the score of `drift ci`.',
      allowed: `a table with ${SCORE_COMPONENTS.join(', ')}, numbers that sum to 1`,
      fallback: SCORE_WEIGHTS,
    }),
  })
  .meta({ description: 'How `drift ci` judges a change.' });

const conventions = z
  .object({
    scope: choice(
      ['changed', 'all'],
      'changed',
      'Whether deviations from conventions are reported in changed lines only, or everywhere.',
    ),
  })
  .meta({ description: 'Where conventions are enforced.' });

const suppression = z
  .object({
    require_reason: flag(true, 'Whether a suppression without a reason has no effect.'),
    max_duration_days: count(
      0,
      0,
      'How far the end of a suppression may lie behind the commit that is compared with, in days. With a limit every suppression needs an end. 0 sets none.',
    ),
    foreign: flag(true, 'Whether directives to other tools, such as noqa and eslint-disable-next-line, count as well.'),
  })
  .meta({ description: 'Comments that suppress findings.' });

const backup = z
  .object({
    auto_backup: flag(
      true,
      'Whether an editor has the local database backed up once a day. Not done in CI. Backups before migrations and destructive operations are made in any case.',
    ),
    max_operational: count(1, 5, 'How many backups made before migrations and destructive operations are kept.'),
    max_daily: count(1, 7, 'How many scheduled and automatic backups are kept.'),
    max_weekly: count(1, 4, 'How many backups are kept that a person or a pipeline asked for.'),
    max_backups: count(0, 0, 'How many backups are kept in all. 0 sets no limit beside those of the kinds.'),
    max_total_size: key(byteSize, {
      description: 'How much all backups may take. The oldest go first; the newest verified one stays.',
      allowed: 'a whole number of bytes above 0, or a size such as "512KB" or "2MB"',
      fallback: 500 * 1_048_576,
    }),
  })
  .meta({ description: 'Which backups of the local database are kept.' });

/** The complete configuration. Parsing a value it returned gives the same value. */
export const configSchema = z
  .object({ scan, analysis, quality_gates: qualityGates, policy, ci, conventions, suppression, backup })
  .meta({ title: 'drift.toml', description: 'Settings of Drift for one project.' });

type Tables = z.output<typeof configSchema>;

/** Every setting with its effective value, named as in `drift.toml`. */
export type DriftConfig = { readonly [T in keyof Tables]: Readonly<Tables[T]> };
