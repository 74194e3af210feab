import type { LanguageId } from '@drift/shared';
import type { Row } from '../../../facts/schema.ts';
import { defineConvention } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';
import { isForeignFile, lastPart } from '../free-names.ts';
import { isProductCode } from '../product-code.ts';

/**
 * The built-in classes that say nothing about what went wrong. More telling ones (`TypeError`, `ValueError`,
 * `IllegalArgumentException`) report misuse of code and are right beside errors of one's own.
 */
const GENERIC: Readonly<Partial<Record<LanguageId, ReadonlySet<string>>>> = {
  csharp: new Set(['Exception', 'ApplicationException', 'SystemException']),
  java: new Set(['Exception', 'RuntimeException', 'Throwable', 'Error']),
  javascript: new Set(['Error']),
  kotlin: new Set(['Exception', 'RuntimeException', 'Throwable', 'Error']),
  php: new Set(['Exception', 'Error']),
  python: new Set(['Exception', 'BaseException']),
  ruby: new Set(['StandardError', 'RuntimeError', 'Exception']),
  typescript: new Set(['Error']),
};
const ERROR_NAME = /(?:Error|Exception|Fault|Failure)$/;

/** Code units from a throw to the handler of the `try` that it ends: line breaks, indents and closing signs. */
const NEAR = 60;
/** Where a linter is told to accept a general error, it is meant. */
const MEANT = /pylint:\s*disable=[\w,\s-]*broad-exception-raised|\bnoqa\b[^\n]*TRY002/;
/** Code units between such a comment and what it is about, when it is no comment of the function. */
const REACH = 200;

const NAMES: ReadonlyMap<string, string> = new Map([
  ['custom', 'an error class of the project'],
  ['built-in', 'a generic built-in error'],
  ['string', 'a string'],
]);

/** What is thrown. */
export const errorClass = defineConvention({
  id: 'drift/pattern/error-class',
  title: 'Class of thrown errors',
  languages: ['csharp', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  fix: 'none',
  precision: {
    corpus:
      '6 packages: Serverless, MediaWiki, Mercurial, mongodb, ApostropheCMS, discord.js, 6 packages: Serverless, JUnit 5, HttpClient',
    sample: 30,
    precision: 0.37,
  },
  sites: 'throw sites',
  answers: ['custom', 'built-in', 'string'],
  describe: (value) => NAMES.get(value) ?? value,
  // A more telling error than usual is no deviation.
  deviates: (actual, expected) => RANK.indexOf(actual) > RANK.indexOf(expected),
  observe(view, report) {
    if (!isProductCode(view) || isForeignFile(view)) return;
    const meant = [...view.table('comments')].filter((c) => MEANT.test(c.text));
    const declared = new Set<string>();
    for (const s of view.table('symbols')) if (s.kind === 'class' || s.kind === 'struct') declared.add(s.name);
    for (const t of view.table('throws')) {
      if (isCaughtHere(view, t) || isMeant(view, t, meant)) continue;
      const value = kindOf(view, t, declared);
      if (value !== null) report({ value, start: t.start, end: t.end });
    }
  },
});

/** From the most to the least telling. */
const RANK: readonly string[] = ['custom', 'built-in', 'string'];

/** True for the last statement of a `try`: its own handlers catch it, and nobody else sees it. */
function isCaughtHere(view: FileView, t: Row<'throws'>): boolean {
  const handlers = view.table('handlers');
  const next = handlers.get(handlers.firstFrom(t.end));
  return next !== null && next.symbol === t.symbol && next.start - t.end <= NEAR;
}

/** True below such a comment in the same function, or right beside it. */
function isMeant(view: FileView, t: Row<'throws'>, meant: readonly Row<'comments'>[]): boolean {
  const around = view.table('symbols').get(t.symbol);
  for (const c of meant) {
    const isNear = c.start >= t.start - REACH && c.start <= t.end + REACH;
    if (isNear || (around !== null && around.start <= c.start && c.end <= t.start)) return true;
  }
  return false;
}

function kindOf(view: FileView, t: Row<'throws'>, declared: ReadonlySet<string>): string | null {
  if (t.shape === 'string' || t.shape === 'template' || t.shape === 'concat' || t.shape === 'format')
    return view.language === 'ruby' ? 'built-in' : 'string';
  const isClass = t.shape === 'new' || ((view.language === 'kotlin' || view.language === 'ruby') && t.shape !== 'none');
  const name = lastPart(t.text.replace(/\.new$/, ''));
  if (!isClass || name === '') return null;
  if (declared.has(name)) return 'custom';
  if (GENERIC[view.language]?.has(name) === true) return isBuiltIn(view, name) ? 'built-in' : null;
  return ERROR_NAME.test(name) && isOwn(view, t.text, name) ? 'custom' : null;
}

/** A name that the file imports is not the built-in one. */
function isBuiltIn(view: FileView, name: string): boolean {
  const meaning = view.imported.get(name);
  return meaning === undefined || meaning === name || /^(?:java|kotlin|System)\./.test(meaning);
}

/** True where the import says that the class belongs to the same code base. */
function isOwn(view: FileView, path: string, name: string): boolean {
  const head = path.split(/[.\\]/)[0] ?? name;
  const meaning = view.imported.get(head);
  if (meaning === undefined) return false;
  switch (view.language) {
    case 'javascript':
    case 'typescript':
      return /^[.@~#]\/|^\.\.?\//.test(meaning);
    case 'python':
      return meaning.startsWith('.') || meaning.split('.')[0] === view.file.split('/')[0];
    default:
      return sharesRoot(view, meaning);
  }
}

/** Java, Kotlin, PHP: the class lies under the first two names of the file's own package. */
function sharesRoot(view: FileView, meaning: string): boolean {
  for (const s of view.table('symbols')) {
    if (s.kind !== 'namespace') continue;
    const own = s.name.replaceAll('\\', '.').split('.').slice(0, 2).join('.');
    return own.includes('.') && meaning.startsWith(`${own}.`);
  }
  return false;
}
