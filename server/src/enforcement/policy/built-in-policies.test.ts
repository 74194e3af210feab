import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { GATES, type Policy, policySchema } from '@drift/shared';
import { expect, test } from 'vitest';
import { BUILT_IN_POLICIES } from './built-in-policies.ts';

const PAGE = fileURLToPath(new URL('../../../../docs/gates.md', import.meta.url));

/** The table of the page, made of the policies. */
function table(): string {
  const names = [...BUILT_IN_POLICIES.keys()];
  const row = (what: string, of: (policy: Policy) => string): string =>
    `| ${what} | ${[...BUILT_IN_POLICIES.values()].map(of).join(' | ')} |`;
  const required = ({ required_gates: ids }: Policy): string =>
    ids.length === 0 ? 'none' : ids.length === GATES.length ? 'all six' : ids.join(', ');
  const level = (id: keyof Policy['gates'], more: (policy: Policy) => string) => (policy: Policy) =>
    policy.gates[id].level === 'off'
      ? 'off'
      : [policy.gates[id].level, more(policy)].filter((t) => t !== '').join(', ');
  return [
    `| | ${names.join(' | ')} |`,
    `|---|${names.map(() => '---|').join('')}`,
    row('mode', (p) => p.mode),
    row('threshold', (p) => String(p.threshold)),
    row('required', required),
    row('required gate not run', (p) => p.on_required_not_run),
    row('ramp-up days', (p) => String(p.ramp_up_days)),
    row(
      '`pattern-compliance`',
      level(
        'pattern-compliance',
        ({ gates: { 'pattern-compliance': g } }) =>
          `${g.min_compliance} % from confidence ${g.min_confidence}, ${g.max_new_deviations >= 1_000_000 ? 'any number of' : g.max_new_deviations} new`,
      ),
    ),
    row(
      '`constraint-verification`',
      level('constraint-verification', () => ''),
    ),
    row(
      '`security-boundaries`',
      level('security-boundaries', (p) => `from ${p.gates['security-boundaries'].fail_on}`),
    ),
    row(
      '`test-coverage`',
      level('test-coverage', (p) => `${p.gates['test-coverage'].min_coverage} %`),
    ),
    row(
      '`error-handling`',
      level('error-handling', () => ''),
    ),
    row(
      '`regression`',
      level('regression', ({ gates: { regression: g } }) => `${g.max_drop} points, warns at ${g.warn_drop}`),
    ),
  ].join('\n');
}

test('each is a whole policy, and requires no gate that is off', () => {
  for (const [name, policy] of BUILT_IN_POLICIES) {
    expect(policySchema.parse(policy)).toEqual(policy);
    expect({ name, off: policy.required_gates.filter((id) => policy.gates[id].level === 'off') }).toEqual({
      name,
      off: [],
    });
  }
});

test('docs/gates.md tables them as they are (UPDATE_GOLDEN=1 rewrites the table)', () => {
  const page = readFileSync(PAGE, 'utf8');
  const wanted = page.replace(/(<!-- generated: policies -->\n)[\s\S]*?(\n<!-- end -->)/, `$1${table()}$2`);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(PAGE, wanted);
  expect(page).toContain(table());
});

test('the weights of the specification sum to one', () => {
  for (const { weights } of BUILT_IN_POLICIES.values())
    expect(GATES.reduce((sum, gate) => sum + (weights[gate] ?? 0), 0)).toBeCloseTo(1, 9);
});
