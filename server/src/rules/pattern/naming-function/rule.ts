import type { LanguageId } from '@drift/shared';
import type { Row } from '../../../facts/schema.ts';
import { defineConvention, type Observation } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';
import { describeStyle } from '../../engine/identifier-style.ts';
import { FreeNames, isForeignFile, isMarked, nameStyle, reportOwn } from '../free-names.ts';
import { LinterMarks } from '../linter-marks.ts';

/** Languages in which a function named like a type is a component, a constructor, a factory or a decorator. */
const PASCAL_IS_A_ROLE: ReadonlySet<LanguageId> = new Set([
  'javascript',
  'typescript',
  'python',
  'ruby',
  'kotlin',
  'php',
]);
/** Methods of PHP's stream wrappers. */
const STREAM = /^(?:stream|dir|url)_[a-z]+$/;
/** GObject calls what a class defines by these names. */
const VIRTUAL = /^vfunc_/;
/** React prescribes the prefix, whatever the rest of a code base does. */
const HOOK = /^use[A-Z]/;

const MIN_SHARED = 3;
const MIN_OWN_WAY = 8;
/** Short words that start the name of an ordinary function. */
const VERBS: ReadonlySet<string> = new Set(
  'get set has is to on do add new put run log map use can end cut pop try fix ask may was not all any by of in as at my'.split(
    ' ',
  ),
);

/** How functions and methods are named. */
export const namingFunction = defineConvention({
  id: 'drift/pattern/naming-function',
  title: 'Naming of functions',
  languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  fix: 'unsafe',
  precision: {
    corpus: '14 projects of docs/precision with findings',
    sample: 35,
    precision: 0.63,
  },
  sites: 'functions',
  answers: ['camel', 'snake', 'pascal', 'mixedCaps'],
  describe: describeStyle,
  observe(view, report) {
    if (isForeignFile(view)) return;
    const free = new FreeNames(view);
    const shown: Observation[] = [];
    const members = memberTargets(view);
    const prefixes = libraryPrefixes(view);
    const marks = new LinterMarks(view);
    for (const s of view.table('symbols')) {
      if (s.kind !== 'function' && s.kind !== 'method') continue;
      if (isMarked(view, s.name) || !free.isFree(s) || !countsHere(view, s, members)) continue;
      if (marks.covers(s.start, s.nameEnd) || wrapsNamesake(view, s)) continue;
      const value = nameStyle(view, s.name);
      // A function in capitals is meant as a constant.
      if (value === null || value === 'screaming') continue;
      if (value === 'snake' && prefixes.has(prefixOf(s.name))) continue;
      if (value === 'pascal' && PASCAL_IS_A_ROLE.has(view.language)) continue;
      shown.push({ value, start: s.nameStart, end: s.nameEnd });
    }
    if (!goesItsOwnWay(view, shown)) reportOwn(view, shown, report);
  },
});

/**
 * True for a C# file in which many methods have another style than the one of the language: a port of something, or
 * older than the habit of the rest, and not to be changed a name at a time.
 */
function goesItsOwnWay(view: FileView, shown: readonly Observation[]): boolean {
  const others = view.language === 'csharp' ? shown.filter((o) => o.value !== 'pascal').length : 0;
  return others >= MIN_OWN_WAY && others * 3 >= shown.length;
}

/** Places of names that are assigned to members of something else: `exports.x = function`, `window.onload = …`. */
function memberTargets(view: FileView): ReadonlySet<number> {
  const out = new Set<number>();
  for (const b of view.table('bindings')) if (b.kind === 'assign' && b.shape === 'function') out.add(b.targetEnd);
  return out;
}

/** `mx_noise`, `mx_blur`, `mx_split`: a short prefix that several functions share is the name of a foreign library. */
function libraryPrefixes(view: FileView): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const s of view.table('symbols')) {
    const prefix = prefixOf(s.name);
    if (prefix !== '') counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, n]) => n >= MIN_SHARED).map(([prefix]) => prefix));
}

function prefixOf(name: string): string {
  const prefix = /^([a-z]{2,3})_/.exec(name)?.[1] ?? '';
  return VERBS.has(prefix) ? '' : prefix;
}

/** A function that calls another one of its own name stands for it: `def getLogger(name): return logging.getLogger(name)`. */
function wrapsNamesake(view: FileView, s: Row<'symbols'>): boolean {
  return view.callsNamed(s.name).some((c) => c.start >= s.bodyStart && c.start < s.bodyEnd && isForeignCall(view, c));
}

/** A call on something imported, or in PHP and Python of what the language itself brings. */
function isForeignCall(view: FileView, c: Row<'calls'>): boolean {
  const [head = ''] = c.callee.split('.');
  if (view.imported.has(head)) return true;
  return view.language === 'php' && head === c.callee;
}

/** Who loads a file by its name calls what it exports by that name. */
function isNamedLikeFile(view: FileView, name: string): boolean {
  return view.file.endsWith(`/${name}.js`) || view.file.endsWith(`/${name}.ts`);
}

/** `alGetString` in the class `Al`: the class is that of a native library, whose functions carry its prefix. */
function carriesNameOfClass(view: FileView, s: Row<'symbols'>): boolean {
  const owner = view.table('symbols').get(s.parent)?.name.toLowerCase() ?? '';
  return owner !== '' && s.name.startsWith(owner) && /^[A-Z]/.test(s.name.slice(owner.length));
}

/** What every class of C# has. */
const OF_EVERY_CLASS: ReadonlySet<string> = new Set([
  'Equals',
  'Finalize',
  'GetHashCode',
  'GetType',
  'MemberwiseClone',
  'ReferenceEquals',
  'ToString',
]);

/** True for `createGraphics` beside a `CreateGraphics` that is declared, called or made here: the name is taken. */
function isPascalTaken(view: FileView, name: string): boolean {
  const pascal = name.replace(/(?:^|_+)([a-z])/g, (_, first: string) => first.toUpperCase());
  if (pascal === name) return false;
  return OF_EVERY_CLASS.has(pascal) || view.symbolsNamed(pascal).length > 0 || view.callsNamed(pascal).length > 0;
}

/** Leaves out the functions that play another role in their language. */
function countsHere(view: FileView, s: Row<'symbols'>, members: ReadonlySet<number>): boolean {
  switch (view.language) {
    case 'javascript':
    case 'typescript': {
      const owner = view.table('symbols').get(s.parent)?.kind;
      // Methods of object literals carry names that other code looks up; interfaces often describe foreign objects.
      if (s.kind === 'method') return owner === 'class' && !VIRTUAL.test(s.name);
      return !HOOK.test(s.name) && !members.has(s.nameEnd) && !isNamedLikeFile(view, s.name);
    }
    case 'python': // Libraries look methods up by name without a base that says so.
      return s.kind === 'function';
    case 'csharp': // Local functions follow the case of locals in some code bases.
      return s.kind === 'method' && !carriesNameOfClass(view, s) && !isPascalTaken(view, s.name);
    case 'php': // Plain functions follow those of the language, methods do not.
      return s.kind === 'method' && !STREAM.test(s.name);
    default:
      return true;
  }
}
