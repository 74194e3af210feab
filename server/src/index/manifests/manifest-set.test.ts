import { withoutJsonComments } from '@drift/shared';
import { expect, test } from 'vitest';
import { fileId } from '../narrow.ts';
import { ManifestSet } from './manifest-set.ts';

function read(files: Readonly<Record<string, string>>): ManifestSet {
  return new ManifestSet(new Map(Object.entries(files).map(([path, text]) => [fileId(path), text])));
}

test('broken and huge manifests are reported and harmless', () => {
  const set = read({
    'a/package.json': '{ "name": ',
    'b/tsconfig.json': '[[[',
    'c/Cargo.toml': '= broken',
    'd/composer.json': ' '.repeat(1_000_001),
    'e/package.json': 'null',
    'f/tsconfig.json': `${'['.repeat(200_000)}`,
    'g/go.mod': 'nothing here',
    'h/package.json': '',
  });
  expect(set.problems.map((p) => p.file)).toEqual([
    'a/package.json',
    'b/tsconfig.json',
    'c/Cargo.toml',
    'd/composer.json',
    'f/tsconfig.json',
    'h/package.json',
  ]);
  expect(set.problems.every((p) => p.code === 'CONFIG_ERROR')).toBe(true);
  expect(set.goModules).toEqual([]);
});

test('prototype keys and values of unexpected form are only data', () => {
  const set = read({
    'package.json':
      '{"name":"__proto__","exports":{"__proto__":{"polluted":"./x"},"./constructor":["./c",{"a":{"b":7}}]},"imports":"no","main":{}}',
    'tsconfig.json': '{"compilerOptions":{"paths":{"__proto__":["./p"],"@/*":"src/*","x":[1,null]},"baseUrl":9}}',
    'composer.json': '{"autoload":{"psr-4":{"__proto__":"p/","A\\\\":[1,"a"]}}}',
    'Cargo.toml': '[package]\nname = 3\n["__proto__"]\nx = 1\n',
  });
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
  expect(set.problems).toEqual([]);
  expect(set.packages.get('')?.exports.get('./constructor')).toEqual(['./c']);
  expect(set.aliases.get('')?.paths).toEqual([
    ['__proto__', ['p']],
    ['@/*', ['src/*']],
    ['x', []],
  ]);
  expect(set.psr4).toEqual([
    { name: '__proto__', path: 'p' },
    { name: 'A', path: 'a' },
  ]);
});

test('extends in a circle, to nowhere and out of the workspace ends', () => {
  const set = read({
    'tsconfig.json': '{"extends":["./a","../../x","pkg/base"]}',
    'a.json': '{}',
    'tsconfig.a.json': '{"extends":"./tsconfig.json","compilerOptions":{"baseUrl":"../.."}}',
    'b/tsconfig.json': '{"extends":"../tsconfig.a.json"}',
  });
  expect(set.aliases.get('b')).toEqual({ baseUrl: null, paths: [] });
});

test('a package name declared twice stands for neither', () => {
  const set = read({
    'a/package.json': '{"name":"x"}',
    'b/package.json': '{"name":"x"}',
    'c/package.json': '{"name":"y"}',
  });
  expect([...set.packageNames.keys()]).toEqual(['y']);
});

test('comments and trailing commas go, strings stay', () => {
  const text = '{ // c\n "a": "// no /* no */ \\" ,}", /* b */ "b": [1, 2 , ], }';
  expect(JSON.parse(withoutJsonComments(text))).toEqual({ a: '// no /* no */ " ,}', b: [1, 2] });
  for (const broken of ['"', '/', '/*', '//', '"\\', ',}']) expect(() => withoutJsonComments(broken)).not.toThrow();
});
