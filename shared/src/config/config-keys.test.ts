import { expect, test } from 'vitest';
import {
  CONFIG_KEYS,
  CONFIG_TABLES,
  configValue,
  DEFAULT_CONFIG,
  DEPRECATED_KEYS,
  findConfigKey,
} from './config-keys.ts';
import { configJsonSchema } from './json-schema.ts';
import { isTable } from './narrow.ts';
import { parseConfig } from './parse-config.ts';
import { resolveConfig } from './resolve-config.ts';

interface Sample {
  readonly toml: string;
  readonly fromToml: unknown;
  readonly text: string;
  readonly fromText: unknown;
  /** What both layers together give, where that is not the higher one's value. */
  readonly merged?: unknown;
  readonly badText: string;
}

const LIST = {
  toml: '["a/**", "漢/*.ts"]',
  fromToml: ['a/**', '漢/*.ts'],
  text: 'b/**, c',
  fromText: ['b/**', 'c'],
  badText: 'a,,b',
};
const COUNT = { toml: '7', fromToml: 7, text: '9', fromText: 9, badText: '-1' };

/** One sample per setting. A new setting fails the first test until it has one, and with it a merge and a variable test. */
const SAMPLES: Readonly<Record<string, Sample>> = {
  'scan.max_file_size': { toml: '"1MB"', fromToml: 1_048_576, text: '5MB', fromText: 5_242_880, badText: '0' },
  'scan.threads': COUNT,
  'scan.include': LIST,
  'scan.extra_ignore': LIST,
  'scan.follow_symlinks': { toml: 'true', fromToml: true, text: '0', fromText: false, badText: 'yes' },
  'scan.skip_binary': { toml: 'false', fromToml: false, text: 'TRUE', fromText: true, badText: '2' },
  'scan.default_ignores': { toml: '"all"', fromToml: 'all', text: 'none', fromText: 'none', badText: 'some' },
  'analysis.min_occurrences': COUNT,
  'analysis.min_files': COUNT,
  'analysis.dominance_threshold': { toml: '0.75', fromToml: 0.75, text: '1', fromText: 1, badText: '1.2' },
  'analysis.severity': {
    toml: '{ "a/b" = "off", "c/d" = "hint" }',
    fromToml: { 'drift/a/b': 'off', 'drift/c/d': 'hint' },
    text: 'c/d=error, drift/e/f=info',
    fromText: { 'drift/c/d': 'error', 'drift/e/f': 'info' },
    merged: { 'drift/a/b': 'off', 'drift/c/d': 'error', 'drift/e/f': 'info' },
    badText: 'c/d',
  },
  'analysis.incubating': { toml: '["a/b"]', fromToml: ['drift/a/b'], text: 'all', fromText: 'all', badText: 'a/b,' },
  'quality_gates.fail_on': { toml: '"info"', fromToml: 'info', text: 'none', fromText: 'none', badText: '' },
  'policy.name': { toml: '"strict"', fromToml: 'strict', text: 'own', fromText: 'own', badText: '' },
  'policy.mode': { toml: '"weighted"', fromToml: 'weighted', text: 'threshold', fromText: 'threshold', badText: 'any' },
  'policy.threshold': { toml: '75.5', fromToml: 75.5, text: '80', fromText: 80, badText: '101' },
  'policy.required_gates': {
    toml: '["regression"]',
    fromToml: ['regression'],
    text: 'test-coverage,regression',
    fromText: ['test-coverage', 'regression'],
    badText: 'x',
  },
  'policy.gates': {
    toml: '{ regression = "off", test-coverage = "warn" }',
    fromToml: { regression: 'off', 'test-coverage': 'warn' },
    text: 'regression=block',
    fromText: { regression: 'block' },
    merged: { regression: 'block', 'test-coverage': 'warn' },
    badText: 'regression',
  },
  'policy.started': {
    toml: '2026-01-31',
    fromToml: '2026-01-31',
    text: '2026-02-01',
    fromText: '2026-02-01',
    badText: '2026-02-31',
  },
  'policy.ramp_up_days': { toml: '7', fromToml: 7, text: '0', fromText: 0, badText: '-1' },
  'ci.mode': { toml: '"pr"', fromToml: 'pr', text: 'full', fromText: 'full', badText: 'all' },
  'ci.threshold': { toml: '80', fromToml: 80, text: '90', fromText: 90, badText: '101' },
  'ci.enable_gates': { toml: 'false', fromToml: false, text: 'true', fromText: true, badText: 'yes' },
  'ci.gate_policy': {
    toml: '"ci-strict"',
    fromToml: 'ci-strict',
    text: 'own',
    fromText: 'own',
    badText: 'own\\x.toml',
  },
  'ci.max_files': { toml: '9', fromToml: 9, text: '8', fromText: 8, badText: '-1' },
  'ci.timeout': { toml: '60', fromToml: 60, text: '90', fromText: 90, badText: '-1' },
  'ci.formats': {
    toml: '["sarif"]',
    fromToml: ['sarif'],
    text: 'comment,html',
    fromText: ['comment', 'html'],
    badText: 'pdf',
  },
  'ci.scoring': {
    toml: '{ patterns = 0.2, constraints = 0.2, security = 0.2, tests = 0.2, boundaries = 0.2 }',
    fromToml: { patterns: 0.2, constraints: 0.2, security: 0.2, tests: 0.2, boundaries: 0.2 },
    text: 'patterns=0.6,constraints=0.1,security=0.1,tests=0.1,boundaries=0.1',
    fromText: { patterns: 0.6, constraints: 0.1, security: 0.1, tests: 0.1, boundaries: 0.1 },
    badText: 'patterns=0.6',
  },
  'conventions.scope': { toml: '"all"', fromToml: 'all', text: 'changed', fromText: 'changed', badText: 'new' },
  'suppression.require_reason': { toml: 'false', fromToml: false, text: 'true', fromText: true, badText: 'yes' },
  'suppression.max_duration_days': { toml: '30', fromToml: 30, text: '0', fromText: 0, badText: '-1' },
  'suppression.foreign': { toml: 'false', fromToml: false, text: 'true', fromText: true, badText: 'yes' },
  'backup.auto_backup': { toml: 'false', fromToml: false, text: 'true', fromText: true, badText: 'yes' },
  'backup.max_operational': COUNT,
  'backup.max_daily': COUNT,
  'backup.max_weekly': COUNT,
  'backup.max_backups': COUNT,
  'backup.max_total_size': { toml: '"1MB"', fromToml: 1_048_576, text: '5MB', fromText: 5_242_880, badText: '0' },
};

