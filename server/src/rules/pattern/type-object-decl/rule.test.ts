import { expect, test } from 'vitest';
import { fixedBy } from '../../../../../test/support/convention-fix.ts';
import { typeObjectDecl } from './rule.ts';

const MODULE = "import './setup.js';\n";

test.each([
  ['export type A = { a: string };\nf();', 'interface', 'export interface A { a: string }\nf();'],
  [`${MODULE}type A = {\n  a: string;\n}\nf();`, 'interface', `${MODULE}interface A {\n  a: string;\n}\nf();`],
  ['interface A { a: string }\nexport default A;', 'type', 'type A = { a: string };\nexport default A;'],
  ['export interface A {\n  a: string;\n}\n', 'type', 'export type A = {\n  a: string;\n};\n'],
])('declares %s as %s', async (before, expected, after) => {
  expect(await fixedBy(typeObjectDecl, 'a.ts', before, expected)).toBe(after);
});

test.each([
  ['an alias has type parameters', 'type A<T> = { a: T };', 'interface'],
  ['an interface has type parameters', 'interface A<T> { a: T }', 'type'],
  ['the brace touches the name', 'interface A{ a: string }', 'type'],
  ['a script declares it, where it merges with its namesakes', 'type A = { a: string };\nf();', 'interface'],
  ['an interface is the default export', 'export default interface A { a: string }\n', 'type'],
  ['an interface is the default export on two lines', 'export default\ninterface A { a: string }\n', 'type'],
  ['it is declared as usual', 'interface A { a: string }', 'interface'],
])('refuses where %s', async (_, text, expected) => {
  expect(await fixedBy(typeObjectDecl, 'a.ts', text, expected)).toBeNull();
});
