import type { PolicyScope } from '@drift/shared';
import { describe, expect, test } from 'vitest';
import { toFileId } from '../../host/narrow.ts';
import { policyInScope, policyScopes, type RunSubject } from './policy-scope.ts';

interface About {
  readonly branch?: string | null;
  readonly author?: readonly string[];
  readonly files?: readonly string[];
}

const subject = ({ branch = 'main', author = ['Ada', 'ada@example.com'], files = [] }: About = {}): RunSubject => ({
  branch,
  author,
  files: files.map(toFileId),
});
const chosen = (scopes: Readonly<Record<string, PolicyScope>>, about: About = {}) =>
  policyInScope(new Map(Object.entries(scopes)), subject(about));
const texts = (own: Readonly<Record<string, string>>) =>
  new Map(Object.entries(own).map(([name, text]) => [name, { path: `.drift/policies/${name}.toml`, text }]));

describe('a scope holds', () => {
  const api = ['packages/api/a.ts', 'packages/api/b/c.ts'];
  test.each<[string, PolicyScope, About, boolean]>([
    ['for a branch', { branches: ['main'] }, {}, true],
    ['for no other', { branches: ['main'] }, { branch: 'next' }, false],
    ['for none of several', { branches: ['main', 'next'] }, { branch: 'next' }, true],
    ['for branches below', { branches: ['release/*'] }, { branch: 'release/1.2' }, true],
    ['for the whole name', { branches: ['release/*'] }, { branch: 'old/release/1' }, false],
    ['for choices', { branches: ['{fix,chore}/**'] }, { branch: 'fix/a/b' }, true],
    ['for no branch where none is checked out', { branches: ['**'] }, { branch: null }, false],
    ['for a name', { authors: ['Ada'] }, {}, true],
    ['for an address', { authors: ['*@example.com'] }, {}, true],
    ['for no other author', { authors: ['*@example.org'] }, {}, false],
    ['where nobody committed yet', { authors: ['*'] }, { author: [] }, false],
    ['where everything lies in a folder', { paths: ['packages/api'] }, { files: api }, true],
    ['and not where one file does not', { paths: ['packages/api/'] }, { files: [...api, 'x.ts'] }, false],
    ['and not where there is no file', { paths: ['packages/api'] }, {}, false],
    ['where one file is among some', { include_files: ['**/c.ts'] }, { files: api }, true],
    ['and not where none is', { include_files: ['c.ts'] }, { files: api }, false],
    ['where no file is among some', { exclude_files: ['**/*.py'] }, { files: api }, true],
    ['where there is none at all', { exclude_files: ['**/*.py'] }, {}, true],
    ['and not where one is', { exclude_files: ['packages/**/a.ts'] }, { files: api }, false],
    ['where all of it does', { branches: ['main'], include_files: ['x.ts'] }, { files: api }, false],
  ])('%s', (_name, scope, about, expected) => {
    expect(chosen({ own: scope }, about).name).toBe(expected ? 'own' : null);
  });
});

describe('of several that hold', () => {
  const all: About = { files: ['src/a.ts'] };
  const order: readonly (readonly [string, PolicyScope])[] = [
    ['a', { branches: ['main'], authors: ['Ada'] }],
    ['b', { branches: ['*'], include_files: ['src'] }],
    ['c', { branches: ['*'] }],
    ['d', { paths: ['src'], authors: ['Ada'] }],
    ['e', { paths: ['src'] }],
    ['f', { authors: ['Ada'], exclude_files: ['x'] }],
    ['g', { authors: ['Ada'] }],
    ['h', { include_files: ['src'] }],
    ['i', { exclude_files: ['x'] }],
  ];

  test('the one that says most does, in whatever order they come', () => {
    for (let n = 0; n < order.length; n++) {
      const rest = order.slice(n);
      expect(chosen(Object.fromEntries([...rest].reverse()), all)).toEqual({ name: order[n]?.[0], warnings: [] });
    }
  });

  test('and say as much, the first by name does, and it is told', () => {
    const { name, warnings } = chosen({ b: { branches: ['main'] }, a: { branches: ['*'] }, c: { authors: ['Ada'] } });
    expect([name, warnings.map((w) => w.message)]).toEqual([
      'a',
      ['the policies a, b are meant for this run as much as one another; a holds'],
    ]);
  });
});

test('policies for branches that cannot hold for want of a branch are named', () => {
  const scopes = { z: { branches: ['*'] }, a: { branches: ['main'] }, own: { authors: ['Ada'] } };
  const { name, warnings } = chosen(scopes, { branch: null });
  expect([name, warnings.map((w) => w.message)]).toEqual([
    'own',
    ['no branch is checked out, so no policy for branches holds: a, z'],
  ]);
});

describe('policy files', () => {
  const scopesOf = (own: Readonly<Record<string, string>>) => {
    const found = policyScopes(texts(own));
    return found.ok ? [...found.value.keys()] : found.problems.map((p) => `${p.file}: ${p.message}`);
  };

  test.each<[string, Record<string, string>, string[]]>([
    ['with a scope are meant for something', { own: '[scope]\nbranches = ["main"]\n' }, ['own']],
    ['without one are not', { own: 'threshold = 3\n', empty: '[scope]\n' }, []],
    ['named after a built-in policy never are', { strict: '[scope]\nbranches = ["*"]\n' }, []],
    ['at fault that have none are nobody else’s trouble', { own: 'thresold = 60\n' }, []],
    [
      'at fault that seem to have one leave no choice',
      { own: 'thresold = 60\nscope = { branches = ["main"] }\n' },
      [".drift/policies/own.toml: Unknown key 'thresold'. Did you mean 'threshold'?"],
    ],
    [
      'with a list of nothing are at fault',
      { own: '[scope]\nbranches = []\n' },
      ['.drift/policies/own.toml: scope.branches cannot be []; use a list of one or more patterns.'],
    ],
    [
      'with a malformed pattern are at fault',
      { own: '[scope]\nauthors = ["a["]\n' },
      ['.drift/policies/own.toml: malformed pattern in scope.authors: a['],
    ],
    [
      'with another key are at fault',
      { own: '[scope]\nbranch = ["main"]\n' },
      [".drift/policies/own.toml: Unknown key 'scope.branch'. Did you mean 'branches'?"],
    ],
  ])('%s', (_name, own, expected) => {
    expect(scopesOf(own)).toEqual(expected);
  });
});
