import { Mod } from '@drift/grammars';
import type { LanguageId } from '@drift/shared';
import type { Row } from '../../../facts/schema.ts';
import { defineConvention } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';
import { isForeignFile, lastPart } from '../free-names.ts';

const NAMES: ReadonlyMap<string, string> = new Map([
  ['one', 'one class in a file'],
  ['several', 'another class in the file'],
]);
/** Small by nature, or an addition to a type, and often kept beside it. */
const ERROR = /(?:Exception|Error|Warning|Fault|EventArgs|Extensions)$/;
/** What C# keeps beside the class that is marked with it, or that hands it out. */
const COMPANION = /(?:Attribute|Args)$/;
/** Names by which frameworks want classes of one kind in one file. */
const GATHERED =
  /(?:^|\/)(?:models|admin|forms|serializers|views|viewsets|apps|exceptions|errors|types|schemas?|tables|fields|filters|signals|tasks|tests|migrations\/[^/]*|Program|Startup|[^/]*\.(?:stories|d))\.\w+$/;
/** Languages in which a class that only its file can see says so by not being exported. */
const BY_EXPORT: ReadonlySet<LanguageId> = new Set<LanguageId>(['javascript', 'typescript']);
/** Classes beside the second one from which on a file of C# holds a collection. */
const MANY = 2;
const HIDDEN = Mod.private | Mod.test;
/** Attributes of structures that native code prescribes. */
const NATIVE: ReadonlySet<string> = new Set(['StructLayout', 'ComImport', 'Guid']);

/** How many classes a file holds. The Kotlin style guide wants classes that belong together in one file. */
export const moduleOneClassPerFile = defineConvention({
  id: 'drift/pattern/module-one-class-per-file',
  title: 'Classes in one file',
  languages: ['csharp', 'java', 'javascript', 'php', 'python', 'ruby', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  fix: 'none',
  precision: {
    corpus: '5 projects of docs/precision with findings',
    sample: 10,
    precision: 0.3,
  },
  sites: 'files named after a class',
  answers: ['one', 'several'],
  describe: (value) => NAMES.get(value) ?? value,
  // A class of its own file is never in the wrong place.
  deviates: (actual, expected) => actual === 'several' && expected === 'one',
  observe(view, report) {
    if (view.role !== 'source' || isForeignFile(view) || GATHERED.test(view.file)) return;
    const classes = standing(view);
    const stem = bareName(view.file.slice(view.file.lastIndexOf('/') + 1).replace(/\.\w+$/, ''));
    // A file that is not named after a class gathers things on purpose.
    const main = classes.find((c) => bareName(c.name) === stem);
    if (main === undefined) return;
    const [second, ...more] = classes.filter((c) => c !== main && standsAlone(view, c));
    // Many classes together are a collection.
    if (view.language === 'csharp' && more.length >= MANY) return;
    const place = second ?? main;
    report({ value: second === undefined ? 'one' : 'several', start: place.nameStart, end: place.nameEnd });
  },
});

/** In C#, a class that only its assembly sees serves its neighbour, and a part of a type says nothing about where it stands. */
function standsAlone(view: FileView, c: Row<'symbols'>): boolean {
  if (view.language !== 'csharp') return true;
  return (c.modifiers & (Mod.exported | Mod.partial)) === Mod.exported && !COMPANION.test(c.name);
}

/** A name without what sets its words apart: `cart-row` and `CartRow` are one. */
function bareName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** Classes that could each have a file of their own. */
function standing(view: FileView): readonly Row<'symbols'>[] {
  const symbols = view.table('symbols');
  const exported = new Set([...view.table('exports')].map((e) => e.name));
  const bases = basesOf(view);
  const native = new Set(
    [...view.table('decorators')].filter((d) => NATIVE.has(lastPart(d.name))).map((d) => d.symbol),
  );
  const out: Row<'symbols'>[] = [];
  for (const s of symbols) {
    if (s.kind !== 'class' || s.name === '' || !isOutermost(view, s) || (s.modifiers & HIDDEN) !== 0) continue;
    const isHelper = BY_EXPORT.has(view.language)
      ? (s.modifiers & Mod.exported) === 0 && !exported.has(s.name)
      : s.name.startsWith('_');
    const own = bases.get(s.index) ?? [];
    if (native.has(s.index)) continue;
    if (isHelper || ERROR.test(s.name) || own.some((b) => ERROR.test(b) || view.symbolsNamed(b).length > 0)) continue;
    // A class and its parts belong together: `Cart`, `CartOptions`, and `Cart<T>` in C#.
    if (!out.some((o) => s.name.includes(o.name) || o.name.includes(s.name))) out.push(s);
  }
  return out;
}

function isOutermost(view: FileView, s: Row<'symbols'>): boolean {
  const symbols = view.table('symbols');
  // A namespace of the two script languages adds to a class of the same name.
  if (BY_EXPORT.has(view.language)) return s.parent < 0;
  for (let at = symbols.get(s.parent); at !== null; at = symbols.get(at.parent))
    if (at.kind !== 'namespace') return false;
  return true;
}

function basesOf(view: FileView): ReadonlyMap<number, readonly string[]> {
  const out = new Map<number, string[]>();
  for (const b of view.table('bases')) out.set(b.symbol, [...(out.get(b.symbol) ?? []), lastPart(b.name)]);
  return out;
}
