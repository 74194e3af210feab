import { Mod, type Shape } from '@drift/grammars';
import type { LanguageId } from '@drift/shared';
import type { Row } from '../../../facts/schema.ts';
import { defineConvention } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';
import { describeStyle } from '../../engine/identifier-style.ts';
import { FreeNames, isForeignFile, isLocal, isMarked, isSystemFile, lastPart, nameStyle } from '../free-names.ts';
import { LinterMarks } from '../linter-marks.ts';
import { repeatedNames } from '../repeated-names.ts';

const PRIMITIVE: ReadonlySet<Shape> = new Set<Shape>(['string', 'number', 'true', 'false']);
/** Languages with a declaration for constants; elsewhere a module-level binding that never changes is one. */
const CONST_ITEMS: ReadonlySet<LanguageId> = new Set(['csharp', 'go', 'kotlin', 'php']);
/** Languages in which a `const` in camelCase is any variable that is not assigned again: only other styles tell. */
const ANY_VARIABLE: ReadonlySet<LanguageId> = new Set(['javascript', 'typescript']);
/** Names the platform looks up. */
const PRESCRIBED: ReadonlySet<string> = new Set([
  'serialVersionUID',
  'default_app_config',
  'app_name',
  'revision',
  'down_revision',
  'branch_labels',
  'depends_on',
  'dynamicParams',
]);

/** Files that repeat the constants of a foreign interface. */
const NATIVE = /Native|Interop|Win32|PInvoke/;
/** Examples of components hold pieces of code and style, not constants. */
const STORY = /\.stor(?:y|ies)\.|(?:^|\/)stories\//;
const MIN_SHARED = 3;
/** Constants that are spelled like the unit they are. */
const UNIT = /^[KMGT]i?B$/;
/** What makes a Python file a list of settings, or a step of a database, whose names something else reads. */
const READ_BY_NAME: readonly string[] = ['extensions', 'down_revision'];

/** How constants are named. */
export const namingConstant = defineConvention({
  id: 'drift/pattern/naming-constant',
  title: 'Naming of constants',
  languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  fix: 'unsafe',
  precision: {
    corpus: '13 projects of docs/precision with findings',
    sample: 40,
    precision: 0.72,
  },
  sites: 'constants',
  answers: ['screaming', 'camel', 'pascal', 'snake', 'mixedCaps'],
  describe: describeStyle,
  // Capitals mark a constant as such wherever other values are in small letters.
  deviates: (actual, expected) => actual !== 'screaming' || (expected !== 'camel' && expected !== 'snake'),
  observe(view, report) {
    const free = new FreeNames(view);
    const native = nativeOwners(view, free);
    const prefixes = foreignPrefixes(view);
    if (isForeignFile(view) || STORY.test(view.file) || (view.language === 'csharp' && NATIVE.test(view.file))) return;
    if (isReadByName(view)) return;
    const marks = new LinterMarks(view);
    const repeated = repeatedNames(view);
    const namespaces = namespacesOfNames(view);
    for (const b of view.table('bindings')) {
      if (isMarked(view, b.target) || PRESCRIBED.has(b.target) || native.has(b.symbol)) continue;
      if (!isConstant(view, b) || (b.shape === 'member' && lastPart(b.text) === b.target)) continue;
      if (
        isOther(view, b) ||
        marks.covers(b.start, b.targetEnd) ||
        (namespaces.has(b.symbol) && (b.modifiers & Mod.private) === 0)
      )
        continue;
      const value = nameStyle(view, b.target);
      if (value === 'camel' && ANY_VARIABLE.has(view.language)) continue;
      if (value === null || (value === 'screaming' && isForeignNumber(view, b))) continue;
      // `{ image_url }`: a key given elsewhere; capitals are no key's.
      if (value !== 'screaming' && repeated.has(b.target)) continue;
      if (prefixes.has(prefixOf(b.target)) || (view.language === 'go' && /^[A-Z]_/.test(b.target))) continue;
      report({ value, start: b.targetStart, end: b.targetEnd });
    }
  },
});

/** Sphinx reads `conf.py` by its names; a step of a database that was applied is not touched again. */
function isReadByName(view: FileView): boolean {
  if (view.language !== 'python') return false;
  if (!READ_BY_NAME.some((name) => view.bindingsOf(name).some((b) => b.symbol < 0))) return false;
  return view.file.endsWith('conf.py') || view.bindingsOf('down_revision').length > 0;
}

