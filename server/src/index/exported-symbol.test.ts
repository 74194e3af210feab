import { expect, test } from 'vitest';
import { fileId } from './narrow.ts';
import { indexOf, renderSymbol } from './text-project.ts';

async function exported(text: string, asks: readonly (readonly [string, string])[]): Promise<string[]> {
  const index = await indexOf(text);
  return asks.map(([file, name]) => `${name}: ${renderSymbol(index, index.exportedSymbol(fileId(file), name))}`);
}

test('barrels, renamed and default exports', async () => {
  const text = `
//- index.ts
export * from './a';
export { b } from './b';
export { default as Widget } from './widget';
export { renamed as other } from './b';
export * as ns from './ns';
import { local as mine } from './b';
export { mine };
//- a.ts
export function a() {}
export const arrow = () => 1;
export const value = wrap(() => 1);
function hidden() {}
export function over(x: string): void;
export function over(x: number): void;
export function over(x: any) {}
//- b.ts
export { b } from './deep';
export function renamed() {}
function local() {}
export { local };
//- deep.ts
export async function b() {}
//- ns.ts
export function inside() {}
//- widget.ts
export default class Widget {}
//- anonymous.ts
export default function () {}
//- wrapped.ts
export default wrap(() => 1)
//- value.ts
const run = () => 1;
export default run;
`;
  const asks = ['a', 'arrow', 'value', 'hidden', 'over', 'b', 'Widget', 'other', 'inside', 'mine', 'nothing'];
  expect(
    await exported(
      text,
      asks.map((name) => ['index.ts', name] as const),
    ),
  ).toEqual([
    'a: a.ts a',
    'arrow: a.ts arrow',
    'value: ?',
    'hidden: ?',
    'over: a.ts over',
    'b: deep.ts b',
    'Widget: widget.ts Widget',
    'other: b.ts renamed',
    'inside: ?',
    'mine: b.ts local',
    'nothing: ?',
  ]);
  expect(
    await exported(text, [
      ['anonymous.ts', 'default'],
      ['wrapped.ts', 'default'],
      ['value.ts', 'default'],
      ['a.ts', 'default'],
    ]),
  ).toEqual(['default: anonymous.ts <anonymous>', 'default: ?', 'default: value.ts run', 'default: ?']);
});

test('cycles of re-exports end, and two sources of one name are no answer', async () => {
  expect(
    await exported(
      `
//- a.ts
export * from './b';
export * from './c';
//- b.ts
export * from './a';
export function one() {}
export function two() {}
//- c.ts
export * from './a';
export { loop } from './d';
export function two() {}
//- d.ts
export { loop } from './c';
`,
      [
        ['a.ts', 'one'],
        ['a.ts', 'two'],
        ['a.ts', 'loop'],
        ['c.ts', 'two'],
      ],
    ),
  ).toEqual(['one: b.ts one', 'two: ?', 'loop: ?', 'two: c.ts two']);
});

test('commonjs', async () => {
  const text = `
//- a.js
class Server {}
module.exports = Server;
exports.walk = walk;
exports.run = function () {};
function walk() {}
`;
  expect(
    await exported(text, [
      ['a.js', 'default'],
      ['a.js', 'walk'],
      ['a.js', 'run'],
      ['a.js', 'Server'],
    ]),
  ).toEqual(['default: a.js Server', 'walk: a.js walk', 'run: a.js run', 'Server: ?']);
});

test('python packages and rust modules hand names on', async () => {
  const text = `
//- pkg/__init__.py
from .core import run as start
from .more import *
def twice(): pass
def twice(): pass
//- pkg/core.py
def run(): pass
//- pkg/more.py
def extra(): pass
def _hidden(): pass
//- src/lib.rs
pub mod deep;
pub use crate::deep::go;
pub use crate::deep::stop as halt;
//- src/deep.rs
pub fn go() {}
pub fn stop() {}
`;
  expect(
    await exported(text, [
      ['pkg/__init__.py', 'start'],
      ['pkg/__init__.py', 'run'],
      ['pkg/__init__.py', 'extra'],
      ['pkg/__init__.py', '_hidden'],
      ['pkg/__init__.py', 'twice'],
      ['src/lib.rs', 'go'],
      ['src/lib.rs', 'halt'],
    ]),
  ).toEqual([
    'start: pkg/core.py run',
    'run: ?',
    'extra: pkg/more.py extra',
    '_hidden: ?',
    'twice: ?',
    'go: src/deep.rs go',
    'halt: src/deep.rs stop',
  ]);
});
