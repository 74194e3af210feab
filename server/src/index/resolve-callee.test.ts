import { expect, test } from 'vitest';
import { indexOf, renderCalls } from './text-project.ts';

async function calls(path: string, text: string): Promise<string[]> {
  return renderCalls(await indexOf(text), path);
}

test('typescript: own functions, imports, namespaces, this', async () => {
  expect(
    await calls(
      'a.ts',
      `
//- b.ts
export function named() {}
export default function main() {}
export class Tool { static make() {} use() {} }
//- a.ts
import start, { named as n, Tool } from './b';
import * as b from './b';
function own() { own(); n(); start(); b.named(); b.gone(); Tool.make(); Tool.use(); new Tool(); }
const arrow = () => own();
arrow();
missing();
`,
    ),
  ).toEqual([
    'own -> a.ts own',
    'n -> b.ts named',
    'start -> b.ts main',
    'b.named -> b.ts named',
    'b.gone -> ?',
    'Tool.make -> b.ts Tool.make',
    'Tool.use -> ?',
    'Tool -> b.ts Tool',
    'own -> a.ts own',
    'arrow -> a.ts arrow',
    'missing -> ?',
  ]);
});

test('typescript: what hides, repeats or reassigns a name leaves it open', async () => {
  expect(
    await calls(
      'a.ts',
      `
//- b.ts
export function ext() {}
//- a.ts
import { ext } from './b';
function f() {}
function g() {}
let later = () => 1;
later = () => 2;
function one(f: any) { f(); g(); }
function two() { const f = pick(); f(); }
function three({ g }: X) { g(); }
function four() { function f() {} f(); }
function five() { try { g(); } catch (ext) { ext(); } }
function six() { const ext = 1; return () => ext(); }
later();
const o = { method() {} };
method();
x.late = function () {};
late();
`,
    ),
  ).toEqual([
    'f -> ?',
    'g -> a.ts g',
    'pick -> ?',
    'f -> ?',
    'g -> ?',
    'f -> a.ts four.f',
    'g -> a.ts g',
    'ext -> ?',
    'ext -> ?',
    'later -> ?',
    'method -> ?',
    'late -> ?',
  ]);
});

test('typescript: methods of this', async () => {
  expect(
    await calls(
      'a.ts',
      `
//- a.ts
class A {
  field = () => 1;
  handler: () => void;
  get got() { return () => 1; }
  run() { this.own(); this.field(); this.handler(); this.got(); this.twice(); this.inherited(); this.changed(); }
  own() { function inner() { this.own(); } }
  changed() {}
  twice() {}
  twice() {}
}
class B { own() {} run() { this.own(); this.a.own(); } }
function reset(this: A) { this.changed = null; }
`,
    ),
  ).toEqual([
    'this.own -> a.ts A.own',
    'this.field -> a.ts A.field',
    'this.handler -> ?',
    'this.got -> ?',
    'this.twice -> ?',
    'this.inherited -> ?',
    'this.changed -> ?',
    'this.own -> ?',
    'this.own -> a.ts B.own',
    'this.a.own -> ?',
  ]);
});

test('python', async () => {
  expect(
    await calls(
      'app/main.py',
      `
//- app/__init__.py
//- app/util.py
def help(): pass
//- app/main.py
import app.util
from app import util as u
from .util import help
def run(cb):
    help()
    u.help()
    app.util.help()
    cb()
    run(cb)
class C:
    def go(self):
        self.stop()
        stop()
    def stop(self): pass
    @staticmethod
    def make(): pass
C.make()
C.go()
`,
    ),
  ).toEqual([
    'help -> app/util.py help',
    'u.help -> app/util.py help',
    'app.util.help -> app/util.py help',
    'cb -> ?',
    'run -> app/main.py run',
    'self.stop -> app/main.py C.stop',
    'stop -> ?',
    'C.make -> app/main.py C.make',
    'C.go -> ?',
  ]);
});

test('java: own and static methods, none where a supertype may answer', async () => {
  expect(
    await calls(
      'a/Main.java',
      `
//- b/Util.java
package b;
public class Util { public static void go() {} public static void twice() {} public static void twice(int a) {} }
//- a/Main.java
package a;
import b.Util;
import static b.Util.go;
class Main {
  void run() { own(); this.own(); go(); Util.go(); Util.twice(); over(); }
  void own() {}
  void over() {}
  void over(int a) {}
  class Inner extends Base { void x() { own(); mine(); } void mine() {} }
}
`,
    ),
  ).toEqual([
    'own -> a/Main.java Main.own',
    'this.own -> a/Main.java Main.own',
    'go -> b/Util.java Util.go',
    'Util.go -> b/Util.java Util.go',
    'Util.twice -> ?',
    'over -> ?',
    'own -> ?',
    'mine -> a/Main.java Main.Inner.mine',
  ]);
});

test('go: packages and files of the same package', async () => {
  expect(
    await calls(
      'web/a.go',
      `
//- go.mod
module ex.com/m
//- db/db.go
package db
func Open() {}
//- web/b.go
package web
func helper() {}
func double() {}
//- web/c.go
package web
func double() {}
func (s *S) method() {}
//- other/d.go
package other
func far() {}
//- web/a.go
package web
import store "ex.com/m/db"
func A() { helper(); store.Open(); double(); method(); far(); A() }
`,
    ),
  ).toEqual([
    'helper -> web/b.go helper',
    'store.Open -> db/db.go Open',
    'double -> ?',
    'method -> ?',
    'far -> ?',
    'A -> web/a.go A',
  ]);
});

test('csharp, ruby, rust, php and kotlin', async () => {
  const index = await indexOf(`
//- A.cs
namespace N;
partial class A { void Run() { Own(); this.Own(); Split(); } void Own() {} void Split() {} }
//- A.more.cs
namespace N;
partial class A { void Split(int x) {} }
//- a.rb
class A
  def run; own(); self.own; each { own }; end
  def own; end
end
//- src/lib.rs
mod deep;
use crate::deep::go;
use crate::deep;
struct S;
impl S { fn run(&self) { self.own(); go(); deep::go(); helper(); } fn own(&self) {} }
fn helper() {}
mod tests { fn t() { helper(); } }
//- src/deep.rs
pub fn go() {}
//- a.php
<?php
function top() {}
class A { function run() { $this->own(); self::make(); top(); } function own() {} static function make() {} }
//- a.kt
class A { fun run() { own(); this.own(); top(); xs.map { own() } }
  fun own() {} }
fun top() {}
`);
  expect(renderCalls(index, 'A.cs')).toEqual(['Own -> A.cs A.Own', 'this.Own -> A.cs A.Own', 'Split -> ?']);
  expect(renderCalls(index, 'a.rb')).toEqual(['own -> a.rb A.own', 'self.own -> a.rb A.own', 'each -> ?', 'own -> ?']);
  expect(renderCalls(index, 'src/lib.rs')).toEqual([
    'self.own -> src/lib.rs S.own',
    'go -> src/deep.rs go',
    'deep.go -> src/deep.rs go',
    'helper -> src/lib.rs helper',
    'helper -> ?',
  ]);
  expect(renderCalls(index, 'a.php')).toEqual([
    '$this.own -> a.php A.own',
    'self.make -> a.php A.make',
    'top -> a.php top',
  ]);
  expect(renderCalls(index, 'a.kt')).toEqual([
    'own -> a.kt A.own',
    'this.own -> a.kt A.own',
    'top -> a.kt top',
    'xs.map -> ?',
    'own -> ?',
  ]);
});