/** What is called after something else: a text that is its own name, a unit, the tag of an element, a piece of XML. */
function isOther(view: FileView, b: Row<'bindings'>): boolean {
  if (b.shape === 'string' && b.text === b.target) return true;
  if (!ANY_VARIABLE.has(view.language)) return false;
  if (UNIT.test(b.target)) return true;
  return b.shape === 'string' && /^[A-Z]\w*[a-z]/.test(b.target) && (isTag(b) || isMarkup(b));
}

/** `const Figure = 'figure'`: JSX takes only names in PascalCase for something other than an element. */
function isTag(b: Row<'bindings'>): boolean {
  return b.text.toLowerCase() === b.target.toLowerCase();
}

/** `const SearchIface = '<node>…'` holds a document, which is named like a type. */
function isMarkup(b: Row<'bindings'>): boolean {
  return /^\s*</.test(b.text);
}

/**
 * Kotlin objects whose constants, three or more, are all in camelCase are namespaces of names that mirror something
 * else for others to use: `object Entities { const val plusMinus = '±' … }`.
 */
function namespacesOfNames(view: FileView): ReadonlySet<number> {
  const styles = new Map<number, { all: number; camel: number }>();
  if (view.language !== 'kotlin') return new Set();
  for (const b of view.table('bindings')) {
    if (b.kind !== 'constant' || b.symbol < 0) continue;
    const seen = styles.get(b.symbol) ?? { all: 0, camel: 0 };
    seen.all++;
    if (/^[a-z]/.test(b.target)) seen.camel++;
    styles.set(b.symbol, seen);
  }
  return new Set([...styles].filter(([, s]) => s.all >= MIN_SHARED && s.camel === s.all).map(([symbol]) => symbol));
}

/** In Go and C#, capitals with a hexadecimal or computed value, or a type of the system, are the numbers of a system interface. */
function isForeignNumber(view: FileView, b: Row<'bindings'>): boolean {
  if (view.language !== 'go' && view.language !== 'csharp') return false;
  if (isSystemFile(view)) return true;
  return /^(?:syscall|windows|unix)\./.test(b.type) || /^0x/i.test(b.text) || !PRIMITIVE.has(b.shape);
}

/** `BTRFS_ROOT`, `BTRFS_LEAF`, `BTRFS_NODE`: in Go and C#, capitals that share a prefix are the names of a foreign interface. */
function foreignPrefixes(view: FileView): ReadonlySet<string> {
  const counts = new Map<string, number>();
  if (view.language !== 'go' && view.language !== 'csharp') return new Set();
  for (const b of view.table('bindings')) {
    const prefix = b.kind === 'constant' ? prefixOf(b.target) : '';
    if (prefix !== '') counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, n]) => n >= MIN_SHARED).map(([prefix]) => prefix));
}

function prefixOf(name: string): string {
  return /^([A-Z][A-Z0-9]*)_/.exec(name)?.[1] ?? '';
}

function isConstant(view: FileView, b: Row<'bindings'>): boolean {
  if (isLocal(view, b.symbol) || b.target.includes('.')) return false;
  if (CONST_ITEMS.has(view.language) && view.language !== 'php') return b.kind === 'constant';
  if (!PRIMITIVE.has(b.shape) || b.text === b.target) return false;
  switch (view.language) {
    case 'php':
      return b.kind === 'constant';
    case 'java':
      return b.kind === 'field' && (b.modifiers & Mod.static) !== 0 && (b.modifiers & Mod.constant) !== 0;
    case 'python':
      // Python has no constants: a text or number bound once and never again counts as one.
      return b.kind === 'variable' && b.symbol < 0 && (b.shape === 'string' || b.shape === 'number') && isOnly(view, b);
    default:
      return b.kind === 'variable' && (b.modifiers & Mod.constant) !== 0;
  }
}

function isOnly(view: FileView, b: Row<'bindings'>): boolean {
  return view.bindingsOf(b.target).every((o) => o.index === b.index || o.kind === 'pair' || o.kind === 'keyword');
}

/** Types that declare native functions: their constants carry the names of the foreign interface. */
function nativeOwners(view: FileView, free: FreeNames): ReadonlySet<number> {
  const out = new Set<number>();
  for (const s of view.table('symbols')) if (s.kind === 'method' && free.isBound(s.index)) out.add(s.parent);
  return out;
}
