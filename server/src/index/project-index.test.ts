import { expect, test } from 'vitest';
import { fileId } from './narrow.ts';
import { factsAt, indexOf, renderImports, renderSymbol } from './text-project.ts';

const CHAIN = `
//- leaf.ts
export function leaf() { return 1; }
//- barrel.ts
export * from './leaf';
//- outer.ts
export { leaf } from './barrel';
//- user.ts
import { leaf } from './outer';
//- plain.ts
import { leaf } from './leaf';
//- after.ts
import './plain';
//- stranger.ts
export const x = 1;
`;

test('a body edit touches nobody, an interface edit everyone it reaches through re-exports', async () => {
  const index = await indexOf(CHAIN);
  const body = index.replace(fileId('leaf.ts'), await factsAt('leaf.ts', 'export function leaf() { return 2; }\n'));
  expect(body.interfaceChanged).toBe(false);
  expect(body.dependents).toEqual([]);
  const face = index.replace(
    fileId('leaf.ts'),
    await factsAt('leaf.ts', 'export function leaf(a: number) { return 2; }\n'),
  );
  expect(face.interfaceChanged).toBe(true);
  expect(face.dependents).toEqual(['barrel.ts', 'outer.ts', 'plain.ts', 'user.ts']);
});

test('a file that goes and comes back', async () => {
  const index = await indexOf(CHAIN);
  const facts = index.facts(fileId('leaf.ts'));
  const before = renderImports(index);
  expect(index.importersOf(fileId('leaf.ts'))).toEqual(['barrel.ts', 'plain.ts']);
  const gone = index.replace(fileId('leaf.ts'), null);
  expect(gone.dependents).toEqual(['barrel.ts', 'outer.ts', 'plain.ts', 'user.ts']);
  expect(index.files()).not.toContain('leaf.ts');
  expect(index.importersOf(fileId('leaf.ts'))).toEqual([]);
  expect(renderImports(index)).toContain('plain.ts: ./leaf -> (missing)');
  expect(index.definitionsNamed('leaf', 'typescript')).toEqual([]);
  const back = index.replace(fileId('leaf.ts'), facts);
  expect(back.dependents).toEqual(['barrel.ts', 'outer.ts', 'plain.ts', 'user.ts']);
  expect(renderImports(index)).toEqual(before);
  expect(index.replace(fileId('never.ts'), null)).toMatchObject({ interfaceChanged: false, dependents: [] });
});

test('a file that comes before another in the order of extensions takes its importers over', async () => {
  const index = await indexOf('//- a.ts\nimport "./b";\n//- b.js\n');
  expect(renderImports(index)).toEqual(['a.ts: ./b -> b.js']);
  expect(index.replace(fileId('b.ts'), await factsAt('b.ts', '')).dependents).toEqual(['a.ts']);
  expect(renderImports(index)).toEqual(['a.ts: ./b -> b.ts']);
  expect(index.importersOf(fileId('b.js'))).toEqual([]);
});

test('what a barrel hands on is part of its interface', async () => {
  const index = await indexOf(
    '//- p/__init__.py\nfrom .a import f\n//- p/a.py\ndef f(): pass\n//- m.py\nfrom p import f\n',
  );
  const change = index.replace(fileId('p/__init__.py'), await factsAt('p/__init__.py', 'from .a import f as g\n'));
  expect(change).toMatchObject({ interfaceChanged: true, dependents: ['m.py'] });
});

test('names handed on reach only who takes them', async () => {
  const index = await indexOf(`
//- a.py
def f(): pass
//- b.py
from a import f
def own(): f()
//- takes.py
from b import f as g
//- further.py
from takes import g
//- whole.py
import b
//- other.py
from b import own
//- c.js
const { f } = require('./d');
exports.g = f;
//- d.js
exports.f = 1;
//- e.js
const { g } = require('./c');
`);
  const change = index.replace(fileId('a.py'), await factsAt('a.py', 'def f(x): pass\n'));
  expect(change.dependents).toEqual(['b.py', 'further.py', 'takes.py', 'whole.py']);
  expect(index.replace(fileId('d.js'), await factsAt('d.js', 'exports.h = 1;')).dependents).toEqual(['c.js', 'e.js']);
});

test('files of one package see each other without an import', async () => {
  const index = await indexOf(`
//- a/A.java
package a;
class A {}
//- a/B.java
package a;
class B {}
//- c/C.java
package c;
import a.A;
class C {}
//- d/D.java
package d;
class D {}
//- n/Outer.cs
namespace N;
class Outer {}
//- n/Inner.cs
namespace N.Inner;
class X {}
`);
  const change = index.replace(fileId('a/A.java'), await factsAt('a/A.java', 'package a;\nclass A { void m() {} }\n'));
  expect(change.dependents).toEqual(['a/B.java', 'c/C.java']);
  const outer = index.replace(fileId('n/Outer.cs'), await factsAt('n/Outer.cs', 'namespace N;\nclass Outer2 {}\n'));
  expect(outer.dependents).toEqual(['n/Inner.cs']);
  const moved = index.replace(fileId('a/A.java'), await factsAt('a/A.java', 'package z;\nclass A {}\n'));
  expect(moved.dependents).toEqual(['a/B.java', 'c/C.java']);
});

test('definitions by name, within languages that can name each other', async () => {
  const index = await indexOf(
    '//- b.js\nfunction go() {}\n//- a.ts\nclass A { go() {} }\n//- c.go\npackage c\nfunc go() {}\n',
  );
  const found = index.definitionsNamed('go', 'typescript').map((ref) => renderSymbol(index, ref));
  expect(found).toEqual(['a.ts A.go', 'b.js go']);
  expect(index.definitionsNamed('', 'typescript')).toEqual([]);
  expect(index.definitionsNamed('__proto__', 'typescript')).toEqual([]);
});

test('other manifests resolve everything anew', async () => {
  const index = await indexOf('//- a.ts\nimport "@/b";\n//- src/b.ts\n');
  expect(renderImports(index)).toEqual(['a.ts: @/b -> [@/b]']);
  index.setManifests(new Map([[fileId('tsconfig.json'), '{"compilerOptions":{"paths":{"@/*":["src/*"]}}}']]));
  expect(renderImports(index)).toEqual(['a.ts: @/b -> src/b.ts']);
  expect(index.importersOf(fileId('src/b.ts'))).toEqual(['a.ts']);
});
