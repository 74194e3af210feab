import { Mod } from '@drift/grammars';
import type { LanguageId } from '@drift/shared';
import type { Row } from '../../../facts/schema.ts';
import { defineConvention } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';
import { isDecorated } from '../decorated.ts';
import { FreeNames, isForeignFile, lastPart } from '../free-names.ts';

const MARKS: readonly (readonly [string, RegExp])[] = [
  ['hash', /^#/],
  ['underscore', /^_[A-Za-z]/],
  ['m_', /^m_[A-Za-z]/],
  // `mBeanServer` is a word.
  ['m', /^m(?!Bean)[A-Z]/],
  ['none', /^[a-z]/],
];

/** Languages in which `mName` is a habit; elsewhere it is a word such as `mDirectEvent`. */
const ONE_LETTER: ReadonlySet<LanguageId> = new Set(['java', 'kotlin']);
/** Languages in which a method without a body, and not abstract, lies in native code. */
const HAS_NATIVE: ReadonlySet<LanguageId> = new Set(['csharp', 'java', 'kotlin']);
/** Kotlin marks what can change behind a property that only shows it: `_state = MutableStateFlow(…)`. */
const HOLDERS = /^(?:atomic\w*|mutableStateOf|Mutable\w+)$/;

const NAMES: ReadonlyMap<string, string> = new Map([
  ['hash', 'a private `#` name'],
  ['underscore', 'a leading underscore'],
  ['m_', 'the prefix `m_`'],
  ['m', 'the prefix `m`'],
  ['none', 'a name without a mark'],
]);

/** How the private fields of classes are marked. */
export const namingPrivateMember = defineConvention({
  id: 'drift/pattern/naming-private-member',
  title: 'Naming of private members',
  languages: ['csharp', 'java', 'javascript', 'kotlin', 'php', 'typescript'],
  maturity: 'stable',
  incubatingIn: ['csharp', 'java', 'php'],
  since: '0.1.0',
  fix: 'unsafe',
  precision: {
    corpus: '7 projects of docs/precision with findings',
    sample: 15,
    precision: 0.93,
  },
  sites: 'private fields',
  answers: ['hash', 'underscore', 'm_', 'm', 'none'],
  describe: (value) => NAMES.get(value) ?? value,
  // What the language itself keeps private is no step back.
  deviates: (actual) => actual !== 'hash',
  observe(view, report) {
    if (view.role !== 'source' || isForeignFile(view)) return;
    const seen = new Set<string>();
    const native = nativeOwners(view);
    for (const { name, owner, row } of privateFields(view)) {
      const key = `${owner} ${name}`;
      const value = markOf(view, name);
      if (value === undefined || seen.has(key) || isBacking(view, name, value, owner)) continue;
      if (isDecorated(view, row) || native.has(owner)) continue;
      seen.add(key);
      report({ value, start: row.targetEnd - name.length, end: row.targetEnd });
    }
  },
});

function markOf(view: FileView, name: string): string | undefined {
  const value = MARKS.find(([, pattern]) => pattern.test(name))?.[0];
  return value === 'm' && !ONE_LETTER.has(view.language) ? 'none' : value;
}

interface PrivateField {
  readonly name: string;
  readonly owner: number;
  readonly row: Row<'bindings'>;
}

function privateFields(view: FileView): Generator<PrivateField> {
  return view.language === 'javascript' ? scriptFields(view) : declaredFields(view);
}

/** Fields that a keyword or the language makes private; those of the class itself follow other habits. */
function* declaredFields(view: FileView): Generator<PrivateField> {
  for (const b of view.table('bindings')) {
    if (b.kind !== 'field' || (b.modifiers & Mod.private) === 0 || (b.modifiers & Mod.static) !== 0) continue;
    if (view.language === 'kotlin' && HOLDERS.test(b.text)) continue;
    yield { name: view.language === 'php' ? b.target.replace(/^\$/, '') : b.target, owner: b.symbol, row: b };
  }
}

/**
 * JavaScript has two ways to say private: `#x`, and `_x` by agreement. A field that only has a plain name may be
 * public, and an underscore below a foreign base may be that of the base.
 */
function* scriptFields(view: FileView): Generator<PrivateField> {
  const free = new FreeNames(view);
  const symbols = view.table('symbols');
  for (const b of view.table('bindings')) {
    const inConstructor = symbols.get(b.symbol)?.kind === 'constructor';
    const assigned = b.kind === 'assign' && inConstructor && /^this\._[A-Za-z]\w*$/.test(b.target);
    if (b.kind !== 'field' && !assigned) continue;
    const owner = assigned ? (symbols.get(b.symbol)?.parent ?? -1) : b.symbol;
    const name = lastPart(b.target);
    if (symbols.get(owner)?.kind !== 'class' || !/^[#_][A-Za-z]/.test(name)) continue;
    if (name.startsWith('#') || !free.hasForeignBase(owner)) yield { name, owner, row: b };
  }
}

/** Classes with methods in native code, which finds their fields by name. */
function nativeOwners(view: FileView): ReadonlySet<number> {
  const out = new Set<number>();
  if (!HAS_NATIVE.has(view.language)) return out;
  for (const s of view.table('symbols')) {
    if (s.kind === 'method' && (s.modifiers & (Mod.declared | Mod.abstract)) === Mod.declared) out.add(s.parent);
  }
  return out;
}

/** `_count` behind `get count()`: the two may not have one name. */
function isBacking(view: FileView, name: string, value: string, owner: number): boolean {
  if (value === 'hash' || value === 'none' || view.language === 'javascript') return false;
  const bare = name.slice(1);
  const pascal = bare.charAt(0).toUpperCase() + bare.slice(1);
  for (const plain of [bare, pascal]) {
    if (view.symbolsNamed(plain).some((s) => s.parent === owner)) return view.language !== 'csharp';
  }
  return view.language === 'kotlin' && isKotlinBacking(view, name, pascal, owner);
}

/**
 * `getCount()` that a base asks for keeps a property `count` from being read beside it; a setter of one's own does not.
 * What a class is given has the plain name, and what it is given as `_count` below a base may keep apart from a `count`
 * of that base.
 */
function isKotlinBacking(view: FileView, name: string, pascal: string, owner: number): boolean {
  const plain = pascal.charAt(0).toLowerCase() + pascal.slice(1);
  const isOfOwner = (s: Row<'symbols'>): boolean => s.parent === owner;
  if (view.symbolsNamed(plain).some(isOfOwner)) return true;
  const asked = [`get${pascal}`, `set${pascal}`].flatMap((n) => view.symbolsNamed(n));
  if (asked.some((s) => isOfOwner(s) && (s.modifiers & Mod.override) !== 0)) return true;
  if (view.bindingsOf(plain).some((b) => b.symbol === owner) || isGiven(view, plain, owner)) return true;
  return name.startsWith('_') && isGiven(view, name, owner) && new FreeNames(view).hasForeignBase(owner);
}

/** True for a parameter of the class or of a constructor of it. */
function isGiven(view: FileView, name: string, owner: number): boolean {
  if (view.isParameter(name, owner)) return true;
  for (const s of view.table('symbols'))
    if (s.kind === 'constructor' && s.parent === owner && view.isParameter(name, s.index)) return true;
  return false;
}
