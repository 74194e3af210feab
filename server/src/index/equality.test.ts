import type { FileId } from '@drift/shared';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FileFacts } from '../facts/file-facts.ts';
import { fileId } from './narrow.ts';
import { ProjectIndex } from './project-index.ts';
import { factsAt, renderCalls, renderImports, renderSymbol } from './text-project.ts';

const SEED = 20_260;
/** Every file with the texts it may have; each pair of texts differs in what other files can see. */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  'a.ts': ['import { f } from "./b"; f();', 'import { f } from "./lib"; import * as l from "./lib"; f(); l.g();', ''],
  'b.ts': ['export function f() {}', 'export * from "./lib";', 'export { f } from "./c"; export function g() {}'],
  'b.js': ['export function f() {}', 'exports.f = f; function f() {}'],
  'c.tsx': ['export { f } from "./b";', 'export default function f() {}'],
  'lib/index.ts': ['export * from "../b"; export * from "./g";', 'export function f() {}'],
  'lib/g.ts': ['export function g() {}', 'export const g = 1;'],
  'p/__init__.py': ['from .m import run', 'from .m import *', ''],
  'p/m.py': ['def run(): pass', 'run = 1'],
  'main.py': ['from p import run\nrun()', 'import p.m\np.m.run()', 'from q import m\nm.run()'],
  'x/q/__init__.py': [''],
  'x/q/m.py': ['def run(): pass'],
  'y/q/__init__.py': [''],
  'j/A.java': ['package j; import k.B; class A { void m() { B.s(); } }', 'package k; import k.*; class A {}'],
  'j/B.java': ['package k; class B { static void s() {} }', 'package j; class B { static void s() {} }'],
  'k/B.java': ['class Broken {}', 'package k; class C {}'],
  's/A.cs': ['using N.M; namespace N; partial class A { void R() { S(); } void S() {} }', 'namespace Q { class A {} }'],
  's/B.cs': ['namespace N.M; class B {}', 'namespace N; partial class A { void S(int i) {} }'],
  'g/a.go': ['package g\nimport "ex.com/m/h"\nfunc A() { b(); h.H() }', 'package g\nfunc b() {}'],
  'g/b.go': ['package g\nfunc b() {}', 'package other\nfunc b() {}'],
  'h/h.go': ['package h\nfunc H() {}', 'package h'],
  'src/lib.rs': ['mod d; use crate::d::go; fn t() { go(); }', 'pub use crate::d::*;'],
  'src/d.rs': ['pub fn go() {}', 'use super::*; fn x() {}'],
  'src/d/mod.rs': ['pub fn go() {}'],
  'lib/r.rb': ["require 'z/y'\nrequire_relative 'z/y'"],
  'lib/z/y.rb': ['class Y; end'],
  'app/models/z/y.rb': ['class Y; end'],
  'h.php': ['<?php use App\\U; use App\\f; f();', '<?php namespace App; class U {}'],
  'u.php': ['<?php namespace App; class U {} function f() {}', '<?php namespace Other; class U {}'],
};
const MANIFESTS = new Map([[fileId('go.mod'), 'module ex.com/m\n']]);
const PATHS = Object.keys(TEXTS);

/** Everything the index can be asked, as text. */
function everything(index: ProjectIndex): string[] {
  const lines = [...renderImports(index)];
  for (const file of index.files()) {
    lines.push(`importers of ${file}: ${index.importersOf(file).join(' ')}`, ...renderCalls(index, file));
    for (const name of ['f', 'g', 'run', 'go', 'default', 'A', 'H', 'U']) {
      lines.push(`${file} exports ${name}: ${renderSymbol(index, index.exportedSymbol(file, name))}`);
    }
  }
  for (const name of ['f', 'b', 'run', 'S', 'A', 'y']) {
    for (const language of ['typescript', 'python', 'java', 'csharp', 'go'] as const) {
      lines.push(
        `${name}: ${index
          .definitionsNamed(name, language)
          .map((r) => renderSymbol(index, r))
          .join(', ')}`,
      );
    }
  }
  return lines;
}

async function variants(): Promise<Map<string, readonly FileFacts[]>> {
  const all = new Map<string, readonly FileFacts[]>();
  for (const [path, texts] of Object.entries(TEXTS)) {
    all.set(path, await Promise.all(texts.map((text) => factsAt(path, text))));
  }
  return all;
}

/** Every file with the first of its texts, so that most edits meet something that looks for them. */
function firsts(facts: ReadonlyMap<string, readonly FileFacts[]>): Map<FileId, FileFacts> {
  return new Map(
    [...facts].flatMap(([path, [first]]) => (first === undefined ? [] : [[fileId(path), first] as const])),
  );
}

function cold(files: ReadonlyMap<FileId, FileFacts>): ProjectIndex {
  const index = new ProjectIndex();
  index.setManifests(MANIFESTS);
  for (const file of [...files.keys()].sort()) index.replace(file, files.get(file) ?? null);
  return index;
}

const steps = fc.array(
  fc.record({
    path: fc.constantFrom(...PATHS),
    text: fc.integer({ min: -1, max: 2 }),
    ask: fc.integer({ min: 0, max: 3 }),
  }),
  { minLength: 1, maxLength: 60, size: 'max' },
);

test(`any order of replacements equals a cold build (seed ${SEED})`, async () => {
  const facts = await variants();
  fc.assert(
    fc.property(steps, (list) => {
      const held = firsts(facts);
      const index = cold(held);
      for (const { path, text, ask } of list) {
        const file = fileId(path);
        const next = facts.get(path)?.[text] ?? null;
        const change = index.replace(file, next);
        if (next === null) held.delete(file);
        else held.set(file, next);
        // Questions in between leave memoised answers behind, which must not survive what they depend on.
        if (ask === 1) renderImports(index);
        else if (ask === 2) everything(index);
        else if (ask === 3) expect(change.dependents).not.toContain(file);
      }
      expect(everything(index)).toEqual(everything(cold(held)));
    }),
    { seed: SEED, numRuns: 150 },
  );
});

test(`answers change only for dependents (seed ${SEED})`, async () => {
  const facts = await variants();
  fc.assert(
    fc.property(steps, (list) => {
      const index = cold(firsts(facts));
      for (const { path, text } of list) {
        const before = perFile(index);
        const change = index.replace(fileId(path), facts.get(path)?.[text] ?? null);
        const allowed = new Set<string>([path, ...change.dependents]);
        for (const [file, answer] of perFile(index)) {
          if (!allowed.has(file) && before.has(file)) expect(`${file}: ${answer}`).toBe(`${file}: ${before.get(file)}`);
        }
      }
    }),
    { seed: SEED, numRuns: 60 },
  );
});

/** What each file's own imports and calls mean. */
function perFile(index: ProjectIndex): Map<string, string> {
  return new Map(
    index.files().map((file) => [file, [...importLines(index, file), ...renderCalls(index, file)].join('\n')]),
  );
}

/** Groups are left out: who joins one is a matter of the importer's dependents, which the calls show. */
function importLines(index: ProjectIndex, file: FileId): string[] {
  return renderImports(index).filter((line) => line.startsWith(`${file}: `));
}
