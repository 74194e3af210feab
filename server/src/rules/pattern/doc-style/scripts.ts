// What documentation is in Python, Ruby and PHP, and who is expected to have it there.
import { Mod } from '@drift/grammars';
import type { LanguageId } from '@drift/shared';
import { UNDOCUMENTED } from '../../../facts/comment-words.ts';
import type { Row } from '../../../facts/schema.ts';
import type { FileView } from '../../engine/file-view.ts';
import { lastPart } from '../free-names.ts';

/** What documentation is called where the language has a form of its own. */
export const SCRIPT_DOC: Readonly<Partial<Record<LanguageId, string>>> = { php: 'docblock', python: 'docstring' };

/** Scripts, steps of a database's history and settings are run or read once; nobody calls what they hold. */
const NOT_CALLED =
  /(?:^|\/)(?:bin|s?bin|scripts?|tools?|utils?-scripts|contrib|docs?|migrations?|alembic|versions|maintenance|setup)\/|(?:^|\/)(?:setup|conf|conftest|manage|Rakefile|fabfile|tasks)\.(?:py|rb)$/i;
/** A declaration that fits in this many statements says all that its documentation could. */
const TRIVIAL = 2;
/** Statements outside of declarations that a file of functions may have. */
const PROGRAM = 5;
/** Declared for the type checker, or to take the place of another one of the same name. */
const STANDS_FOR_ANOTHER: ReadonlySet<string> = new Set(['overload', 'register', 'setter', 'fixture']);

/** True for the languages this file is about. */
export function isScript({ language }: FileView): boolean {
  return language === 'php' || language === 'python' || language === 'ruby';
}

/** True where somebody who calls a declaration of a script language would look for its documentation. */
export function isDocumentable(view: FileView, s: Row<'symbols'>): boolean {
  if (NOT_CALLED.test(view.file)) return false;
  // PHP has static functions in classes alone: this one lost its class to a gap in the grammar.
  if ((s.modifiers & Mod.static) !== 0) return false;
  if (s.kind === 'function')
    return statementsOf(view, s) > TRIVIAL && !s.name.startsWith('_') && !isReplacing(view, s) && !isInProgram(view);
  if (s.bodyEnd - s.bodyStart < 1 || !hasMembers(view, s)) return false;
  return view.language !== 'ruby' || (isFileAbout(view, s) && !isSaidHidden(view, s));
}

/** True for a file of PHP that does something when it is loaded, beyond loading others: its functions are its own. */
function isInProgram(view: FileView): boolean {
  if (view.language !== 'php') return false;
  let declared = 0;
  for (const s of view.table('symbols')) if (s.kind !== 'lambda' && (s.parent < 0 || s.kind === 'function')) declared++;
  return (view.table('module').get(0)?.statements ?? 0) - declared > PROGRAM;
}

function isReplacing(view: FileView, s: Row<'symbols'>): boolean {
  for (const d of view.table('decorators'))
    if (d.symbol === s.index && STANDS_FOR_ANOTHER.has(lastPart(d.name))) return true;
  return false;
}

/** A type without a function of its own is a mark, or a list of values. */
function hasMembers(view: FileView, s: Row<'symbols'>): boolean {
  const symbols = view.table('symbols');
  let found = 0;
  for (let m = symbols.get(s.index + 1); m !== null && m.start < s.end; m = symbols.get(m.index + 1))
    if (m.parent === s.index && m.kind !== 'lambda' && (m.modifiers & Mod.private) === 0) found++;
  return found > 0;
}

/** In Ruby a class can be opened anywhere; its documentation stands in the file that bears its name. */
function isFileAbout(view: FileView, s: Row<'symbols'>): boolean {
  const file = view.file.slice(view.file.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
  return file.replace(/[_-]/g, '').toLowerCase() === s.name.replace(/_/g, '').toLowerCase();
}

/** `class Order # :nodoc:`, or the same in the comment above. */
function isSaidHidden(view: FileView, s: Row<'symbols'>): boolean {
  const from = s.docStart >= 0 ? s.docStart : s.start;
  for (const c of view.table('comments'))
    if (UNDOCUMENTED.test(c.text) && from <= c.start && c.start - s.nameEnd < NEAR_NAME && c.start < s.end) return true;
  return false;
}
/** How far behind a name a comment about it begins, in code units: a base may stand in between. */
const NEAR_NAME = 80;

/** In PHP the docblock at the head of a file often is the one of what the file holds. */
export function isSaidAbove(view: FileView): boolean {
  const first = view.table('comments').get(0);
  const declared = view.table('symbols').get(0);
  return view.language === 'php' && first?.form === 'doc' && declared !== null && first.end <= declared.start;
}

/** The statements of a function without the text that documents it. */
function statementsOf(view: FileView, s: Row<'symbols'>): number {
  return s.statements - (view.language === 'python' && hasDocstring(view, s) ? 1 : 0);
}

/** True for a text as the first statement of a body, of one word or many; one that is put together at run time is none. */
export function hasDocstring(view: FileView, s: Row<'symbols'>): boolean {
  const strings = view.table('strings');
  const first = strings.get(strings.firstFrom(s.bodyStart));
  return first !== null && first.start === s.bodyStart && first.context === 'other' && first.dynamic === 0;
}
