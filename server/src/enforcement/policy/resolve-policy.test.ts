import { DEFAULT_CONFIG, type DriftConfig, parsePolicyFile, renderPolicy } from '@drift/shared';
import { describe, expect, test } from 'vitest';
import { builtIn } from '../../../../test/support/gates.ts';
import { BUILT_IN_POLICIES } from './built-in-policies.ts';
import { configuredPolicy, type PolicyTexts, resolvePolicy } from './resolve-policy.ts';

const files = (texts: Readonly<Record<string, string>>): PolicyTexts =>
  new Map(Object.entries(texts).map(([name, text]) => [name, { path: `.drift/policies/${name}.toml`, text }]));

function resolved(name: string, texts: Readonly<Record<string, string>> = {}) {
  const found = resolvePolicy(name, files(texts));
  if (!found.ok) throw new Error(found.problems[0]?.message);
  return found.value;
}

function problems(name: string, texts: Readonly<Record<string, string>>): string[] {
  const found = resolvePolicy(name, files(texts));
  return found.ok
    ? []
    : found.problems.map((p) =>
        [p.file, p.line, p.column, p.message, p.hint].filter((x) => x !== undefined).join(' | '),
      );
}

describe('names', () => {
  test.each([
    ['standard', 'standard'],
    ['default', 'standard'],
    ['relaxed', 'lenient'],
    ['drift:strict', 'strict'],
  ])('%s is %s', (written, name) => {
    expect(resolved(written)).toEqual(builtIn(name));
  });

  test('that nobody has are told with the nearest', () => {
    expect(problems('strikt', {})).toEqual(['there is no policy "strikt" | Did you mean "strict"?']);
    expect(problems('teem', { team: '' })).toEqual(['there is no policy "teem" | Did you mean "team"?']);
    expect(problems('nothing-like-it', {})).toEqual([
      'there is no policy "nothing-like-it" | `drift policy list` names them.',
    ]);
  });

  test('of built-in policies cannot be taken by a file', () => {
    expect(resolved('strict', { strict: 'threshold = 1' })).toEqual(builtIn('strict'));
  });
});

describe('a policy file', () => {
  test('changes what it extends: tables by key, lists as a whole', () => {
    const text =
      'extends = "strict"\nrequired_gates = ["regression"]\nweights = { regression = 1 }\n[gates.regression]\nmax_drop = 3\n';
    const { policy, source } = resolved('own', { own: text });
    const strict = builtIn('strict').policy;
    expect(source).toBe('.drift/policies/own.toml');
    expect(policy).toEqual({
      ...strict,
      required_gates: ['regression'],
      weights: { ...strict.weights, regression: 1 },
      gates: { ...strict.gates, regression: { ...strict.gates.regression, max_drop: 3 } },
    });
  });

  test('does not take over whom another is meant for, and keeps whom it is meant for when it is printed', () => {
    const base = '[scope]\nbranches = ["main"]\n';
    expect(resolved('own', { own: 'extends = "base"\n', base })).not.toHaveProperty('scope');
    const { policy, scope } = resolved('base', { base });
    const again = resolved('again', { again: renderPolicy(policy, scope) });
    expect([again.policy, again.scope]).toEqual([policy, { branches: ['main'] }]);
  });

  test('that extends nothing changes the standard', () => {
    expect(resolved('own', { own: 'threshold = 71' }).policy).toEqual({ ...builtIn('standard').policy, threshold: 71 });
  });

  test('may extend four others, and not five', () => {
    const chain = (length: number) =>
      Object.fromEntries(
        Array.from({ length }, (_, i) => [`p${i}`, `extends = "${i + 1 < length ? `p${i + 1}` : 'strict'}"\n`]),
      );
    expect(resolved('p0', chain(5)).policy).toEqual(builtIn('strict').policy);
    expect(problems('p0', chain(6))).toEqual([
      '.drift/policies/p4.toml | 1 | 11 | more than 5 policies extend one another | Extend a policy nearer to the first.',
    ]);
  });

  test('in a cycle is told with the place that closes it', () => {
    const texts = { a: 'extends = "b"\n', b: '# b\nextends = "c"\n', c: '\n\nextends = "b"\n' };
    expect(problems('a', texts)).toEqual([
      '.drift/policies/c.toml | 3 | 11 | policies extend one another: .drift/policies/b.toml -> .drift/policies/c.toml -> .drift/policies/b.toml | Take one "extends" out.',
    ]);
    expect(problems('a', { a: 'extends = "a"' })[0]).toContain('policies/a.toml -> .drift/policies/a.toml');
  });

  test('at fault takes down whatever extends it', () => {
    expect(problems('a', { a: 'extends = "b"', b: '[gates.tests]\n' })).toEqual([
      ".drift/policies/b.toml | 1 | 8 | Unknown key 'gates.tests'. Known here: pattern-compliance, constraint-verification, security-boundaries, test-coverage, error-handling, regression.",
    ]);
    expect(problems('a', { a: '\nextends = "gone"' })).toEqual([
      '.drift/policies/a.toml | 2 | 11 | there is no policy "gone" | `drift policy list` names them.',
    ]);
  });

  test('cannot require a gate that is off', () => {
    expect(problems('a', { a: '[gates.security-boundaries]\nlevel = "off"\n' })).toEqual([
      '.drift/policies/a.toml | 1 | 1 | security-boundaries is required and off | Take it out of "required_gates", or let it run.',
    ]);
  });
});

test.each([...BUILT_IN_POLICIES.keys()])('%s as a file is the same policy', (name) => {
  const { policy } = builtIn(name);
  const text = renderPolicy(policy);
  expect(parsePolicyFile(text, 'a.toml')).toMatchObject({ file: policy, problems: [] });
  expect(resolved('own', { own: text }).policy).toEqual(policy);
});

describe('[policy] of drift.toml', () => {
  const configured = (over: Partial<DriftConfig['policy']>) =>
    configuredPolicy(builtIn('standard'), { ...DEFAULT_CONFIG.policy, ...over });

  test('that changes nothing leaves the policy as it is', () => {
    expect(configured({ started: '2026-01-01' })).toEqual({ ok: true, value: builtIn('standard') });
  });

  test('changes single settings, and its name says so', () => {
    const made = configured({
      mode: 'weighted',
      threshold: 90,
      required_gates: [],
      gates: { 'test-coverage': 'off' },
      ramp_up_days: 7,
    });
    expect(made).toMatchObject({
      ok: true,
      value: {
        name: 'standard, changed by drift.toml',
        policy: {
          mode: 'weighted',
          threshold: 90,
          required_gates: [],
          ramp_up_days: 7,
          gates: { 'test-coverage': { level: 'off', min_coverage: 80 } },
        },
      },
    });
  });

  test('cannot switch a required gate off', () => {
    expect(configured({ gates: { 'security-boundaries': 'off' } })).toMatchObject({
      ok: false,
      problems: [{ message: 'security-boundaries is required and off', file: 'drift.toml' }],
    });
  });
});
