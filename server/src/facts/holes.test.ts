import { expect, test } from 'vitest';
import { fillIn } from './formatting.ts';
import { cutText, holeOf, plainHoles, replaceHoles } from './holes.ts';

test('a hole carries a readable path only', () => {
  expect(holeOf('user.id')).toBe('{user.id}');
  expect(holeOf('$this.table')).toBe('{$this.table}');
  expect(holeOf('?')).toBe('{}');
  expect(holeOf('?()')).toBe('{}');
  expect(holeOf('a{b}')).toBe('{}');
  expect(holeOf(`first.${'x'.repeat(60)}.last()`)).toBe('{last()}');
});

test('holes are found again, other braces are left alone', () => {
  expect(plainHoles('a {user.id} {} {"id": 1} {0}')).toBe('a {} {} {"id": 1} {0}');
  expect(replaceHoles('{a} {b()}', (path) => `<${path}>`)).toBe('<a> <b()>');
});

test('a hole is cut as a whole', () => {
  expect(cutText('ab {user.id}', 8)).toBe('ab ');
  expect(cutText('ab {x} c', 7)).toBe('ab {x} ');
});

test('format strings are filled in order, by number and by name', () => {
  const values = [
    { keyword: '', text: '{a}' },
    { keyword: '', text: 'b' },
    { keyword: 'key', text: '{c}' },
  ];
  expect(fillIn('percent', '%s %d %%', values)).toBe('{a} %d %');
  expect(fillIn('percent', '%2$s %1$s', values)).toBe('b {a}');
  expect(fillIn('percent', '%(key)s %(other)s', values)).toBe('{c} {}');
  expect(fillIn('braces', '{} {1} {{x}} {key} {inline} {:d} {a.b}', values)).toBe('{a} b {x} {c} {inline} 0 {}');
});

test('a long run of digits and flags takes linear time', () => {
  const text = `%${'0'.repeat(100_000)}`;
  expect(fillIn('percent', text, []).length).toBe(text.length);
});
