import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AGGREGATION_MODES, GATES } from '../gates.ts';
import { assembleConfig, DEFAULT_CONFIG } from './config-keys.ts';
import { parseConfig } from './parse-config.ts';
import { renderConfig } from './render-config.ts';
import { resolveConfig } from './resolve-config.ts';
import type { DriftConfig } from './schema.ts';

function load(text: string, path = 'drift.toml') {
  const { config, problems } = parseConfig(text, path, { knownRules: [] });
  expect(problems.filter((problem) => problem.severity === 'error')).toEqual([]);
  return resolveConfig({
    defaults: DEFAULT_CONFIG,
    ...(config === null ? {} : { project: { config, path } }),
    environment: (name) => (name === 'DRIFT_SCAN_THREADS' ? '2' : undefined),
    flags: new Map([['quality_gates.fail_on', 'warning']]),
  });
}

test('prints every setting with its origin', () => {
  const text = '[scan]\ninclude = ["源码/**", "a\\"b"]\n[analysis.severity]\n"errors/empty-catch" = "off"\n';
  const { config, provenance } = load(text, '配置/drift.toml');
  expect(renderConfig(config, provenance)).toBe(`scan.max_file_size = 1048576  # default
scan.threads = 2  # environment DRIFT_SCAN_THREADS
scan.include = ["源码/**", "a\\"b"]  # 配置/drift.toml:2
scan.extra_ignore = []  # default
scan.follow_symlinks = false  # default
scan.skip_binary = true  # default
scan.default_ignores = "smart"  # default
analysis.min_occurrences = 3  # default
analysis.min_files = 2  # default
analysis.dominance_threshold = 0.6  # default
analysis.severity."drift/errors/empty-catch" = "off"  # 配置/drift.toml:4
analysis.incubating = []  # default
quality_gates.fail_on = "warning"  # flag
policy.name = "standard"  # default
policy.mode = "policy"  # default
policy.threshold = "policy"  # default
policy.required_gates = "policy"  # default
policy.gates = {}  # default
policy.started = ""  # default
policy.ramp_up_days = "policy"  # default
ci.mode = "event"  # default
ci.threshold = 70  # default
ci.enable_gates = true  # default
ci.gate_policy = ""  # default
ci.max_files = 5000  # default
ci.timeout = 300  # default
ci.formats = []  # default
ci.scoring.patterns = 0.3  # default
ci.scoring.constraints = 0.25  # default
ci.scoring.security = 0.2  # default
ci.scoring.tests = 0.15  # default
ci.scoring.boundaries = 0.1  # default
conventions.scope = "changed"  # default
suppression.require_reason = true  # default
suppression.max_duration_days = 0  # default
suppression.foreign = true  # default
backup.auto_backup = true  # default
backup.max_operational = 5  # default
backup.max_daily = 7  # default
backup.max_weekly = 4  # default
backup.max_backups = 0  # default
backup.max_total_size = 524288000  # default
`);
});

test('a path cannot break out of its comment', () => {
  const { config, provenance } = load('scan.include = ["x"]', 'a\nscan.threads = 99 #/drift.toml');
  expect(renderConfig(config, provenance)).toContain('["x"]  # a\\u000ascan.threads = 99 #/drift.toml:1\n');
});

test('characters TOML cannot hold are escaped or replaced', () => {
  const config = { ...DEFAULT_CONFIG, scan: { ...DEFAULT_CONFIG.scan, include: ['a\u007fb', 'c\ud800d', '🦊'] } };
  const text = renderConfig(config, new Map());
  expect(text).toContain('scan.include = ["a\\u007fb", "c\ufffdd", "🦊"]\n');
  expect(load(text).config.scan.include).toEqual(['a\u007fb', 'c\ufffdd', '🦊']);
});

const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).filter((text) => /\S/.test(text));
const rule = fc.oneof(name, fc.string({ unit: 'binary', minLength: 1, maxLength: 4 })).map((text) => `drift/${text}`);
const configs: fc.Arbitrary<DriftConfig> = fc
  .record({
    'scan.max_file_size': fc.integer({ min: 1 }),
    'scan.threads': fc.nat(),
    'scan.include': fc.array(name),
    'scan.extra_ignore': fc.array(name),
    'scan.follow_symlinks': fc.boolean(),
    'scan.skip_binary': fc.boolean(),
    'scan.default_ignores': fc.constantFrom('smart', 'all', 'none'),
    'analysis.min_occurrences': fc.integer({ min: 1 }),
    'analysis.min_files': fc.integer({ min: 1 }),
    'analysis.dominance_threshold': fc.double({ min: 0, max: 1, noNaN: true }).map(Math.abs),
    'analysis.severity': fc.dictionary(rule, fc.constantFrom('error', 'warning', 'info', 'hint', 'off')),
    'analysis.incubating': fc.oneof(fc.constant('all'), fc.array(rule)),
    'quality_gates.fail_on': fc.constantFrom('error', 'warning', 'info', 'none'),
    'policy.name': fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
    'policy.mode': fc.constantFrom('policy', ...AGGREGATION_MODES),
    'policy.threshold': fc.oneof(fc.constant('policy'), fc.integer({ min: 0, max: 100 })),
    'policy.required_gates': fc.oneof(fc.constant('policy'), fc.subarray([...GATES])),
    'policy.gates': fc.dictionary(fc.constantFrom(...GATES), fc.constantFrom('block', 'warn', 'off')),
    'policy.started': fc.constantFrom('', '2026-01-31'),
    'policy.ramp_up_days': fc.oneof(fc.constant('policy'), fc.integer({ min: 0, max: 3_650 })),
    'ci.mode': fc.constantFrom('event', 'pr', 'full'),
    'ci.threshold': fc.integer({ min: 0, max: 100 }),
    'ci.enable_gates': fc.boolean(),
    'ci.gate_policy': fc.string({ unit: 'grapheme', maxLength: 8 }),
    'ci.max_files': fc.nat(),
    'ci.timeout': fc.nat({ max: 86_400 }),
    'ci.formats': fc.subarray(['comment', 'sarif', 'gitlab']),
    'ci.scoring': fc.constant({ patterns: 0.5, constraints: 0.5, security: 0, tests: 0, boundaries: 0 }),
    'conventions.scope': fc.constantFrom('changed', 'all'),
    'suppression.require_reason': fc.boolean(),
    'suppression.max_duration_days': fc.nat(),
    'suppression.foreign': fc.boolean(),
    'backup.auto_backup': fc.boolean(),
    'backup.max_operational': fc.integer({ min: 1 }),
    'backup.max_daily': fc.integer({ min: 1 }),
    'backup.max_weekly': fc.integer({ min: 1 }),
    'backup.max_backups': fc.nat(),
    'backup.max_total_size': fc.integer({ min: 1 }),
  })
  .map((values) => {
    const byPath = new Map<string, unknown>(Object.entries(values));
    return assembleConfig((key) => byPath.get(key.path));
  });

test('load, print, load gives the same configuration', () => {
  const property = fc.property(configs, (config) => {
    const { config: parsed, problems } = parseConfig(renderConfig(config, new Map()), 'drift.toml', { knownRules: [] });
    expect(problems.filter((problem) => problem.severity === 'error')).toEqual([]);
    if (parsed === null) throw new Error('the printed text is not TOML');
    const again = resolveConfig({
      defaults: DEFAULT_CONFIG,
      project: { config: parsed, path: 'drift.toml' },
      environment: () => undefined,
    });
    expect(again.config).toEqual(config);
  });
  fc.assert(property, { seed: 41, numRuns: 500 });
});
