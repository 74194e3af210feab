import { Mod, type Shape } from '@drift/grammars';
import type { LanguageId, Span } from '@drift/shared';
import type { Row } from '../../../facts/schema.ts';
import { defineConvention, type Observation } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';
import { describeStyle } from '../../engine/identifier-style.ts';
import {
  FreeNames,
  isForeignFile,
  isLocal,
  isMarked,
  isSystemFile,
  lastPart,
  nameStyle,
  reportOwn,
} from '../free-names.ts';
import { LinterMarks } from '../linter-marks.ts';
import { repeatedNames, withoutSigil } from '../repeated-names.ts';
import { BorrowedStyles, isNamedAfterType } from './borrowed-styles.ts';

/** Languages in which objects are often named after their classes, and code of others is copied with its names. */
const SCRIPTS: ReadonlySet<LanguageId> = new Set(['php', 'python', 'ruby']);
/** Languages whose grammar or habit leaves locals in PascalCase no other role, so that it is a choice of style. */
const PASCAL_COUNTS: ReadonlySet<LanguageId> = new Set(['csharp', 'java', 'php']);

/** Variables that PHP itself makes; whoever hands one on calls it the same. */
const OF_PHP: ReadonlySet<string> = new Set(['$http_response_header', '$php_errormsg']);

/** Shortest name that counts as a shortened one. */
const MIN_SHORTENED = 8;

/** How local variables and parameters are named. */
export const namingVariable = defineConvention({
  id: 'drift/pattern/naming-variable',
  title: 'Naming of variables',
  languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'typescript'],
  maturity: 'stable',
  incubatingIn: ['java', 'javascript', 'kotlin', 'python', 'typescript'],
  since: '0.1.0',
  fix: 'unsafe',
  precision: {
    corpus: '29 projects of docs/precision with findings',
    sample: 120,
    precision: 0.93,
  },
  sites: 'variables',
  answers: ['camel', 'snake', 'pascal', 'mixedCaps'],
  describe: describeStyle,
  observe(view, report) {
    // What talks to one system follows the headers of that system.
    if (isForeignFile(view) || isSystemFile(view)) return;
    const borrowed = SCRIPTS.has(view.language) ? new BorrowedStyles(view) : null;
    if (borrowed?.isOfLibrary === true) return;
    const seen = new Set<string>();
    const shown: Observation[] = [];
    const among: Observation[] = [];
    const repeated = repeatedNames(view);
    const marks = new LinterMarks(view);
    // Asked first: most names show no style, and a keystroke waits for all of them.
    const styleIn = remembered((name) => shownStyle(view, name));
    const once = (symbol: number, name: string, span: Span): void => {
      const value = styleIn(name);
      const key = `${symbol} ${name}`;
      if (value === null || seen.has(key)) return;
      if (repeated.has(withoutSigil(name)) || marks.covers(span.start, span.end)) return;
      if (borrowed?.isCopied(symbol) === true) return;
      seen.add(key);
      const like = borrowed?.isAmongItsLike(name, symbol) === true ? among : shown;
      like.push({ value, start: span.start, end: span.end });
    };
    const free = new FreeNames(view);
    const twins = caseTwins(view);
    const symbols = view.table('symbols');
    for (const p of view.table('parameters')) {
      const owner = symbols.get(p.symbol);
      if (
        owner !== null &&
        styleIn(p.name) !== null &&
        owner.kind !== 'typeAlias' &&
        // What a record is given are its properties.
        owner.kind !== 'record' &&
        !isForCallers(view, owner) &&
        (owner.modifiers & Mod.declared) === 0 &&
        !twins.has(p.index) &&
        !isCaughtType(view, p, owner) &&
        !(borrowed !== null && isNamedAfterType(p.name, p.type)) &&
        namesParameters(free, owner)
      )
        once(p.symbol, p.name, { start: p.start, end: p.start + p.name.length });
    }
    for (const b of view.table('bindings')) {
      if (b.kind !== 'variable' || !isLocal(view, b.symbol) || styleIn(b.target) === null) continue;
      if (b.shape === 'function' || isTakenOver(view, b) || isProduct(view, b) || isNamedAfterText(view, b)) continue;
      if (isNamedAfterMember(view, b)) continue;
      if (borrowed?.isNamedAfterMade(b) === true) continue;
      once(b.symbol, b.target, { start: b.targetStart, end: b.targetEnd });
    }
    reportOwn(view, isOwnWay(among, shown) ? [...shown, ...among] : shown, report);
  },
});

/**
 * True where most of a file is camelCase in camelCase functions and classes: there it is the file's way, which counts.
 * Elsewhere it follows its surroundings, and says nothing.
 */
function isOwnWay(among: readonly Observation[], shown: readonly Observation[]): boolean {
  return among.length >= MIN_OWN && among.length > shown.filter((o) => o.value === 'snake').length;
}
const MIN_OWN = 8;

