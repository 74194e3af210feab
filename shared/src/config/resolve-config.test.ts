import { expect, test } from 'vitest';
import { DEFAULT_CONFIG } from './config-keys.ts';
import { parseConfig } from './parse-config.ts';
import { type ResolvedConfig, resolveConfig } from './resolve-config.ts';

const RULES = ['drift/errors/empty-catch', 'drift/security/sql-injection'];

interface Sources {
  readonly toml?: string;
  readonly variables?: Readonly<Record<string, string>>;
  readonly flags?: readonly (readonly [string, string])[];
}

function resolve({ toml, variables, flags }: Sources): ResolvedConfig {
  const { config } = parseConfig(toml ?? '', '配置/drift.toml', { knownRules: RULES });
  return resolveConfig({
    defaults: DEFAULT_CONFIG,
    ...(config === null ? {} : { project: { config, path: '配置/drift.toml' } }),
    environment: (name) => variables?.[name],
    flags: new Map(flags),
    knownRules: RULES,
  });
}

test('no source at all gives the defaults', () => {
  const { config, problems, provenance } = resolveConfig({ defaults: DEFAULT_CONFIG, environment: () => undefined });
  expect(config).toEqual(DEFAULT_CONFIG);
  expect(problems).toEqual([]);
  expect(new Set([...provenance.values()].map((origin) => origin.layer))).toEqual(new Set(['default']));
});

test('a variable wins over the project file and says so', () => {
  const { config, provenance } = resolve({
    toml: 'scan.max_file_size = "1MB"',
    variables: { DRIFT_SCAN_MAX_FILE_SIZE: '5MB' },
  });
  expect(config.scan.max_file_size).toBe(5_242_880);
  expect(provenance.get('scan.max_file_size')).toEqual({ layer: 'environment', variable: 'DRIFT_SCAN_MAX_FILE_SIZE' });
});

test('the full variable name wins over its alias', () => {
  const both = { DRIFT_GATE_FAIL_ON: 'info', DRIFT_QUALITY_GATES_FAIL_ON: 'warning' };
  expect(resolve({ variables: both }).config.quality_gates.fail_on).toBe('warning');
  const alias = resolve({ variables: { DRIFT_GATE_FAIL_ON: 'info' } });
  expect(alias.config.quality_gates.fail_on).toBe('info');
  expect(alias.provenance.get('quality_gates.fail_on')).toEqual({
    layer: 'environment',
    variable: 'DRIFT_GATE_FAIL_ON',
  });
});

test('lists replace, also by an empty one', () => {
  const toml = 'scan.include = ["a", "b"]';
  expect(resolve({ toml, variables: { DRIFT_SCAN_INCLUDE: 'c' } }).config.scan.include).toEqual(['c']);
  const emptied = resolve({ toml, variables: { DRIFT_SCAN_INCLUDE: '' } });
  expect(emptied.config.scan.include).toEqual([]);
  expect(emptied.provenance.get('scan.include')?.layer).toBe('environment');
  const defaults = { ...DEFAULT_CONFIG, scan: { ...DEFAULT_CONFIG.scan, include: ['x'] } };
  const project = parseConfig('scan.include = []', 'drift.toml', { knownRules: [] }).config;
  if (project === null) throw new Error('the text is valid');
  const resolved = resolveConfig({
    defaults,
    project: { config: project, path: 'drift.toml' },
    environment: () => undefined,
  });
  expect(resolved.config.scan.include).toEqual([]);
});

test('the severity table merges by rule, and every entry knows its origin', () => {
  const { config, provenance } = resolve({
    toml: '[analysis.severity]\n"errors/empty-catch" = "off"\n"security/sql-injection" = "hint"\n',
    variables: { DRIFT_ANALYSIS_SEVERITY: 'security/sql-injection=error' },
  });
  expect(config.analysis.severity).toEqual({
    'drift/errors/empty-catch': 'off',
    'drift/security/sql-injection': 'error',
  });
  expect(provenance.get('analysis.severity."drift/errors/empty-catch"')).toEqual({
    layer: 'project',
    file: '配置/drift.toml',
    line: 2,
  });
  expect(provenance.get('analysis.severity."drift/security/sql-injection"')?.layer).toBe('environment');
  expect(provenance.get('analysis.severity')?.layer).toBe('environment');
});

test('a bad variable leaves the layer below in force', () => {
  const { config, provenance, problems } = resolve({
    toml: 'scan.threads = 3',
    variables: { DRIFT_SCAN_THREADS: 'many' },
  });
  expect(config.scan.threads).toBe(3);
  expect(provenance.get('scan.threads')?.layer).toBe('project');
  expect(problems.map((problem) => `${problem.severity} ${problem.message}`)).toEqual([
    'warning DRIFT_SCAN_THREADS cannot be "many"; use a whole number, 0 or more.',
  ]);
});

test('bad and unknown flags are errors', () => {
  const { config, problems } = resolve({
    flags: [
      ['scan.thread', '4'],
      ['analysis.min_files', '0'],
    ],
  });
  expect(config).toEqual(DEFAULT_CONFIG);
  expect(
    problems.map((problem) => [problem.severity, problem.kind, problem.layer, problem.source, problem.suggestion]),
  ).toEqual([
    ['error', 'unknown-key', 'flag', 'scan.thread', 'scan.threads'],
    ['error', 'invalid-value', 'flag', 'analysis.min_files', undefined],
  ]);
});

test('unknown rules in variables are reported under the name of the variable', () => {
  const { problems } = resolve({ variables: { DRIFT_ANALYSIS_INCUBATING: 'errors/empty-cach' } });
  expect(problems.map((problem) => problem.message)).toEqual([
    "DRIFT_ANALYSIS_INCUBATING: Unknown rule 'errors/empty-cach'. Did you mean 'errors/empty-catch'?",
  ]);
});

test('names that reach into prototypes stay names', () => {
  const { config } = resolve({
    variables: { DRIFT_ANALYSIS_SEVERITY: '__proto__=off,constructor=off' },
    flags: [
      ['__proto__.polluted', '1'],
      ['constructor.prototype', '1'],
    ],
  });
  expect(config.analysis.severity).toEqual({ 'drift/constructor': 'off' });
  expect('polluted' in {}).toBe(false);
});

test('resolving never changes what it was given', () => {
  const before = structuredClone(DEFAULT_CONFIG);
  resolve({
    toml: 'analysis.severity = { "a/b" = "off" }\nscan.include = ["x"]',
    variables: { DRIFT_SCAN_THREADS: '2' },
  });
  expect(DEFAULT_CONFIG).toEqual(before);
});