const CASES = CONFIG_KEYS.flatMap((key) => {
  const sample = SAMPLES[key.path];
  return sample === undefined ? [] : [{ key, sample, path: key.path }];
});

function resolve(sources: { toml?: string; variables?: Readonly<Record<string, string>>; flags?: [string, string][] }) {
  const project = parseConfig(sources.toml ?? '', 'drift.toml', { knownRules: ['drift/a/b', 'drift/c/d'] });
  expect(project.problems).toEqual([]);
  return resolveConfig({
    defaults: DEFAULT_CONFIG,
    ...(project.config === null ? {} : { project: { config: project.config, path: 'drift.toml' } }),
    environment: (name) => sources.variables?.[name],
    flags: new Map(sources.flags),
  });
}

test('every setting has a sample', () => {
  expect(Object.keys(SAMPLES)).toEqual(CONFIG_KEYS.map((key) => key.path));
});

test.each(CASES)('$path merges: each layer removed reveals the next', ({ key, sample }) => {
  const toml = `${key.path} = ${sample.toml}`;
  const variables = { [key.variables[0] ?? '']: sample.text };
  const flags: [string, string][] = [[key.path, sample.text]];
  const merged = sample.merged ?? sample.fromText;

  const all = resolve({ toml, variables, flags });
  expect(configValue(all.config, key)).toEqual(merged);
  expect(all.provenance.get(key.path)).toEqual({ layer: 'flag' });

  const withoutFlag = resolve({ toml, variables });
  expect(configValue(withoutFlag.config, key)).toEqual(merged);
  expect(withoutFlag.provenance.get(key.path)).toEqual({ layer: 'environment', variable: key.variables[0] });

  const projectOnly = resolve({ toml: `\n${toml}` });
  expect(configValue(projectOnly.config, key)).toEqual(sample.fromToml);
  expect(projectOnly.provenance.get(key.path)).toEqual({ layer: 'project', file: 'drift.toml', line: 2 });

  const none = resolve({});
  expect(configValue(none.config, key)).toEqual(key.fallback);
  expect(none.provenance.get(key.path)).toEqual({ layer: 'default' });
});