/** Parameters that differ from another one of the same function in case only: the case is what tells them apart. */
function caseTwins(view: FileView): ReadonlySet<number> {
  const first = new Map<string, number>();
  const out = new Set<number>();
  for (const p of view.table('parameters')) {
    const key = `${p.symbol} ${p.name.toLowerCase()}`;
    const twin = first.get(key);
    if (twin === undefined) first.set(key, p.index);
    else out.add(twin).add(p.index);
  }
  return out;
}

/** Parameters whose names callers may write (`load(pageSize=3)`, `Load(Size: 3)`), so that they are part of what is offered. */
function isForCallers(view: FileView, owner: Row<'symbols'>): boolean {
  if (owner.kind === 'lambda') return false;
  return view.language === 'python' || (view.language === 'csharp' && (owner.modifiers & Mod.exported) !== 0);
}

/** Parameters of methods that a base may prescribe belong to the base, those of constructors never do. */
function namesParameters(free: FreeNames, owner: Row<'symbols'>): boolean {
  return owner.kind === 'constructor' || owner.kind === 'lambda' || free.isFree(owner);
}

/** In C#, `catch (IndexOutOfRangeException)` that `#if` parts from its `try` looks like a function. */
function isCaughtType(view: FileView, p: Row<'parameters'>, owner: Row<'symbols'>): boolean {
  return view.language === 'csharp' && p.type === '' && owner.kind !== 'lambda';
}

/** In C#, a product among arguments, `f(rows * Size)`, looks like the declaration of a pointer. */
function isProduct(view: FileView, b: Row<'bindings'>): boolean {
  return view.language === 'csharp' && b.shape === 'none' && b.type.endsWith('*');
}

/** Shapes of what is taken as it is; a fallback stands in only where nothing is there. */
const FIELDS: ReadonlySet<Shape> = new Set(['member', 'index', 'identifier', 'fallback']);

/** `const user_id = row.user_id`, `failUnless = s.failUnlessEqual`: the name is that of a field of something else. */
function isTakenOver(view: FileView, b: Row<'bindings'>): boolean {
  const path = b.text.replace(/\(\)$/, '');
  const isCall = b.shape === 'call' || path !== b.text;
  const isField = !isCall && FIELDS.has(b.shape);
  // In Ruby, to read a field is to call a method.
  if (!isField && !(view.language === 'ruby' && isCall)) return false;
  const name = withoutSigil(b.target);
  const taken = withoutSigil(lastPart(path));
  if (taken === name || (isField && name.length >= MIN_SHORTENED && taken.startsWith(name))) return true;
  // `sql_type = _prepared_Sql_Type`: the end of a field.
  if (view.language === 'csharp' && isField && taken.toLowerCase().endsWith(name.toLowerCase())) return true;
  // `first1 = page.first`: the number tells two of a kind apart.
  return SCRIPTS.has(view.language) && taken === name.replace(/\d+$/, '');
}

/** `Size = new DataColumn(Columns.ColumnSize)`, `Type AesManagedType`: named as what it is made from, or stands for. */
function isNamedAfterMember(view: FileView, b: Row<'bindings'>): boolean {
  if (view.language !== 'csharp') return false;
  if (b.type === 'Type' && b.target.endsWith('Type')) return true;
  const parts = b.text.split(/\W+/).filter((part) => part.length >= MIN_SHORTENED);
  if (b.shape !== 'call' && parts.some((part) => b.target.startsWith(part))) return true;
  const call = view.callsStartingIn(b.valueStart, b.valueEnd)[0];
  const given = call === undefined ? [] : view.argumentsOf(call);
  return given.some((a) => a.shape === 'member' && lastPart(a.text).endsWith(b.target));
}

/** `const styles_search_box = useStyles(sheet, 'search-box')`: the name ends as the text does that it is made from. */
function isNamedAfterText(view: FileView, b: Row<'bindings'>): boolean {
  if (b.shape !== 'call' && b.shape !== 'await') return false;
  const call = view.callsStartingIn(b.valueStart, b.valueEnd)[0];
  if (call === undefined) return false;
  return view.argumentsOf(call).some((a) => {
    const text = a.shape === 'string' ? a.text.replaceAll('-', '_') : '';
    return text.includes('_') && b.target.endsWith(`_${text}`);
  });
}

/** The same function, which answers for each name once. */
function remembered(answer: (name: string) => string | null): (name: string) => string | null {
  const known = new Map<string, string | null>();
  return (name) => {
    let style = known.get(name);
    if (style === undefined) {
      style = answer(name);
      known.set(name, style);
    }
    return style;
  };
}

/** The style that the name of a variable shows, if it shows one that its author chose. */
function shownStyle(view: FileView, name: string): string | null {
  if (isMarked(view, name) || OF_PHP.has(name) || !/^[$\w]+$/.test(name)) return null;
  const value = nameStyle(view, name);
  // Capitals mark a local constant, which is another question.
  if (value === 'screaming') return null;
  if (value === 'pascal' && (!PASCAL_COUNTS.has(view.language) || /^\$?[A-Z]{2}/.test(name))) return null;
  return value;
}
