import { type CheckoutAnswer, DEFAULT_CONFIG } from '@drift/shared';
import { describe, expect, test } from 'vitest';
import { type CiContext, LOCAL_CONTEXT } from '../../server/src/ci/context.ts';
import { planOf } from '../../server/src/ci/plan.ts';
import { PULL } from '../support/ci-result.ts';

const CHECKOUT: CheckoutAnswer = {
  isGit: true,
  shallow: false,
  prefix: '',
  head: 'b',
  base: 'origin/main',
  baseline: { commit: 'a', description: 'merge base with origin/main', isAncestor: true },
  problems: [],
  changed: [{ path: 'src/a.ts', status: 'modified' }],
  failOnBefore: 'error',
  ci: DEFAULT_CONFIG.ci,
  ciBefore: null,
  hooks: null,
};
const ASKED = { mode: undefined, base: undefined, maxFiles: 10, named: null } as const;
const CONTEXT: CiContext = { ...PULL, bases: ['origin/main', 'aaaa'] };

/** A checkout that differs from the usual one. */
function plan(over: Partial<CheckoutAnswer>, context = CONTEXT, asked: Partial<Parameters<typeof planOf>[2]> = {}) {
  const { warnings, ...rest } = planOf(context, { ...CHECKOUT, ...over }, { ...ASKED, ...asked });
  return { ...rest, codes: warnings.map((w) => w.code) };
}

describe('what is looked at', () => {
  test('is the change on a pull request, and everything by the clock', () => {
    expect(plan({})).toMatchObject({ mode: 'pr', base: 'origin/main', changedFiles: 1, isEmpty: false, codes: [] });
    const nightly = { ...LOCAL_CONTEXT, event: 'schedule' as const };
    expect(plan({ base: null }, nightly)).toMatchObject({ mode: 'full', base: undefined, all: false });
    expect(plan({}, CONTEXT, { mode: 'full' })).toMatchObject({ mode: 'full', base: 'origin/main' });
  });

  test('is nothing where only a binary, a submodule or a page changed', () => {
    const changed = ['logo.png', 'vendor/lib', 'README.md'].map((path) => ({ path, status: 'modified' as const }));
    expect(plan({ changed })).toMatchObject({ isEmpty: true, changedFiles: 0 });
  });

  test('is everything where the settings changed, for they judge code that was not touched', () => {
    const changed = ['.drift/conventions.json', 'packages/a/drift.toml'].map((path) => ({
      path,
      status: 'modified' as const,
    }));
    expect(plan({ changed })).toMatchObject({ isEmpty: false, changedSettings: changed.map((c) => c.path) });
  });

  test('is everything where too much changed', () => {
    const changed = Array.from({ length: 11 }, (_, i) => ({ path: `${i}.ts`, status: 'added' as const }));
    expect(plan({ changed })).toMatchObject({ mode: 'full', codes: ['CI_TOO_MANY_FILES'], changedFiles: 11 });
    expect(plan({ changed: changed.slice(1) })).toMatchObject({ mode: 'pr', codes: [] });
  });
});

describe('without the commits in between', () => {
  const blind = { mode: 'full', base: 'HEAD', all: true, codes: ['CI_SHALLOW_CLONE'] };
  test('everything counts in a shallow clone', () => {
    expect(plan({ shallow: true, base: null })).toMatchObject(blind);
    expect(plan({ shallow: true, baseline: { commit: 'z', description: 'tip', isAncestor: false } })).toMatchObject(
      blind,
    );
    const atHead = { commit: 'b', description: 'HEAD', isAncestor: true };
    expect(plan({ shallow: true, baseline: atHead, changed: [] }, { ...CONTEXT, bases: [] })).toMatchObject(blind);
    expect(plan({ shallow: true })).toMatchObject({ mode: 'pr', codes: [] });
  });

  test('the default branch is compared with, and told; a base that was asked for is not replaced', () => {
    expect(plan({ base: null })).toMatchObject({ mode: 'pr', base: undefined, codes: ['CI_NO_BASE'] });
    expect(plan({ base: null, baseline: null }, CONTEXT, { base: 'gone' })).toMatchObject({ base: 'gone' });
  });
});