test.each(CASES)('$path is set by each of its variables and nothing else changes', ({ key, sample }) => {
  for (const variable of key.variables) {
    const { config, problems } = resolve({ variables: { [variable]: sample.text } });
    expect(configValue(config, key)).toEqual(sample.fromText);
    for (const other of CONFIG_KEYS) {
      if (other !== key) expect(configValue(config, other)).toEqual(other.fallback);
    }
    expect(problems).toEqual([]);
  }
});

test.each(CASES)('$path ignores a bad variable with a warning that names it', ({ key, sample }) => {
  const variable = key.variables[0] ?? '';
  const { config, problems, provenance } = resolve({ variables: { [variable]: sample.badText } });
  expect(configValue(config, key)).toEqual(key.fallback);
  expect(provenance.get(key.path)).toEqual({ layer: 'default' });
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({
    kind: 'invalid-value',
    severity: 'warning',
    keyPath: key.path,
    source: variable,
  });
  expect(problems[0]?.message).toContain(`${variable} cannot be "${sample.badText}"; use ${key.allowed}.`);
});

test.each(CASES)('$path is described, for hover and in the JSON Schema', ({ key }) => {
  expect(key.description).toMatch(/^[A-Z].{20,}\.$/);
  expect(key.allowed).toMatch(/^(a |one of|true|rule ids).+/);
  expect(key.variables[0]).toBe(`DRIFT_${key.table}_${key.name}`.toUpperCase());
  expect(key.schema.safeParse(key.fallback)).toMatchObject({ success: true, data: key.fallback });
  expect(schemaOf(key.table, key.name)).toMatchObject({ description: key.description, default: key.fallback });
});

function schemaOf(...path: readonly string[]): unknown {
  let schema: unknown = configJsonSchema();
  for (const name of path) {
    const properties = isTable(schema) ? schema['properties'] : undefined;
    schema = isTable(properties) ? properties[name] : undefined;
  }
  return schema;
}

test.each(CONFIG_TABLES)('[%s] is described in the JSON Schema', (table) => {
  expect(schemaOf(table)).toMatchObject({ type: 'object', description: expect.stringMatching(/^[A-Z].+\.$/) });
});

test('the JSON Schema requires nothing and accepts sizes in both forms', () => {
  expect(JSON.stringify(configJsonSchema())).not.toMatch(/"required"|"readOnly"/);
  expect(schemaOf('scan', 'max_file_size')).toMatchObject({ anyOf: [{ type: 'integer' }, { type: 'string' }] });
});

test('deprecated keys are no settings and lead to one in the same table', () => {
  for (const [former, current] of DEPRECATED_KEYS) {
    expect(findConfigKey(former)).toBeUndefined();
    expect(findConfigKey(current)?.table).toBe(former.split('.')[0]);
  }
});

test('the defaults are those of the documentation', () => {
  expect(DEFAULT_CONFIG).toEqual({
    scan: {
      max_file_size: 1_048_576,
      threads: 0,
      include: [],
      extra_ignore: [],
      follow_symlinks: false,
      skip_binary: true,
      default_ignores: 'smart',
    },
    analysis: { min_occurrences: 3, min_files: 2, dominance_threshold: 0.6, severity: {}, incubating: [] },
    quality_gates: { fail_on: 'error' },
    policy: {
      name: 'standard',
      mode: 'policy',
      threshold: 'policy',
      required_gates: 'policy',
      gates: {},
      started: '',
      ramp_up_days: 'policy',
    },
    ci: {
      mode: 'event',
      threshold: 70,
      enable_gates: true,
      gate_policy: '',
      max_files: 5_000,
      timeout: 300,
      formats: [],
      scoring: { patterns: 0.3, constraints: 0.25, security: 0.2, tests: 0.15, boundaries: 0.1 },
    },
    conventions: { scope: 'changed' },
    suppression: { require_reason: true, max_duration_days: 0, foreign: true },
    backup: {
      auto_backup: true,
      max_operational: 5,
      max_daily: 7,
      max_weekly: 4,
      max_backups: 0,
      max_total_size: 524_288_000,
    },
  });
});
